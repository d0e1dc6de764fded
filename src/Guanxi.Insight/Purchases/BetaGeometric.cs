using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>What BG/NBD and MBG/NBD share. They differ in whether the first purchase is itself a chance to leave (<c>first</c> = 1) or not (0).</summary>
internal static class BetaGeometric
{
    /// <summary>ln of the odds of having left, ln((1 - P) / P): the power itself overflows for frequent buyers.</summary>
    public static double LnOddsOfLoss(double r, double alpha, double a, double b, int first, PurchaseHistory h)
    {
        if (h.Repeats + first == 0)
            return double.NegativeInfinity;
        return Math.Log(a) - Math.Log(b + h.Repeats - 1 + first) + (r + h.Repeats) * Elementary.Log1p(h.CurrentGap / (alpha + h.LastAt));
    }

    public static double LogLikelihood(double r, double alpha, double a, double b, int first, PurchaseHistory h)
    {
        var (x, n) = (h.Repeats, h.Repeats + first);
        return GammaFunction.LnRise(r, x) + GammaFunction.LnRise(b, n) - GammaFunction.LnRise(a + b, n)
            - r * Elementary.Log1p(h.Observed / alpha) - x * Math.Log(alpha + h.Observed)
            + Elementary.SoftPlus(LnOddsOfLoss(r, alpha, a, b, first, h));
    }

    public static double NoPurchase(double r, double alpha, double alive, int x, double observed, double horizon) =>
        1 + alive * Elementary.Expm1(-(r + x) * Elementary.Log1p(horizon / (alpha + observed)));

    /// <summary>E[purchases in the horizon | still there], after an Euler transformation that takes x out of the numerator parameters.</summary>
    /// <remarks>
    /// The published forms divide by a - 1 and by a + b + x - 1 and multiply a huge 2F1 by a tiny power: infinite at a = 1, not a number for
    /// a + b &lt; 1 at x = 0, overflow for a few hundred purchases. This form has none of these; relative error about 1e-13.
    /// </remarks>
    public static double ExpectedIfAlive(double r, double alpha, double a, double b, int first, int x, double observed, double horizon)
    {
        if (horizon == 0)
            return 0;
        var z = horizon / (alpha + observed + horizon);
        var ln1z = -Elementary.Log1p(horizon / (alpha + observed));
        var k = a + b - 1 + first - r;
        var c = a + b + x + first;
        double term = k * z, sum = term;
        for (var j = 1; j < 200_000 && Math.Abs(term) > 1e-17 * Math.Abs(sum); j++)
        {
            term *= (k + j) * (a + j - 1) / ((c + j - 1) * (j + 1)) * z;
            sum += term;
        }
        var u = (a - 1) * ln1z;
        return Math.Max(0, -(c - 1) * ln1z * Elementary.Expm1OverSelf(u) - Math.Exp(u) * sum);
    }

    public static void Simulate(double r, double alpha, double a, double b, int first, int x, double observed, double horizon, Random random, ICollection<double> times)
    {
        var rate = RandomDraws.Gamma(random, r + x, alpha + observed);
        var leaves = RandomDraws.Beta(random, a, b + x + first);
        for (var t = RandomDraws.Exponential(random, rate); t <= horizon; t += RandomDraws.Exponential(random, rate))
        {
            times.Add(t);
            if (random.NextDouble() < leaves)
                return;
        }
    }
}
