using System.Diagnostics;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>Reads a whole file of records and finds what loading it would do. Writes nothing.</summary>
internal sealed class RecordChecker(GuanxiDb db, RecordImports imports, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <param name="importId">What this import itself wrote before it was stopped doesn't count as there already.</param>
    /// <param name="actor">Who loads it: customers beyond their reach are unknown to them.</param>
    /// <param name="progress">Rows done, and of how many.</param>
    /// <exception cref="RefusedException">The file can't be read as it stands, or something isn't decided.</exception>
    public async Task<CheckedRecords> Check(string kind, SourceFile source, FileSurvey survey, ImportAnswers answers, Id<Import> importId, Actor actor, Action<long, long> progress, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        imports.Admit(actor, kind);
        var sheet = await imports.Sheet(kind, answers.Subject, ct);
        var reading = sheet.Reading(survey, answers);
        var staff = await StaffBook.Read(db, ct);
        var file = Unreadable.Refused(() => RecordFile.Read(source, reading, staff, rows => progress(rows, survey.Rows), ct));
        var (rows, there, written) = await New(file.Rows, sheet, importId, ct);
        var sound = await WithCustomers(rows, sheet, reading, file.Errors, actor, ct);
        sound = await Sound(sound, sheet, reading, source, file.Errors, importId, actor, ct);
        file.Errors.Sort((one, other) => one.Line != other.Line ? one.Line.CompareTo(other.Line) : (one.Column ?? -1).CompareTo(other.Column ?? -1));
        progress(survey.Rows, survey.Rows);
        // By customer: rows of one lie beside each other in the database.
        var plan = sound.Select(row => row.Row).OrderBy(row => row.CustomerId?.Value ?? 0).ThenBy(row => row.Line).ToList();
        return new(sheet, reading, plan, written, file.Errors, new()
        {
            Summary = new()
            {
                Lines = file.Counts.Lines, HeaderLines = file.Counts.HeaderLines, BlankLines = file.Counts.BlankLines, InnerLines = file.Counts.InnerLines, Rows = file.Counts.Rows,
                NewRows = plan.Count + written, SkippedRows = there, RejectedRows = file.Counts.Rows - plan.Count - written - there, AnonymousRows = plan.Count(row => row.CustomerId is null),
            },
            Customers = plan.Where(row => row.CustomerId is not null).Select(row => row.CustomerId).Distinct().Count(),
            ErrorsByCode = RowFindings.ByCode(file.Errors),
            FirstErrors = [.. file.Errors.Take(RowFindings.ShownErrors)],
            Seconds = watch.Elapsed.TotalSeconds,
        });
    }

    /// <summary>Rows that are not there yet; how many are from elsewhere, and how many this import wrote itself.</summary>
    private static async Task<(List<ReadRecord> New, int There, int Written)> New(IReadOnlyList<ReadRecord> rows, RecordSheet sheet, Id<Import> importId, CancellationToken ct)
    {
        var (fresh, there, written) = (new List<ReadRecord>(), 0, 0);
        foreach (var chunk in rows.Chunk(AtOnce))
        {
            var known = await sheet.Kind.There([.. chunk.Select(row => row.Row.Number)], sheet.Subject, ct);
            foreach (var row in chunk)
            {
                if (!known.TryGetValue(row.Row.Number, out var brought)) fresh.Add(row);
                else if (!importId.IsNone && brought == importId.Value) written++;
                else there++;
            }
        }

        return (fresh, there, written);
    }

    private async Task<List<ReadRecord>> WithCustomers(List<ReadRecord> rows, RecordSheet sheet, RecordReading reading, List<RowError> errors, Actor actor, CancellationToken ct)
    {
        var customers = new RecordCustomers(db, actor);
        await customers.Look(rows.Select(row => row.Words).OfType<CustomerWords>(), ct);
        var sound = new List<ReadRecord>(rows.Count);
        var column = RecordSheet.Customer.Select(role => reading.Columns[role]).FirstOrDefault(at => at is not null);
        foreach (var row in rows)
        {
            if (row.Words is not { } words)
            {
                if (sheet.Kind.MayBeAnonymous) sound.Add(row);
                else errors.Add(Named(row, RowError.Of(row.Row.Line, column, RowErrorCodes.CustomerMissing, "")));
                continue;
            }

            var (customer, several) = customers.Find(words);
            row.Row.CustomerId = customer;
            if (customer is not null) sound.Add(row);
            else errors.Add(Named(row, RowError.Of(row.Row.Line, ColumnOf(words, reading), several > 0 ? RowErrorCodes.CustomerSeveral : RowErrorCodes.CustomerUnknown, words.Code ?? words.Phone ?? words.Email ?? words.Name)) with
            { Detail = several > 0 ? several.ToString(System.Globalization.CultureInfo.InvariantCulture) : null });
        }

        return sound;
    }

    private async Task<List<ReadRecord>> Sound(List<ReadRecord> rows, RecordSheet sheet, RecordReading reading, SourceFile source, List<RowError> errors, Id<Import> importId, Actor actor, CancellationToken ct)
    {
        foreach (var chunk in rows.Chunk(AtOnce))
            await sheet.Kind.Check(new() { Rows = [.. chunk.Select(row => row.Row)], ImportId = importId.Value, Subject = sheet.Subject, By = actor.Id, Now = clock.GetUtcNow() }, ct);
        var wrong = rows.Where(row => row.Row.Problems.Count > 0).ToList();
        if (wrong.Count == 0) return rows;
        var columns = reading.Fields.ToDictionary(mapped => mapped.Field.Key, mapped => mapped.Column);
        var written = RawValues.Of(source, reading, wrong.Select(row => row.Row.Line).ToHashSet());
        foreach (var row in wrong)
            foreach (var problem in row.Row.Problems)
            {
                int? column = problem.Field is { } field && columns.TryGetValue(field, out var at) ? at : null;
                errors.Add(Named(row, RowError.Of(row.Row.Line, column, problem.Code, column is { } known ? written[row.Row.Line](known) : "")));
            }
        return [.. rows.Where(row => row.Row.Problems.Count == 0)];
    }

    private static int? ColumnOf(CustomerWords words, RecordReading reading) =>
        reading.Columns[words.Code is not null ? ColumnRole.CustomerCode : words.Phone is not null ? ColumnRole.Phone : words.Email is not null ? ColumnRole.Email : ColumnRole.CustomerName];

    private static RowError Named(ReadRecord row, RowError error)
    {
        var name = string.Join(" · ", new[] { row.Row.Number is [RecordRow.MadeUp, ..] ? null : row.Row.Number, row.Words?.Name ?? row.Words?.Code }.OfType<string>());
        return error with { Row = name.Length == 0 ? null : name };
    }
}
