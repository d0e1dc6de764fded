using System.Globalization;

namespace Guanxi.Value;

/// <summary>How figures of value are said to people.</summary>
internal static class Wording
{
    /// <summary>Money in whole units: on a dashboard the cents only hide the amount.</summary>
    public static string Whole(Money money)
    {
        var format = (NumberFormatInfo)CultureInfo.CurrentCulture.NumberFormat.Clone();
        format.CurrencySymbol = Currencies.Symbol(money.Currency);
        format.CurrencyDecimalDigits = 0;
        format.CurrencyNegativePattern = 1;
        return money.Amount.ToString("C", format);
    }

    /// <summary>To the minor unit.</summary>
    public static string Exact(Money money) => money.ToString(CultureInfo.CurrentCulture);

    /// <summary>Key of the words for a probability: six steps, because nobody feels more.</summary>
    /// <param name="probability">In [0, 1].</param>
    public static string Likelihood(double probability) => probability switch
    {
        < 0.1 => "value.likelihood.hardly",
        < 0.3 => "value.likelihood.unlikely",
        < 0.5 => "value.likelihood.possible",
        < 0.7 => "value.likelihood.likely",
        < 0.9 => "value.likelihood.very_likely",
        _ => "value.likelihood.nearly_certain",
    };

    /// <summary>Colour of a probability of losing someone.</summary>
    public static string ColourOfChurn(double churn) => churn switch { < 0.3 => "green", < 0.6 => "yellow", _ => "red" };
}
