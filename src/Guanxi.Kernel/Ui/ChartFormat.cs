namespace Guanxi.Ui;

/// <summary>Formatters that a chart's options may name, since JSON holds no functions; js/charts.js carries them out in the page's language.</summary>
public static class ChartFormat
{
    /// <summary>Whole units of the currency: ¥12,345. The values are in major units.</summary>
    public static IReadOnlyDictionary<string, object> Money(string currency) => Of("money", currency);

    /// <summary>Short money for axes: ¥1.2万, £12K. The values are in major units.</summary>
    public static IReadOnlyDictionary<string, object> MoneyCompact(string currency) => Of("money-compact", currency);

    /// <summary>A share in [0, 1] as per cent.</summary>
    public static IReadOnlyDictionary<string, object> Percent { get; } = Of("percent");

    /// <summary>A number with separators.</summary>
    public static IReadOnlyDictionary<string, object> Number { get; } = Of("number");

    /// <summary>A short number for axes.</summary>
    public static IReadOnlyDictionary<string, object> Compact { get; } = Of("compact");

    private static Dictionary<string, object> Of(string kind, string? currency = null)
    {
        var format = new Dictionary<string, object> { ["$format"] = kind };
        if (currency is not null)
            format["currency"] = currency;
        return format;
    }
}
