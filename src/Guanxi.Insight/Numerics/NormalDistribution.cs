namespace Guanxi.Insight.Numerics;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    /// <summary>P(Z ≤ z).</summary>
    /// <returns>In [0, 1]; relative error about 1e-13 in both tails.</returns>
    public static double Cumulative(double z)
    {
        var tail = 0.5 * GammaFunction.UpperRegularized(0.5, z * z / 2);
        return z < 0 ? tail : 1 - tail;
    }

    /// <summary>The z with P(Z ≤ z) = probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not inside (0, 1).</exception>
    public static double Quantile(double probability)
    {
        if (!(probability is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile needs a probability inside (0, 1).");
        return Bisection.Root(z => Cumulative(z) - probability, -40, 40);
    }
}
