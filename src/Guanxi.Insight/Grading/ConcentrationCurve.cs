namespace Guanxi.Insight;

/// <summary>One point of the 80/20 curve.</summary>
/// <param name="Customers">Share of customers, best first, in [0, 1].</param>
/// <param name="Value">Share of all value that they bring; above 1 where the last customers cost more than they bring.</param>
/// <param name="Least">Value of the last customer among them, minor units; null before the first.</param>
public readonly record struct ConcentrationPoint(double Customers, double Value, long? Least);

/// <summary>Which share of customers brings which share of value.</summary>
public static class ConcentrationCurve
{
    /// <summary>The curve at evenly spaced shares of customers, from (0, 0) to (1, 1).</summary>
    /// <param name="values">Value per customer, minor units, in any order.</param>
    /// <param name="points">Number of steps, &gt; 0.</param>
    /// <returns>Empty where the values do not add up to more than 0: a share of nothing says nothing.</returns>
    public static IReadOnlyList<ConcentrationPoint> Of(ReadOnlySpan<long> values, int points = 100)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(points);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        Array.Reverse(sorted);
        double total = 0;
        foreach (var v in sorted)
            total += v;
        if (!(total > 0))
            return [];
        var curve = new ConcentrationPoint[points + 1];
        curve[0] = new(0, 0, null);
        double sum = 0;
        for (int p = 1, i = 0; p <= points; p++)
        {
            for (var until = (long)p * sorted.Length / points; i < until; i++)
                sum += sorted[i];
            curve[p] = new((double)p / points, sum / total, i == 0 ? null : sorted[i - 1]);
        }
        return curve;
    }

    /// <summary>The smallest share of customers that brings a share of all value; NaN where there is no value.</summary>
    /// <param name="values">Value per customer, minor units.</param>
    /// <param name="share">In (0, 1].</param>
    public static double CustomersFor(ReadOnlySpan<long> values, double share)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        double total = 0, sum = 0;
        foreach (var v in sorted)
            total += v;
        if (!(total > 0))
            return double.NaN;
        var taken = 0;
        while (taken < sorted.Length && sum < share * total)
            sum += sorted[^++taken];
        return (double)taken / sorted.Length;
    }
}
