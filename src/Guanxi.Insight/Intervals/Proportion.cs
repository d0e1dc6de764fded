using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>A share with its Wilson interval, which stays inside [0, 1] and means something for small numbers too.</summary>
/// <param name="Share">successes / trials; NaN without trials.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Trials">Observations behind it.</param>
/// <remarks>Wilson (1927), Journal of the American Statistical Association 22, 209–212.</remarks>
public readonly record struct Proportion(double Share, double Low, double High, int Trials)
{
    /// <summary>The interval of a share.</summary>
    /// <param name="successes">In [0, trials].</param>
    /// <param name="trials">≥ 0; with 0 nothing is known and the interval is [0, 1].</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    public static Proportion Wilson(int successes, int trials, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        if (successes < 0 || successes > trials)
            throw new ArgumentOutOfRangeException(nameof(successes), successes, "Successes must lie between 0 and the trials.");
        if (trials == 0)
            return new(double.NaN, 0, 1, 0);
        var z = NormalDistribution.Quantile((1 + level) / 2);
        double n = trials, share = successes / n;
        var middle = (share + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        return new(share, successes == 0 ? 0 : middle - half, successes == trials ? 1 : middle + half, trials);
    }
}
