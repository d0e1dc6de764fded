namespace Guanxi.Insight.Numerics;

/// <summary>Elementary functions in the forms that keep their digits near zero and do not overflow far from it.</summary>
/// <remarks>The runtime's own <c>double.LogP1</c> and <c>double.ExpM1</c> compute <c>Log(1 + x)</c> and <c>Exp(x) - 1</c> as written and lose every digit for small arguments.</remarks>
internal static class Elementary
{
    /// <summary>ln(1 + x), relative error about 1e-16 for x &gt; -1.</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        if (u == 1)
            return x;
        return double.IsInfinity(u) ? Math.Log(x) : Math.Log(u) * x / (u - 1);
    }

    /// <summary>exp(x) - 1, relative error about 1e-15.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) < 1e-5)
            return x * (1 + x / 2 * (1 + x / 3));
        var u = Math.Exp(x);
        if (Math.Abs(x) > 1)
            return u - 1;
        return (u - 1) * x / Math.Log(u);
    }

    /// <summary>(exp(u) - 1) / u, with the value 1 at zero.</summary>
    public static double Expm1OverSelf(double u) => u == 0 ? 1 : Expm1(u) / u;

    /// <summary>ln(exp(a) + exp(b)).</summary>
    public static double LogAddExp(double a, double b)
    {
        var (high, low) = a >= b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(low) ? high : high + Log1p(Math.Exp(low - high));
    }

    /// <summary>ln(1 + exp(x)).</summary>
    public static double SoftPlus(double x) => x > 0 ? x + Log1p(Math.Exp(-x)) : Log1p(Math.Exp(x));

    /// <summary>1 / (1 + exp(-x)), without overflow on either side.</summary>
    public static double Logistic(double x)
    {
        if (x >= 0)
            return 1 / (1 + Math.Exp(-x));
        var e = Math.Exp(x);
        return e / (1 + e);
    }
}
