using System.Globalization;

namespace Guanxi;

/// <summary>An amount in one currency, in its minor units: fen, cents, pence, yen.</summary>
/// <param name="Minor">Minor units; may be negative.</param>
/// <param name="Currency">ISO 4217 code, three capital letters.</param>
public readonly record struct Money(long Minor, string Currency)
{
    /// <summary>Rounds half away from zero to the currency's minor unit.</summary>
    public static Money Of(decimal amount, string currency) =>
        new((long)decimal.Round(amount * Currencies.MinorPerMajor(currency), 0, MidpointRounding.AwayFromZero), currency);

    public static Money Zero(string currency) => new(0, currency);

    /// <summary>In major units: 12.34 for 1,234 fen.</summary>
    public decimal Amount => (decimal)Minor / Currencies.MinorPerMajor(Currency);

    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money a, Money b) => new(checked(a.Minor + Same(a, b).Minor), a.Currency);
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money a, Money b) => new(checked(a.Minor - Same(a, b).Minor), a.Currency);
    public static Money operator -(Money a) => new(-a.Minor, a.Currency);

    /// <summary>For people, by culture: symbol, grouping, and as many decimals as the currency has.</summary>
    public string ToString(CultureInfo culture)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencySymbol = Currencies.Symbol(Currency);
        format.CurrencyDecimalDigits = Currencies.Decimals(Currency);
        // Culture data put the sign in brackets for some; a minus is read the same everywhere.
        format.CurrencyNegativePattern = 1;
        return Amount.ToString("C", format);
    }

    /// <summary>For people, in whole major units: on a dashboard the cents only hide the amount.</summary>
    public string ToWhole(CultureInfo culture)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencySymbol = Currencies.Symbol(Currency);
        format.CurrencyDecimalDigits = 0;
        format.CurrencyNegativePattern = 1;
        return Amount.ToString("C", format);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}");

    private static Money Same(Money a, Money b) =>
        a.Currency == b.Currency ? b : throw new InvalidOperationException($"{a.Currency} and {b.Currency} don't add up.");
}

/// <summary>What the product knows of currencies.</summary>
public static class Currencies
{
    private static readonly Dictionary<string, string> Symbols = new()
    {
        ["CNY"] = "¥", ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "JP¥", ["HKD"] = "HK$", ["TWD"] = "NT$",
        ["KRW"] = "₩", ["SGD"] = "S$", ["AUD"] = "A$", ["CAD"] = "C$", ["CHF"] = "CHF ", ["MOP"] = "MOP$", ["THB"] = "฿",
        ["MYR"] = "RM", ["INR"] = "₹", ["VND"] = "₫", ["RUB"] = "₽", ["SEK"] = "SEK ", ["NZD"] = "NZ$",
    };

    /// <summary>The codes offered, commonest first.</summary>
    public static IReadOnlyCollection<string> All => Symbols.Keys;

    public static bool Known(string? code) => code is not null && Symbols.ContainsKey(code);
    public static string Symbol(string code) => Symbols.GetValueOrDefault(code, code + " ");

    /// <summary>Decimals of the minor unit (ISO 4217): 2, but 0 for yen, won and dong.</summary>
    public static int Decimals(string code) => code is "JPY" or "KRW" or "VND" ? 0 : 2;

    public static long MinorPerMajor(string code) => Decimals(code) == 0 ? 1 : 100;
}
