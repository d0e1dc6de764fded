using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>How far the means of two groups lie apart.</summary>
/// <remarks>Welch (1947), Biometrika 34, 28–35: variances need not be alike. Degrees of freedom after Satterthwaite (1946), Biometrics Bulletin 2, 110–114.</remarks>
public static class MeanDifference
{
    /// <summary>Mean of the first less mean of the second, with its interval.</summary>
    /// <param name="first">Values of one group.</param>
    /// <param name="second">Values of the other.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    /// <returns>Without bounds (NaN) where a group has fewer than two values, or nothing varies in either: one can't tell chance from difference then. NaN where a group is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is out of its bounds.</exception>
    public static Interval Welch(IReadOnlyList<double> first, IReadOnlyList<double> second, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (!(level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "Coverage lies in (0, 1).");
        if (first.Count == 0 || second.Count == 0)
            return new(double.NaN, double.NaN, double.NaN);
        var difference = first.Average() - second.Average();
        if (first.Count < 2 || second.Count < 2)
            return new(difference, double.NaN, double.NaN);
        double a = Variance(first) / first.Count, b = Variance(second) / second.Count;
        if (!(a + b > 0))
            return new(difference, double.NaN, double.NaN);
        var freedom = (a + b) * (a + b) / (a * a / (first.Count - 1) + b * b / (second.Count - 1));
        var half = StudentDistribution.Quantile((1 + level) / 2, freedom) * Math.Sqrt(a + b);
        return new(difference, difference - half, difference + half);
    }

    /// <summary>The variance as estimated from a sample: n − 1 below. NaN with fewer than two values.</summary>
    /// <param name="values">The sample.</param>
    public static double Variance(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count < 2)
            return double.NaN;
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
    }
}
