namespace Guanxi.Insight.Numerics;

/// <summary>The beta function and its incomplete form.</summary>
public static class BetaFunction
{
    /// <summary>ln B(a, b).</summary>
    /// <param name="a">&gt; 0.</param>
    /// <param name="b">&gt; 0.</param>
    public static double Ln(double a, double b) => GammaFunction.Ln(a) + GammaFunction.Ln(b) - GammaFunction.Ln(a + b);

    /// <summary>I_x(a, b), the distribution function of a beta variable.</summary>
    /// <param name="a">&gt; 0.</param>
    /// <param name="b">&gt; 0.</param>
    /// <param name="x">In [0, 1].</param>
    /// <returns>In [0, 1]; relative error about 1e-13 in the lower tail.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    /// <remarks>Continued fraction by the modified Lentz method; DLMF 8.17.22.</remarks>
    public static double Regularized(double a, double b, double x)
    {
        if (!(a > 0))
            throw new ArgumentOutOfRangeException(nameof(a), a, "The shape must be positive.");
        if (!(b > 0))
            throw new ArgumentOutOfRangeException(nameof(b), b, "The shape must be positive.");
        if (!(x is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(x), x, "The argument must lie in [0, 1].");
        if (x is 0 or 1)
            return x;
        var front = Math.Exp(a * Math.Log(x) + b * Elementary.Log1p(-x) - Ln(a, b));
        return x < (a + 1) / (a + b + 2)
            ? Math.Min(1, front * Fraction(a, b, x) / a)
            : Math.Max(0, 1 - front * Fraction(b, a, 1 - x) / b);
    }

    /// <summary>The x with I_x(a, b) = probability.</summary>
    /// <param name="a">&gt; 0.</param>
    /// <param name="b">&gt; 0.</param>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>In [0, 1]; found by bisection to the last digits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    public static double Quantile(double a, double b, double probability)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile needs a probability in [0, 1].");
        return probability is 0 or 1 ? probability : Bisection.Root(x => Regularized(a, b, x) - probability, 0, 1);
    }

    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        double c = 1, d = 1 / NotZero(1 - (a + b) * x / (a + 1)), h = d;
        for (var m = 1; m < 100_000; m++)
        {
            var even = m * (b - m) * x / ((a - 1 + 2 * m) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 1 + 2 * m));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            var delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < 1e-16)
                break;
        }
        return h;

        static double NotZero(double v) => Math.Abs(v) < Tiny ? Tiny : v;
    }
}
