using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>How two things go together among all baskets: an association rule in both directions.</summary>
/// <param name="Support">Share of baskets that hold both.</param>
/// <param name="Confidence">Share of the first's baskets that hold the second.</param>
/// <param name="ConfidenceBack">Share of the second's baskets that hold the first.</param>
/// <param name="Lift">How many times as often they meet as if they had nothing to do with each other; 1 is chance.</param>
/// <param name="Low">Lower bound of the lift; NaN where they never meet.</param>
/// <param name="High">Upper bound of the lift; NaN where they never meet.</param>
/// <remarks>Brin, Motwani, Ullman &amp; Tsur (1997), SIGMOD, 255–264. Bounds by the delta method on the lift's logarithm under multinomial counts:
/// Var ln L = 1/n₁₁ − 1/n₁ − 1/n₂ + (2L − 1)/n.</remarks>
public readonly record struct Association(double Support, double Confidence, double ConfidenceBack, double Lift, double Low, double High)
{
    /// <summary>The rule from counts.</summary>
    /// <param name="both">Baskets with both, ≥ 0.</param>
    /// <param name="first">Baskets with the first, ≥ both, &gt; 0.</param>
    /// <param name="second">Baskets with the second, ≥ both, &gt; 0.</param>
    /// <param name="all">All baskets, ≥ first + second − both.</param>
    /// <param name="level">Coverage of the bounds, in (0, 1). For many pairs at once, 1 − 0.05/pairs lets chance through in one of twenty lists.</param>
    /// <exception cref="ArgumentOutOfRangeException">The counts can't be those of two things.</exception>
    public static Association Of(long both, long first, long second, long all, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(both);
        ArgumentOutOfRangeException.ThrowIfLessThan(first, Math.Max(1, both));
        ArgumentOutOfRangeException.ThrowIfLessThan(second, Math.Max(1, both));
        ArgumentOutOfRangeException.ThrowIfLessThan(all, first + second - both);
        double n = all, lift = both / (double)first * (n / second);
        if (both == 0)
            return new(0, 0, 0, 0, double.NaN, double.NaN);
        // Rounding may leave a trace below 0 where both are the same baskets.
        var variance = Math.Max(0, 1.0 / both - 1.0 / first - 1.0 / second + (2 * lift - 1) / n);
        var spread = NormalDistribution.Quantile((1 + level) / 2) * Math.Sqrt(variance);
        return new(both / n, both / (double)first, both / (double)second, lift, lift * Math.Exp(-spread), lift * Math.Exp(spread));
    }
}
