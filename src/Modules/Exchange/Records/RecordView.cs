using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>What an import of records shows beside what every import does.</summary>
internal sealed record RecordView
{
    /// <summary>What the file may be about, where its kind asks for that.</summary>
    public required IReadOnlyList<RecordSubject> Subjects { get; init; }
    public string? Subject { get; init; }

    /// <summary>What its columns can mean beside the customer.</summary>
    public required IReadOnlyList<RecordFieldView> Fields { get; init; }
    public IReadOnlyList<RecordPreviewRow> Preview { get; init; } = [];
    public RecordFindings? Findings { get; init; }
    public RecordReceipt? Receipt { get; init; }
}

/// <param name="Choices">Words that would do, where it is one of several.</param>
internal sealed record RecordFieldView(string Key, string Label, RecordFieldKind Kind, bool Required, IReadOnlyList<string> Choices);

/// <summary>One of the first rows, as it would be loaded.</summary>
/// <param name="Values">By field; empty where the row has errors.</param>
internal sealed record RecordPreviewRow(int Line, string? Customer, IReadOnlyList<PreviewValue> Values, IReadOnlyList<RowError> Errors);

internal sealed record PreviewValue(string Label, string Text);

/// <summary>Puts the view of an import of records together.</summary>
internal sealed class RecordViews(GuanxiDb db, RecordImports imports, ImportFiles files)
{
    /// <param name="personal">Hides what the reader may not see; null where they may see all.</param>
    public async Task<RecordLook> Of(Import import, FileSurvey survey, ImportAnswers answers, int previewRows, PersonalData? personal, CancellationToken ct)
    {
        var sheet = await imports.Sheet(import.Kind, answers.Subject, ct);
        var reading = ImportDetails.Readable(() => sheet.Reading(survey, answers), out var blocked);
        var (findings, receipt) = (StoredJson.Read<RecordFindings>(import.Findings), StoredJson.Read<RecordReceipt>(import.Receipt));
        var rows = reading is null || previewRows == 0 || !files.Has(import.StoredAs) ? [] : await Preview(files.Open(import.StoredAs), reading, sheet, previewRows, personal, ct);
        return new(new()
        {
            Subjects = sheet.Subjects, Subject = sheet.Subject, Preview = rows,
            Fields = [.. sheet.Fields.Select(field => new RecordFieldView(field.Key, field.Label, field.Kind, field.Required, [.. field.Choices.Select(choice => choice.Label)]))],
            Findings = findings is null ? null : Shown(findings, sheet, answers, personal),
            Receipt = receipt is null ? null : receipt with { Written = Shown(receipt.Written, sheet, answers, personal) },
        }, sheet.Decision(survey, answers).Questions, blocked);
    }

    /// <summary>With the words that would have done, in the reader's language.</summary>
    public static RowError Explained(RowError error, RecordSheet sheet, ImportAnswers answers) =>
        error.Code == RowErrorCodes.ChoiceUnknown && sheet.Mapped(answers).FirstOrDefault(mapped => mapped.Column == error.Column) is { } mapped
            ? error with { Detail = string.Join(" / ", mapped.Field.Choices.Select(choice => choice.Label)) } : error;

    private static RecordFindings Shown(RecordFindings findings, RecordSheet sheet, ImportAnswers answers, PersonalData? personal) =>
        findings with { FirstErrors = [.. findings.FirstErrors.Select(error => Explained(personal?.Hide(error) ?? error, sheet, answers))] };

    private async Task<IReadOnlyList<RecordPreviewRow>> Preview(SourceFile source, RecordReading reading, RecordSheet sheet, int most, PersonalData? personal, CancellationToken ct)
    {
        var staff = await StaffBook.Read(db, ct);
        var first = Unreadable.Refused(() => RecordFile.Preview(source, reading, staff, most));
        var written = RawValues.Of(source, reading, first.Select(row => row.Line).ToHashSet());
        return [.. first.Select(row => new RecordPreviewRow(row.Line, Customer(row), row.Row is null ? [] : [.. reading.Fields.Select(mapped => new PreviewValue(mapped.Field.Label, Text(mapped, row)))],
            [.. row.Errors.Select(error => Explained(personal?.Hide(error) ?? error, sheet, new() { Fields = reading.Fields.ToDictionary(mapped => mapped.Field.Key, mapped => mapped.Column) }))]))];

        string? Customer(RecordPreview row) => row.Row?.Words is not { } words ? null : string.Join(" · ", new[] { words.Code, words.Name, personal is null ? words.Phone : Mask.Phone(words.Phone), personal is null ? words.Email : Mask.Email(words.Email) }.OfType<string>());

        string Text(MappedField mapped, RecordPreview row)
        {
            var (values, key) = (row.Row!.Row, mapped.Field.Key);
            if (!values.Has(key)) return "";
            var text = mapped.Field.Kind switch
            {
                RecordFieldKind.Moment => Shown(TimeZoneInfo.ConvertTime(values.Moment(key)!.Value, reading.Zone)),
                RecordFieldKind.Day => values.Day(key)!.Value.ToString(Pattern, CultureInfo.CurrentCulture),
                RecordFieldKind.Choice => mapped.Field.Choices.First(choice => choice.Value == values.Text(key)).Label,
                RecordFieldKind.Money => new Money(values.Money(key)!.Value, reading.Currency).Amount.ToString("N2", CultureInfo.CurrentCulture),
                _ => written[row.Line](mapped.Column).Trim(),
            };
            return personal?.Hide(mapped.Column, text) ?? text;
        }
    }

    // A day without a time is a day.
    private static string Shown(DateTimeOffset at) => at.ToString(at.TimeOfDay == TimeSpan.Zero ? Pattern : Pattern + " HH:mm", CultureInfo.CurrentCulture);

    private static string Pattern => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "yyyy-MM-dd" : "d MMM yyyy";
}

/// <param name="Questions">What the file doesn't say, answered or not.</param>
/// <param name="Blocked">Why the file can't be read yet; null where it can.</param>
internal sealed record RecordLook(RecordView View, IReadOnlyList<ReadingQuestion> Questions, RefusedException? Blocked);
