namespace Guanxi.Insight.Numerics;

/// <summary>U(s, s, z) = e^z Γ(1 - s, z), which the discounted purchases of Pareto/NBD need.</summary>
/// <remarks>The usual pair of 1F1 functions cancels and has poles at every whole s; this form has neither. DLMF 13.6.6, 8.9.2.</remarks>
internal static class TricomiU
{
    /// <param name="s">&gt; 0.</param>
    /// <param name="z">&gt; 0.</param>
    /// <returns>Relative error about 1e-14.</returns>
    public static double At(double s, double z) => z >= 1 ? Math.Exp((1 - s) * Math.Log(z)) * Fraction(s, z) : Math.Exp(z) * UpperGamma(1 - s, z);

    private static double Fraction(double s, double z)
    {
        const double Tiny = 1e-300;
        double b = z + s, c = 1 / Tiny, d = 1 / b, h = d;
        for (var i = 1; i < 100_000; i++)
        {
            var a = -i * (i - 1 + s);
            b += 2;
            d = 1 / (a * d + b);
            c = b + a / c;
            var delta = c * d;
            h *= delta;
            if (Math.Abs(delta - 1) < 1e-16)
                break;
        }
        return h;
    }

    /// <summary>Γ(a, z) for a &lt; 1 and z &lt; 1: by series at a + k in (-1/2, 1], then down by the recurrence, which so never divides by less than a half.</summary>
    private static double UpperGamma(double a, double z)
    {
        var steps = a > -0.5 ? 0 : (int)Math.Ceiling(-0.5 - a);
        var top = a + steps;
        var value = Math.Abs(top) < 1e-13 ? ExponentialIntegral(z) : NearZero(top, z);
        for (var k = 0; k < steps; k++)
        {
            top -= 1;
            value = (value - Math.Exp(top * Math.Log(z) - z)) / top;
        }
        return value;
    }

    private static double NearZero(double a, double z)
    {
        // Γ(a) - γ(a, z) cancels for a near 0, so both lose their 1/a together: (Γ(a+1) - z^a)/a is finite there.
        var gammaMinusOne = Elementary.Expm1(LnGammaOnePlus(a));
        var head = (gammaMinusOne - Elementary.Expm1(a * Math.Log(z))) / a;
        double sum = 0, term = 1;
        for (var n = 1; n < 200; n++)
        {
            term *= -z / n;
            var next = term / (a + n);
            sum += next;
            if (Math.Abs(next) < 1e-18 * Math.Abs(sum))
                break;
        }
        return head - Math.Exp(a * Math.Log(z)) * sum;
    }

    private static double LnGammaOnePlus(double a)
    {
        if (Math.Abs(a) > 0.05)
            return GammaFunction.Ln(1 + a);
        // Taylor at 1: -γ a + Σ ζ(k) (-a)^k / k keeps relative digits where ln Γ itself goes to zero.
        ReadOnlySpan<double> zeta = [1.6449340668482264, 1.2020569031595943, 1.0823232337111382, 1.0369277551433699, 1.0173430619844491, 1.0083492773819228, 1.0040773561979443, 1.0020083928260822, 1.0009945751278181, 1.0004941886041195];
        double sum = -0.57721566490153286 * a, power = -a;
        for (var k = 2; k < 12; k++)
        {
            power *= -a;
            sum += zeta[k - 2] * power / k;
        }
        return sum;
    }

    private static double ExponentialIntegral(double z)
    {
        double sum = 0, term = 1;
        for (var n = 1; n < 200; n++)
        {
            term *= -z / n;
            sum -= term / n;
        }
        return -0.57721566490153286 - Math.Log(z) + sum;
    }
}
