namespace Guanxi.Insight.Numerics;

/// <summary>The gamma function's logarithm, its derivative, and the incomplete gamma functions.</summary>
public static class GammaFunction
{
    private const double HalfLnTwoPi = 0.91893853320467274178;

    /// <summary>ln Γ(x).</summary>
    /// <param name="x">&gt; 0.</param>
    /// <returns>Absolute error about 1e-14 below 15, relative error about 1e-16 above.</returns>
    /// <exception cref="ArgumentOutOfRangeException">x ≤ 0 or not a number.</exception>
    public static double Ln(double x)
    {
        if (!(x > 0))
            throw new ArgumentOutOfRangeException(nameof(x), x, "ln Γ needs a positive argument.");
        var product = 1.0;
        while (x < 15)
            product *= x++;
        var i = 1 / x;
        var i2 = i * i;
        var series = i * (1.0 / 12 - i2 * (1.0 / 360 - i2 * (1.0 / 1260 - i2 * (1.0 / 1680 - i2 * (1.0 / 1188 - i2 * (691.0 / 360360))))));
        return (x - 0.5) * Math.Log(x) - x + HalfLnTwoPi + series - (product == 1 ? 0 : Math.Log(product));
    }

    /// <summary>ψ(x), the derivative of ln Γ.</summary>
    /// <param name="x">&gt; 0.</param>
    /// <returns>Absolute error about 1e-14, relative to the largest term.</returns>
    /// <exception cref="ArgumentOutOfRangeException">x ≤ 0 or not a number.</exception>
    public static double Digamma(double x)
    {
        if (!(x > 0))
            throw new ArgumentOutOfRangeException(nameof(x), x, "ψ needs a positive argument.");
        var shift = 0.0;
        while (x < 12)
            shift += 1 / x++;
        var i2 = 1 / (x * x);
        var series = i2 * (1.0 / 12 - i2 * (1.0 / 120 - i2 * (1.0 / 252 - i2 * (1.0 / 240 - i2 * (1.0 / 132 - i2 * (691.0 / 32760))))));
        return Math.Log(x) - 0.5 / x - series - shift;
    }

    /// <summary>ln Γ(a + n) - ln Γ(a) for a whole number n ≥ 0, without the cancellation of two large logarithms when n is small.</summary>
    internal static double LnRise(double a, int n)
    {
        if (n > 60)
            return Ln(a + n) - Ln(a);
        double sum = 0, product = 1;
        for (var j = 0; j < n; j++)
        {
            product *= a + j;
            if (product is > 1e200 or < 1e-200)
            {
                sum += Math.Log(product);
                product = 1;
            }
        }
        return sum + Math.Log(product);
    }

    /// <summary>P(a, x) = γ(a, x) / Γ(a), the distribution function of a gamma variable with shape a and rate 1.</summary>
    /// <param name="a">&gt; 0.</param>
    /// <param name="x">≥ 0.</param>
    /// <returns>In [0, 1]; absolute error about 1e-14 for a up to 1e4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    public static double LowerRegularized(double a, double x)
    {
        Check(a, x);
        if (x == 0)
            return 0;
        return x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);
    }

    /// <summary>Q(a, x) = Γ(a, x) / Γ(a) = 1 - P(a, x), computed without that subtraction where it matters.</summary>
    /// <param name="a">&gt; 0.</param>
    /// <param name="x">≥ 0.</param>
    /// <returns>In [0, 1]; relative error about 1e-13 in the upper tail.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    public static double UpperRegularized(double a, double x)
    {
        Check(a, x);
        if (x == 0)
            return 1;
        return x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);
    }

    /// <summary>The x with P(a, x) = probability.</summary>
    /// <param name="a">Shape, &gt; 0.</param>
    /// <param name="probability">In [0, 1).</param>
    /// <returns>≥ 0; found by bisection to the last digits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    public static double Quantile(double a, double probability)
    {
        if (!(probability is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile needs a probability in [0, 1).");
        if (probability == 0)
            return 0;
        var high = Math.Max(a, 1);
        while (LowerRegularized(a, high) < probability)
            high *= 2;
        return Bisection.Root(x => LowerRegularized(a, x) - probability, 0, high);
    }

    private static void Check(double a, double x)
    {
        if (!(a > 0))
            throw new ArgumentOutOfRangeException(nameof(a), a, "The shape must be positive.");
        if (!(x >= 0))
            throw new ArgumentOutOfRangeException(nameof(x), x, "The argument must not be negative.");
    }

    private static double Series(double a, double x)
    {
        double term = 1 / a, sum = term;
        for (var n = 1; n < 100_000 && Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= x / (a + n);
            sum += term;
        }
        return Math.Min(1, sum * Math.Exp(-x + a * Math.Log(x) - Ln(a)));
    }

    private static double Fraction(double a, double x)
    {
        const double Tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < 100_000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = an * d + b;
            if (Math.Abs(d) < Tiny)
                d = Tiny;
            c = b + an / c;
            if (Math.Abs(c) < Tiny)
                c = Tiny;
            d = 1 / d;
            var delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < 1e-16)
                break;
        }
        return Math.Exp(-x + a * Math.Log(x) - Ln(a)) * h;
    }
}
