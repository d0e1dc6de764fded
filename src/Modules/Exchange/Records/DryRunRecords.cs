using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>Checks all rows of a received file of records without making an import of it.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record DryRunRecords : IQuestion<RecordDryRun>
{
    public required ReceivedFile File { get; init; }
    public required string Kind { get; init; }
    public required WantedRecords Wanted { get; init; }

    /// <summary>With the refused rows as the file that people put right.</summary>
    public bool WithErrorFile { get; init; }

    internal sealed class Handler(GuanxiDb db, ImportFiles files, RecordImports imports, RecordChecker checker, KindGuess guess, Texts texts) : IHandler<DryRunRecords, RecordDryRun>
    {
        public async Task<RecordDryRun> Handle(DryRunRecords request, Actor actor, CancellationToken ct)
        {
            imports.Admit(actor, request.Kind);
            await db.RefuseWhileAnother(default, ct);
            var (source, survey) = (files.Open(request.File.StoredAs), request.File.Survey);
            var suggested = request.Wanted.Subject is { Length: > 0 } subject ? (await imports.Sheet(request.Kind, subject, ct)).Suggested(survey) : (await guess.Of(survey, request.Kind, actor, ct)).Answers!;
            var answers = request.Wanted.Over(suggested, survey);
            var file = await checker.Check(request.Kind, source, survey, answers, default, actor, (_, _) => { }, ct);
            var personal = PersonalData.IsShownTo(actor, actor.Id) ? null : new PersonalData(survey, answers);
            var findings = file.Findings with { FirstErrors = [.. file.Findings.FirstErrors.Select(error => RecordViews.Explained(personal?.Hide(error) ?? error, file.Sheet, answers))] };
            return new(answers, findings, request.WithErrorFile && file.Errors.Count > 0
                ? ErrorFile.Of(source, survey, file.Reading, [.. file.Errors.Select(error => RecordViews.Explained(error, file.Sheet, answers))], personal, request.File.FileName, texts) : null);
        }
    }
}

/// <summary>What is said of a file of records beside its bytes; what isn't said is as the file suggests.</summary>
internal sealed record WantedRecords
{
    /// <summary>As on the command line: <c>customer=CustomerID,received_at=2</c>.</summary>
    public string? Columns { get; init; }
    public string? Subject { get; init; }
    public DateOrder? DateOrder { get; init; }
    public string? DateFormat { get; init; }
    public DecimalSign? DecimalSign { get; init; }

    /// <exception cref="RefusedException">The columns can't be those.</exception>
    public ImportAnswers Over(ImportAnswers suggested, FileSurvey survey)
    {
        var answers = suggested with { DateOrder = DateOrder, DateFormat = DateFormat, DecimalSign = DecimalSign };
        if (Columns is null) return answers;
        var named = Unreadable.Refused(() => ColumnMapping.Named(Columns, survey.Header, survey.Columns.Count).ToList());
        foreach (var twice in named.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase)) Refuse.If(twice.Count() > 1, "exchange.columns.role_twice", twice.Key);
        return answers with
        {
            Columns = named.Where(column => IsCustomer(column.Name)).ToDictionary(column => ColumnMapping.RoleOf(column.Name)!.Value, column => column.Column),
            Fields = named.Where(column => !IsCustomer(column.Name)).ToDictionary(column => column.Name.ToLowerInvariant(), column => column.Column),
        };
    }

    private static bool IsCustomer(string name) => ColumnMapping.RoleOf(name) is { } role && RecordSheet.Customer.Contains(role);
}

/// <param name="Answers">How the file was read.</param>
/// <param name="Errors">Null where no row is refused, or nobody asked.</param>
internal sealed record RecordDryRun(ImportAnswers Answers, RecordFindings Findings, ErrorFile? Errors);
