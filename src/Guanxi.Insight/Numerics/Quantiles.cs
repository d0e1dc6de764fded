namespace Guanxi.Insight.Numerics;

/// <summary>Quantiles of samples.</summary>
public static class Quantiles
{
    /// <summary>The quantile of an ascending sample, linear between order statistics: R's type 7, Excel's PERCENTILE.INC, the default of most software.</summary>
    /// <param name="ascending">Sorted, not empty.</param>
    /// <param name="probability">In [0, 1].</param>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability lies outside [0, 1].</exception>
    /// <remarks>Hyndman &amp; Fan (1996), The American Statistician 50, 361–365.</remarks>
    public static double Type7(ReadOnlySpan<double> ascending, double probability)
    {
        if (ascending.Length == 0)
            throw new ArgumentException("A quantile needs at least one value.", nameof(ascending));
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile needs a probability in [0, 1].");
        var at = probability * (ascending.Length - 1);
        // 0.6 of five steps is 3.0000000000000004 in binary: such an excess must not start a walk to the next value.
        var near = Math.Round(at);
        if (Math.Abs(at - near) < 1e-14 * at)
            return ascending[(int)near];
        var below = (int)at;
        return ascending[below] + (at - below) * (ascending[below + 1] - ascending[below]);
    }
}
