using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>How much larger a mean is in one period than in another, where many belong to both.</summary>
/// <param name="Ratio">Mean now over mean before, &gt; 0; NaN where either has nobody or a sum that is not positive.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Now">How many belong to the period now.</param>
/// <param name="Before">How many to the one before.</param>
/// <remarks>
/// The interval is that of the logarithm, by its linear part for each unit (the delta method; Casella &amp; Berger, Statistical Inference, 2nd ed., 5.5.4):
/// whoever belongs to both counts once, with both values, so that what they have in common cancels out.
/// </remarks>
public readonly record struct RatioOfMeans(double Ratio, double Low, double High, int Now, int Before)
{
    /// <summary>The ratio over these units.</summary>
    /// <param name="units">For each unit its value now and before; null where it does not belong to that period.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    public static RatioOfMeans Of(IReadOnlyList<(double? Now, double? Before)> units, double level = 0.95)
    {
        double sumNow = 0, sumBefore = 0;
        int now = 0, before = 0;
        foreach (var unit in units)
        {
            if (unit.Now is { } n)
                (sumNow, now) = (sumNow + n, now + 1);
            if (unit.Before is { } b)
                (sumBefore, before) = (sumBefore + b, before + 1);
        }
        if (now == 0 || before == 0 || sumNow <= 0 || sumBefore <= 0)
            return new(double.NaN, double.NaN, double.NaN, now, before);
        var ratio = sumNow / now / (sumBefore / before);
        double squares = 0;
        foreach (var unit in units)
        {
            var part = (unit.Now is { } n ? n / sumNow - 1.0 / now : 0) - (unit.Before is { } b ? b / sumBefore - 1.0 / before : 0);
            squares += part * part;
        }
        var half = NormalDistribution.Quantile((1 + level) / 2) * Math.Sqrt(squares);
        return new(ratio, ratio * Math.Exp(-half), ratio * Math.Exp(half), now, before);
    }
}
