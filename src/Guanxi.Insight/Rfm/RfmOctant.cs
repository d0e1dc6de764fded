namespace Guanxi.Insight;

/// <summary>The eight cells of Chinese practice: each of recency, frequency and money high or low.</summary>
[Flags]
public enum RfmOctant
{
    /// <summary>Low on all: 一般挽留.</summary>
    None = 0,

    /// <summary>Money is high: the customer is important (重要), else general (一般).</summary>
    HighMoney = 1,

    /// <summary>Bought often. With high recency: value (价值); without: keep (保持).</summary>
    HighFrequency = 2,

    /// <summary>Bought lately. Without high frequency: develop (发展); neither: win back (挽留).</summary>
    HighRecency = 4,
}

/// <summary>What counts as high.</summary>
/// <param name="Days">Fewer days than this are high recency.</param>
/// <param name="Purchases">More purchases than this are high frequency.</param>
/// <param name="Money">More money than this, minor units, is high.</param>
public readonly record struct RfmMiddle(double Days, double Purchases, double Money)
{
    /// <summary>The means of all customers; NaN without any.</summary>
    public static RfmMiddle Means(ReadOnlySpan<int> days, ReadOnlySpan<int> purchases, ReadOnlySpan<long> money)
    {
        Check(days, purchases, money);
        double d = 0, p = 0, m = 0;
        for (var i = 0; i < days.Length; i++)
            (d, p, m) = (d + days[i], p + purchases[i], m + money[i]);
        return new(d / days.Length, p / days.Length, m / days.Length);
    }

    /// <summary>The medians of all customers; NaN without any.</summary>
    public static RfmMiddle Medians(ReadOnlySpan<int> days, ReadOnlySpan<int> purchases, ReadOnlySpan<long> money)
    {
        Check(days, purchases, money);
        return new(Median(days.ToArray()), Median(purchases.ToArray()), Median(money.ToArray()));

        static double Median<T>(T[] values) where T : System.Numerics.INumber<T>
        {
            Array.Sort(values);
            return values.Length == 0 ? double.NaN : (double.CreateChecked(values[(values.Length - 1) / 2]) + double.CreateChecked(values[values.Length / 2])) / 2;
        }
    }

    /// <summary>The cell of one customer. At the middle itself is low.</summary>
    public RfmOctant Of(int days, int purchases, long money) =>
        (days < Days ? RfmOctant.HighRecency : 0) | (purchases > Purchases ? RfmOctant.HighFrequency : 0) | (money > Money ? RfmOctant.HighMoney : 0);

    private static void Check(ReadOnlySpan<int> days, ReadOnlySpan<int> purchases, ReadOnlySpan<long> money)
    {
        if (purchases.Length != days.Length || money.Length != days.Length)
            throw new ArgumentException("Days, purchases and money must have the same length.", nameof(days));
    }
}
