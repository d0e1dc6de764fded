namespace Guanxi.Insight;

/// <summary>How recently, how often and for how much each customer bought, as scores.</summary>
public sealed class RfmScores
{
    private RfmScores(int customers) => (Recency, Frequency, Money) = (new byte[customers], new byte[customers], new byte[customers]);

    /// <summary>Score of the days since the last purchase, customer by customer: more recent is better.</summary>
    public byte[] Recency { get; }

    /// <summary>Score of the number of purchases.</summary>
    public byte[] Frequency { get; }

    /// <summary>Score of the money.</summary>
    public byte[] Money { get; }

    /// <summary>Scale of the days since the last purchase.</summary>
    public required RfmScale RecencyScale { get; init; }

    /// <summary>Scale of the number of purchases.</summary>
    public required RfmScale FrequencyScale { get; init; }

    /// <summary>Scale of the money.</summary>
    public required RfmScale MoneyScale { get; init; }

    /// <summary>A customer's three scores as one number of three digits, e.g. 545.</summary>
    public int Cell(int customer) => 100 * Recency[customer] + 10 * Frequency[customer] + Money[customer];

    /// <summary>Scores customers. A million take about 0.2 s on two cores.</summary>
    /// <param name="days">Days since the last purchase.</param>
    /// <param name="purchases">Purchases; in the product's own figures, those of 24 months.</param>
    /// <param name="money">Money in minor units; in the product's own figures, the margin of 24 months. May be negative.</param>
    /// <param name="rule">How values become scores.</param>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public static RfmScores Of(int[] days, int[] purchases, long[] money, RfmRule rule = RfmRule.Ranks)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(money);
        if (purchases.Length != days.Length || money.Length != days.Length)
            throw new ArgumentException("Days, purchases and money must have the same length.", nameof(days));
        RfmScale r = null!, f = null!, m = null!;
        Parallel.Invoke(() => r = RfmScale.Of<int>(days, true, rule), () => f = RfmScale.Of<int>(purchases, false, rule), () => m = RfmScale.Of<long>(money, false, rule));
        RfmScores scores = new(days.Length) { RecencyScale = r, FrequencyScale = f, MoneyScale = m };
        Parallel.Invoke(() => r.Score<int>(days, scores.Recency), () => f.Score<int>(purchases, scores.Frequency), () => m.Score<long>(money, scores.Money));
        return scores;
    }
}
