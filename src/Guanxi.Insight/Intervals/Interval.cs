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
