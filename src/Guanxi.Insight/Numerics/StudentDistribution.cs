namespace Guanxi.Insight.Numerics;

/// <summary>Student's t distribution.</summary>
public static class StudentDistribution
{
    /// <summary>The t below which a share of the distribution lies.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <param name="freedom">Degrees of freedom, &gt; 0; need not be whole.</param>
    /// <returns>Relative error about 1e-9.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    /// <remarks>By the incomplete beta function: ν / (ν + t²) is beta distributed with ν/2 and 1/2; Abramowitz &amp; Stegun 26.7.1.</remarks>
    public static double Quantile(double probability, double freedom)
    {
        if (!(probability is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile needs a probability in (0, 1).");
        if (!(freedom > 0))
            throw new ArgumentOutOfRangeException(nameof(freedom), freedom, "Degrees of freedom must be positive.");
        if (probability == 0.5)
            return 0;
        var x = BetaFunction.Quantile(freedom / 2, 0.5, 2 * Math.Min(probability, 1 - probability));
        var t = Math.Sqrt(freedom * (1 - x) / x);
        return probability < 0.5 ? -t : t;
    }
}
