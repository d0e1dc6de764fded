using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>One kind of records as a file has them: about what, with which fields.</summary>
/// <param name="Subject">What the file is about; null where that is open, or its kind is about nothing in particular.</param>
internal sealed record RecordSheet(IRecordImport Kind, IReadOnlyList<RecordSubject> Subjects, string? Subject, IReadOnlyList<RecordField> Fields, FirmSettings Firm)
{
    /// <summary>Roles of columns that name the customer: the same for every kind.</summary>
    public static IReadOnlyList<ColumnRole> Customer { get; } = [ColumnRole.CustomerCode, ColumnRole.CustomerName, ColumnRole.Phone, ColumnRole.Email];

    private static bool IsDate(RecordField field) => field.Kind is RecordFieldKind.Day or RecordFieldKind.Moment;

    private static bool IsNumber(RecordField field) => field.Kind is RecordFieldKind.Number or RecordFieldKind.Money;

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Firm.TimeZone);

    /// <summary>The mapped fields in their own order.</summary>
    public IReadOnlyList<MappedField> Mapped(ImportAnswers answers) => [.. Fields.Where(field => answers.Fields.ContainsKey(field.Key)).Select(field => new MappedField(field, answers.Fields[field.Key]))];

    /// <summary>What the file doesn't say, given the mapping; answered or not.</summary>
    public ReadingDecision Decision(FileSurvey survey, ImportAnswers answers)
    {
        var mapped = Mapped(answers).Where(field => field.Column < survey.Columns.Count).ToList();
        return ReadingDecision.For(survey, [.. mapped.Where(field => IsDate(field.Field)).Select(field => field.Column)], [.. mapped.Where(field => IsNumber(field.Field)).Select(field => field.Column)]);
    }

    /// <exception cref="RefusedException">Something isn't decided, or can't work.</exception>
    public RecordReading Reading(FileSurvey survey, ImportAnswers answers)
    {
        Refuse.Field(nameof(ImportAnswers.Subject), Subjects.Count == 0 ? Fields.Count == 0 : Subject is null, "exchange.subject.missing");
        var mapping = Unreadable.Refused(() => new ColumnMapping(answers.Columns.Where(column => Customer.Contains(column.Key)).ToDictionary()).InFile(survey.Columns.Count));
        foreach (var column in answers.Fields.Values) Refuse.If(column < 0 || column >= survey.Columns.Count, "exchange.columns.not_in_file", column + 1);
        var missing = Fields.Where(field => field.Required && !answers.Fields.ContainsKey(field.Key)).Select(field => field.Label).ToList();
        Refuse.If(missing.Count > 0, "exchange.columns.field_missing", string.Join(" · ", missing));
        Refuse.If(mapping.Columns.Count == 0 && !Kind.MayBeAnonymous, "exchange.columns.customer_missing");
        var (dates, decimals) = Unreadable.Refused(() => answers.Decided(Decision(survey, answers)));
        return new()
        {
            Shape = survey.Shape, Columns = mapping, Dates = dates, Decimals = decimals, Currency = Firm.BaseCurrency, Corrections = answers.Corrected, Zone = Zone,
            Fields = [.. Mapped(answers).Where(field => field.Field.Key != RecordReading.Number)],
            NumberColumn = answers.Fields.TryGetValue(RecordReading.Number, out var number) ? number : null,
        };
    }

    /// <summary>What the file suggests, before anyone decided.</summary>
    public ImportAnswers Suggested(FileSurvey survey)
    {
        var fits = RecordHeaders.Fits(this, survey.Header ?? []);
        return new()
        {
            Columns = fits.Where(fit => fit.Role is not null).ToDictionary(fit => fit.Role!.Value, fit => fit.Column),
            Fields = fits.Where(fit => fit.Field is not null).ToDictionary(fit => fit.Field!, fit => fit.Column),
            Subject = Subject, Currency = Firm.BaseCurrency.Length == 0 ? null : Firm.BaseCurrency,
        };
    }
}
