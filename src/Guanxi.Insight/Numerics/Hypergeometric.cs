namespace Guanxi.Insight.Numerics;

/// <summary>F(1, b; c; z), the sum of a series of discounted beta probabilities.</summary>
internal static class Hypergeometric
{
    /// <param name="b">&gt; 0.</param>
    /// <param name="c">&gt; 1.</param>
    /// <param name="z">In [0, 1); close to 1 the series itself would need as many terms as 1 / (1 - z).</param>
    /// <returns>Relative error about 1e-14.</returns>
    /// <remarks>Gauss's continued fraction by the modified Lentz method; DLMF 15.7.1 with b = 0, where the numerator is 1.</remarks>
    public static double OneOver(double b, double c, double z)
    {
        const double Tiny = 1e-300;
        var below = c - 1;
        double h = below, numerator = h, denominator = 0;
        for (var n = 1; n < 1_000_000; n++)
        {
            var half = n / 2;
            var u = n % 2 == 1 ? (b + half) * (below + half) : half * (below - b + half);
            var t = below + n;
            denominator = t - u * z * denominator;
            numerator = t - u * z / numerator;
            denominator = 1 / (Math.Abs(denominator) < Tiny ? Tiny : denominator);
            if (Math.Abs(numerator) < Tiny)
                numerator = Tiny;
            var delta = numerator * denominator;
            h *= delta;
            if (Math.Abs(delta - 1) < 1e-16)
                break;
        }
        return below / h;
    }
}
