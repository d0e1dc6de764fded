using System.Globalization;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Microsoft.AspNetCore.Http;

namespace Guanxi.Exchange.Pages;

/// <summary>What the form of the mapping says. Its fields follow the file's columns, so they are read by name.</summary>
internal sealed record MappingForm
{
    private string? encoding, dateFormat, currency;
    private Delimiter? delimiter;
    private bool? header;
    private OrderPreset? preset;
    private DateOrder? dateOrder;
    private DecimalSign? decimalSign;
    private ExistingOrders? existing;
    private Dictionary<ColumnRole, int> columns = [];
    private Dictionary<string, decimal> rates = [];

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
        columns = ColumnsIn(form),
        rates = RatesIn(form),
    };

    public bool LaysOutDifferently(FileShape shape) =>
        (!string.IsNullOrEmpty(encoding) && encoding != shape.Encoding) || (delimiter is { } sign && sign != shape.Delimiter) || (header is { } named && named != shape.HasHeader);

    public SurveyImportFile Survey(Id<Import> id) => new() { ImportId = id, Encoding = encoding, Delimiter = delimiter, HasHeader = header };

    public AnswerImport Answer(Id<Import> id, FileSurvey? survey) => survey is not null ? new() { ImportId = id, Survey = survey } : new()
    {
        ImportId = id, Columns = columns, Preset = preset, DateOrder = dateOrder, DateFormat = dateFormat, DecimalSign = decimalSign, Currency = currency, Existing = existing, Rates = rates,
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

    /// <summary>One select for each column says its role. Of two columns with one role the later wins; the page shows it.</summary>
    private static Dictionary<ColumnRole, int> ColumnsIn(IFormCollection form)
    {
        var columns = new Dictionary<ColumnRole, int>();
        foreach (var field in form.Where(field => field.Key.StartsWith("role-", StringComparison.Ordinal)))
            if (Choice<ColumnRole>(field.Value) is { } role && int.TryParse(field.Key.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var column)) columns[role] = column;
        return columns;
    }

    private static T? Choice<T>(string? value) where T : struct, Enum => Enum.TryParse<T>(value, out var choice) && Enum.IsDefined(choice) ? choice : null;
}
