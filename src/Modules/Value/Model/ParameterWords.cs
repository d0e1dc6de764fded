using System.Globalization;

namespace Guanxi.Value.Model;

/// <summary>What a purchase model's parameters say of the firm's customers, in words.</summary>
internal static class ParameterWords
{
    private const double Year = 365.25;

    public static IEnumerable<string> Of(Texts texts, string model, IReadOnlyList<SheetParameter> parameters)
    {
        var p = parameters.ToDictionary(one => one.Name, one => one.Value);
        if (p.TryGetValue("r", out var r) && p.TryGetValue("alpha", out var alpha))
        {
            yield return texts["value.sheet.words.rate", alpha / r];
            yield return texts[r < 0.5 ? "value.sheet.words.spread_wide" : r < 2 ? "value.sheet.words.spread_usual" : "value.sheet.words.spread_narrow"];
        }
        if (p.TryGetValue("a", out var a) && p.TryGetValue("b", out var b))
            yield return texts[model == "mbg-nbd" ? "value.sheet.words.leave_any" : "value.sheet.words.leave_repeat", Percent(a / (a + b))];
        if (p.TryGetValue("s", out var s) && p.TryGetValue("beta", out var beta))
            yield return texts["value.sheet.words.leave_year", Percent(1 - Math.Pow(beta / (beta + Year), s))];
        if (model == "nbd") yield return texts["value.sheet.words.nobody_leaves"];
    }

    private static string Percent(double share) => share.ToString(share < 0.1 ? "P1" : "P0", CultureInfo.CurrentCulture);
}
