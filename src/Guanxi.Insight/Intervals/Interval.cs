using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>A figure with the interval in which it may be expected to lie.</summary>
/// <param name="Value">The figure itself.</param>
/// <param name="Low">Lower bound; NaN where none can be given.</param>
/// <param name="High">Upper bound; NaN where none can be given.</param>
public readonly record struct Interval(double Value, double Low, double High)
{
    /// <summary>Whether 0 lies inside, so that the figure may be chance. True without bounds: what is not known to differ may not.</summary>
    public bool HoldsZero => !(Low > 0 || High < 0);

    /// <summary>The mean of many values that are each known by an interval: what chance leaves open of each of them, evened out over all.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="squaredWidths">Sum over the values of the squared widths of their intervals, ≥ 0. A width stands for the standard deviation as it does in a normal distribution.</param>
    /// <param name="count">Values, &gt; 0. They vary independently: what moves all of them at once is not in it.</param>
    /// <param name="each">Coverage of the values' own intervals, in (0, 1).</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    public static Interval OfMean(double mean, double squaredWidths, long count, double each, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(squaredWidths);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var half = NormalDistribution.Quantile((1 + level) / 2) * Math.Sqrt(squaredWidths) / (2 * NormalDistribution.Quantile((1 + each) / 2)) / count;
        return new(mean, mean - half, mean + half);
    }

    /// <summary>The percentile interval of a bootstrap.</summary>
    /// <param name="value">The figure from the sample itself.</param>
    /// <param name="replicates">The figure from resamples; those that are not a number (a resample without an outcome) are left out. Is sorted.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    internal static Interval OfReplicates(double value, double[] replicates, double level)
    {
        Array.Sort(replicates);
        var first = 0;
        while (first < replicates.Length && double.IsNaN(replicates[first]))
            first++;
        var known = replicates.AsSpan(first);
        return known.Length == 0 || double.IsNaN(value) ? new(value, double.NaN, double.NaN)
            : new(value, Quantiles.Type7(known, (1 - level) / 2), Quantiles.Type7(known, (1 + level) / 2));
    }
}
