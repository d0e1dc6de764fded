using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Guanxi.Exchange.Writing;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>The rows that were or would be refused, as a file of the same columns and one that says what is wrong, to be put right and loaded again.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record ImportErrorFile : IQuestion<ErrorFile>, IConcerns<Import>
{
    public Id<Import> ImportId { get; init; }

    Id<Import> IConcerns<Import>.Subject => ImportId;

    internal sealed class Handler(GuanxiDb db, ImportFiles files, RecordChecker records, IActors actors, Texts texts) : IHandler<ImportErrorFile, ErrorFile>
    {
        public async Task<ErrorFile> Handle(ImportErrorFile request, Actor actor, CancellationToken ct)
        {
            var import = await db.Set<Import>().AsNoTracking().FirstAsync(i => i.Id == request.ImportId, ct);
            var (survey, answers) = (StoredJson.Read<FileSurvey>(import.Survey)!, StoredJson.Read<ImportAnswers>(import.Answers)!);
            var source = await files.Open(db, import.StoredAs, ct);
            var personal = PersonalData.IsShownTo(actor, import.CreatedBy) ? null : new PersonalData(survey, answers);
            if (!import.IsOrders)
            {
                // Who else reads it may see more customers, or fewer: the rows that were refused are those that were refused to the loader.
                var loader = await actors.Find(import.CreatedBy, ct) ?? Actor.System;
                var checkedRows = await records.Check(import.Kind, source, survey, answers, import.Id, loader, (_, _) => { }, ct);
                return ErrorFile.Of(source, survey, checkedRows.Reading, [.. checkedRows.Errors.Select(error => RecordViews.Explained(error, checkedRows.Sheet, answers))], personal, import.FileName, texts);
            }

            var there = StoredJson.Read<WriteStart>(import.Start)?.There.ToHashSet(StringComparer.Ordinal);
            var file = await new ImportChecker(db).Check(source, survey, answers, import.Id, there, (_, _) => { }, ct);
            return ErrorFile.Of(source, survey, answers.Reading(survey), file.File.Errors, personal, import.FileName, texts);
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/imports/{importId}/errors.csv", Download).Produces(200, contentType: "text/csv").WithSummary("The refused rows as a file to put right and load again");

    public static async Task<IResult> Download(Id<Import> importId, Asker asker, CancellationToken ct)
    {
        var outcome = await asker.Run(new ImportErrorFile { ImportId = importId }, ct);
        return outcome.Ok ? Results.File(outcome.Value.Content, "text/csv; charset=utf-8", outcome.Value.Name) : asker.Problem(outcome.Refusal, outcome.Args, outcome.Fields);
    }
}

internal sealed record ErrorFile(string Name, byte[] Content, long Rows) : IExported
{
    /// <param name="personal">Hides what the reader may not see; null where they may see all.</param>
    public static ErrorFile Of(SourceFile source, FileSurvey survey, FileReading reading, IReadOnlyList<RowError> errors, PersonalData? personal, string fileName, Texts texts)
    {
        using var output = new MemoryStream();
        ErrorRowsFile.Write(source, reading, errors, texts["exchange.errors.column"],
            error => ErrorWords.Of(texts, personal?.Hide(error) ?? error, survey.Header), output, personal?.InRows(errors));
        var name = Path.GetFileNameWithoutExtension(fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? fileName[..^3] : fileName);
        return new($"{name}-{texts["exchange.errors.file_name"]}.csv", output.ToArray(), errors.Count);
    }
}

/// <summary>Row errors in words.</summary>
internal static class ErrorWords
{
    public static string Of(Texts texts, RowError error, IReadOnlyList<string>? header)
    {
        var column = error.Column is not { } at ? "" : ColumnName(header, at) ?? texts["exchange.column.number", at + 1];
        return texts[error.Code, column, error.Value, error.Detail];
    }

    /// <summary>The column's name in the file; null where it has none.</summary>
    public static string? ColumnName(IReadOnlyList<string>? header, int at) => header is not null && at < header.Count && header[at].Length > 0 ? header[at] : null;
}
