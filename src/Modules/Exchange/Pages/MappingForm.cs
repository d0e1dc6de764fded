using System.Globalization;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Microsoft.AspNetCore.Http;

namespace Guanxi.Exchange.Pages;

/// <summary>What the form of the mapping says. Its fields follow the file's columns, so they are read by name.</summary>
internal sealed record MappingForm
{
    private string? encoding, dateFormat, currency, kind, subject;
    private Delimiter? delimiter;
    private bool? header;
    private OrderPreset? preset;
    private DateOrder? dateOrder;
    private DecimalSign? decimalSign;
    private ExistingOrders? existing;
    private Dictionary<ColumnRole, int> columns = [];
    private Dictionary<string, int> fields = [];
    private Dictionary<string, decimal> rates = [];

    /// <summary>Tells a field of a kind of records from a role.</summary>
    public const string FieldSign = "field:";

    /// <summary>Goes on to the check; otherwise only the preview is wanted.</summary>
    public bool Checks { get; private init; }

    public static MappingForm Of(IFormCollection form) => new()
    {
        Checks = form["act"] == "check",
        encoding = form["encoding"],
        dateFormat = form["dateFormat"].ToString().Trim(),
        currency = form["currency"],
        delimiter = Choice<Delimiter>(form["delimiter"]),
        header = form["header"].ToString() switch { "yes" => true, "no" => false, _ => null },
        preset = Choice<OrderPreset>(form["preset"]),
        dateOrder = Choice<DateOrder>(form["dateOrder"]),
        decimalSign = Choice<DecimalSign>(form["decimalSign"]),
        existing = Choice<ExistingOrders>(form["existing"]),
        kind = form["kind"],
        subject = form["subject"],
        columns = ColumnsIn(form),
        fields = FieldsIn(form),
        rates = RatesIn(form),
    };

    public bool LaysOutDifferently(FileShape shape) =>
        (!string.IsNullOrEmpty(encoding) && encoding != shape.Encoding) || (delimiter is { } sign && sign != shape.Delimiter) || (header is { } named && named != shape.HasHeader);

    public SurveyImportFile Survey(Id<Import> id) => new() { ImportId = id, Encoding = encoding, Delimiter = delimiter, HasHeader = header };

    public AnswerImport Answer(Id<Import> id, FileSurvey? survey) => survey is not null ? new() { ImportId = id, Survey = survey } : new()
    {
        ImportId = id, Kind = kind, Subject = subject, Columns = columns, Fields = fields, Preset = preset, DateOrder = dateOrder, DateFormat = dateFormat, DecimalSign = decimalSign, Currency = currency, Existing = existing, Rates = rates,
    };

    public static Dictionary<string, decimal> RatesIn(IFormCollection form)
    {
        var rates = new Dictionary<string, decimal>();
        foreach (var field in form.Where(field => field.Key.StartsWith("rate-", StringComparison.Ordinal)))
            if (Ui.TypedValue.TryNumber(field.Value.ToString(), out var rate)) rates[field.Key[5..]] = rate;
        return rates;
    }

    public static List<FixedValue> FixesIn(IFormCollection form)
    {
        var values = new List<FixedValue>();
        foreach (var field in form)
            if (field.Key.Split('-') is ["fix", var line, var column] && form[$"was-{line}-{column}"] != field.Value
                && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var of))
                values.Add(new(at, of, field.Value.ToString()));
        return values;
    }

    /// <summary>Whether the file is said to hold something else than before: then the columns are suggested anew, and shown first.</summary>
    public bool MeansOther(ImportView view) => (!string.IsNullOrEmpty(kind) && kind != view.Kind) || (!string.IsNullOrEmpty(subject) && view.Records is { } records && subject != records.Subject);

    /// <summary>One select for each column says its role. Of two columns with one role the later wins; the page shows it.</summary>
    private static Dictionary<ColumnRole, int> ColumnsIn(IFormCollection form)
    {
        var columns = new Dictionary<ColumnRole, int>();
        foreach (var (column, value) in Meanings(form))
            if (Choice<ColumnRole>(value) is { } role) columns[role] = column;
        return columns;
    }

    private static Dictionary<string, int> FieldsIn(IFormCollection form)
    {
        var fields = new Dictionary<string, int>();
        foreach (var (column, value) in Meanings(form))
            if (value.StartsWith(FieldSign, StringComparison.Ordinal)) fields[value[FieldSign.Length..]] = column;
        return fields;
    }

    private static IEnumerable<(int Column, string Value)> Meanings(IFormCollection form) => form.Where(field => field.Key.StartsWith("role-", StringComparison.Ordinal))
        .Select(field => (int.TryParse(field.Key.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var column) ? column : -1, field.Value.ToString())).Where(meaning => meaning.Item1 >= 0);

    private static T? Choice<T>(string? value) where T : struct, Enum => Enum.TryParse<T>(value, out var choice) && Enum.IsDefined(choice) ? choice : null;
}
