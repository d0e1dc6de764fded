using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Whether what ranks high on one side ranks high on the other: Spearman's ρ.</summary>
/// <remarks>Spearman (1904), American Journal of Psychology 15, 72–101; equal values share their mean rank. Bounds by Fisher's z with the standard error of
/// Bonett &amp; Wright (2000), Psychometrika 65, 23–28: √((1 + ρ²/2) / (n − 3)).</remarks>
public static class RankCorrelation
{
    /// <summary>ρ of pairs, with its interval.</summary>
    /// <param name="pairs">Values of both sides.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    /// <returns>NaN with fewer than two pairs or where a side does not vary; without bounds with fewer than four, or where |ρ| is 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is out of its bounds.</exception>
    public static Interval Spearman(IReadOnlyList<(double First, double Second)> pairs, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (!(level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "Coverage lies in (0, 1).");
        double[] first = Ranks([.. pairs.Select(p => p.First)]), second = Ranks([.. pairs.Select(p => p.Second)]);
        // Ranks have this mean, ties or not.
        var mean = (pairs.Count + 1) / 2.0;
        double both = 0, one = 0, other = 0;
        for (var i = 0; i < pairs.Count; i++)
        {
            both += (first[i] - mean) * (second[i] - mean);
            one += (first[i] - mean) * (first[i] - mean);
            other += (second[i] - mean) * (second[i] - mean);
        }
        if (!(one > 0 && other > 0))
            return new(double.NaN, double.NaN, double.NaN);
        var rho = Math.Clamp(both / Math.Sqrt(one * other), -1, 1);
        if (pairs.Count < 4 || Math.Abs(rho) == 1)
            return new(rho, double.NaN, double.NaN);
        var half = NormalDistribution.Quantile((1 + level) / 2) * Math.Sqrt((1 + rho * rho / 2) / (pairs.Count - 3));
        return new(rho, Math.Tanh(Math.Atanh(rho) - half), Math.Tanh(Math.Atanh(rho) + half));
    }

    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to + 1 < order.Length && values[order[to + 1]] == values[order[from]])
                to++;
            for (var i = from; i <= to; i++)
                ranks[order[i]] = (from + to) / 2.0 + 1;
            from = to + 1;
        }
        return ranks;
    }
}
