namespace Guanxi.Insight;

/// <summary>Customers of similar forecast, and what became of them: one point of a calibration curve, for probabilities, counts or money alike.</summary>
/// <param name="From">Smallest forecast among them.</param>
/// <param name="To">Largest forecast among them.</param>
/// <param name="Customers">Customers behind the point (sum of weights).</param>
/// <param name="Forecast">Their mean forecast.</param>
/// <param name="Actual">The mean of what happened, in the forecast's unit: a share for probabilities.</param>
public readonly record struct ReliabilityBin(double From, double To, double Customers, double Forecast, double Actual)
{
    /// <summary>Bins of about equally many customers, from the lowest forecast to the highest.</summary>
    /// <param name="forecast">One per customer, finite.</param>
    /// <param name="actual">What happened, in the same order and unit.</param>
    /// <param name="weights">How many customers each element stands for, ≥ 0; empty means one each.</param>
    /// <param name="bins">Bins wished for, &gt; 0.</param>
    /// <returns>
    /// The bins that exist. Equal forecasts are never parted, so many of them make a bin larger and the bins fewer than wished:
    /// edges are type-7 quantiles, each bin open below and closed above.
    /// </returns>
    /// <exception cref="ArgumentException">The spans differ in length, or a value is not finite.</exception>
    public static IReadOnlyList<ReliabilityBin> Of(ReadOnlySpan<double> forecast, ReadOnlySpan<double> actual, ReadOnlySpan<double> weights = default, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        return Cut(Ranked.Of(forecast, actual, weights), bins);
    }

    internal static List<ReliabilityBin> Cut(Ranked r, int bins)
    {
        List<ReliabilityBin> result = [];
        var (from, open, weight, forecast, actual, before) = (0, -1, 0.0, 0.0, 0.0, 0.0);
        for (int i = 0, end; i < r.Count; i = end)
        {
            end = r.EndOfTie(i);
            // The edge k lies at k/bins of the way to the last customer: a block of ties belongs to the first edge that its first customer does not pass.
            var bin = r.Total > 1 ? Math.Min(bins - 1, Math.Max(0, (int)Math.Ceiling(before * bins / (r.Total - 1) - 1e-12) - 1)) : 0;
            if (bin != open && weight > 0)
                Close(i);
            open = bin;
            for (var k = i; k < end; k++)
            {
                weight += r.Weight(k);
                forecast += r.Weight(k) * r.Score[k];
                actual += r.Weight(k) * r.Actual[k];
                before += r.Weight(k);
            }
        }
        if (weight > 0)
            Close(r.Count);
        return result;

        void Close(int until)
        {
            result.Add(new(r.Score[from], r.Score[until - 1], weight, forecast / weight, actual / weight));
            (from, weight, forecast, actual) = (until, 0, 0, 0);
        }
    }
}
