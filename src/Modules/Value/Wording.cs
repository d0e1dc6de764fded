using System.Globalization;

namespace Guanxi.Value;

/// <summary>How figures of value are said to people.</summary>
public static class Wording
{
    /// <summary>Money in whole units: on a dashboard the cents only hide the amount.</summary>
    public static string Whole(Money money) => money.ToWhole(CultureInfo.CurrentCulture);

    /// <summary>Money in three or four digits and a word for the rest, 5,685万 or 56.8M: where a phone has no room for more.</summary>
    public static string Compact(Texts texts, Money money)
    {
        foreach (var step in texts["value.money.steps"].Split(' '))
        {
            var word = step.TrimStart([.. "0123456789"]);
            var size = decimal.Parse(step[..^word.Length], CultureInfo.InvariantCulture);
            if (Math.Abs(money.Amount) < size) continue;
            var shown = Math.Abs(money.Amount) / size;
            return (money.Minor < 0 ? "-" : "") + Currencies.Symbol(money.Currency) + shown.ToString(shown < 100 ? "N1" : "N0", CultureInfo.CurrentCulture) + word;
        }
        return Whole(money);
    }

    /// <summary>To the minor unit.</summary>
    public static string Exact(Money money) => money.ToString(CultureInfo.CurrentCulture);

    /// <summary>A day, written as the pages write it.</summary>
    public static string Day(DateOnly date) => date.ToString("d", CultureInfo.CurrentCulture);

    /// <summary>A day as addresses carry it.</summary>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The address as of an earlier day; as it is for the newest.</summary>
    public static string At(string url, DateOnly? asOf) => asOf is { } day ? $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}as_of={Iso(day)}" : url;

    /// <summary>The day that an address carries; null where it carries none.</summary>
    public static DateOnly? DayOf(string? iso) => DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Key of the words for a probability of losing someone: four steps, because nobody feels more.</summary>
    /// <param name="churn">In [0, 1].</param>
    public static string Likelihood(double churn) => churn switch
    {
        < 0.3 => "value.likelihood.unlikely",
        < 0.6 => "value.likelihood.possible",
        < 0.9 => "value.likelihood.likely",
        _ => "value.likelihood.almost_certain",
    };

    /// <summary>A probability in whole per cent; never 0 or 100, because nothing is certain of people.</summary>
    public static string Percent(double probability) => probability switch
    {
        < 0.01 => "<" + 0.01.ToString("P0", CultureInfo.CurrentCulture),
        > 0.99 => ">" + 0.99.ToString("P0", CultureInfo.CurrentCulture),
        _ => probability.ToString("P0", CultureInfo.CurrentCulture),
    };

    /// <summary>What a task for a customer at risk is called: the strongest reason says what the call is about.</summary>
    public static string Task(Texts texts, IReadOnlyList<Reason> reasons)
    {
        var title = reasons.Count > 0 ? texts["value.task.title_with_reason", reasons[0].Text] : texts["value.task.title"];
        return title.Within(200);
    }

    /// <summary>Colour of a probability of losing someone.</summary>
    public static string ColourOfChurn(double churn) => churn switch { < 0.3 => "green", < 0.6 => "yellow", _ => "red" };

    /// <summary>Last part of the key of a contact's channel or direction, WeChat → we_chat, as the warehouse holds their names.</summary>
    public static string Key(string name) => string.Concat(name.Select((sign, i) => char.IsUpper(sign) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(sign) : sign.ToString()));
}
