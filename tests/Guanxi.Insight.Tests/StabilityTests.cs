using CsCheck;
using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

/// <summary>The corners where published programs overflow, underflow or divide by zero, against quadrature that shares no formula with the library.</summary>
[Trait("Row", "VAL-5")]
public sealed class StabilityTests
{
    private static readonly (double A, double B)[] Leaving = [(1, 2.4), (1 + 1e-12, 2.4), (1 - 1e-9, 2.4), (.3, .7), (.5, .5), (.999, .001), (.2, .3), (.793, 2.426), (7, 1.5)];
    private static readonly PurchaseHistory[] Histories =
    [
        new(0, 0, 0), new(0, 0, 40), new(1, 1e-7, 40), new(2, 30.43, 38.86), new(3, 40 - 1e-7, 40), new(26, 31, 31), new(200, 38, 40), new(1000, 10, 100),
        new(1000, 100 - 1e-7, 100), new(5000, 999, 1000), new(5000, 1000, 1000), new(5000, 1000 - 1e-7, 1000),
    ];

    [Fact]
    [Trait("Science", "3.1, 0.2, 0.3")]
    public void Expected_purchases_agree_with_quadrature_at_every_removable_singularity()
    {
        foreach (var (a, b) in Leaving)
            foreach (var h in Histories)
                foreach (var horizon in new[] { 1e-6, 1, 39, 520 })
                {
                    var (x, t) = (h.Repeats, h.Observed);
                    Check(new BgNbd(.243, 4.414, a, b).ExpectedPurchasesIfAlive(x, t, horizon), b + x);
                    Check(new MbgNbd(.243, 4.414, a, b).ExpectedPurchasesIfAlive(x, t, horizon), b + x + 1);

                    void Check(double actual, double second)
                    {
                        var expected = MeanOverBeta(a, second, lnP => lnP < -300 ? (.243 + x) * horizon / (4.414 + t)
                            : -Elementary.Expm1(-(.243 + x) * Elementary.Log1p(Math.Exp(lnP) * horizon / (4.414 + t))) * Math.Exp(-lnP));
                        actual.ShouldBe(expected, 1e-9 * expected);
                    }
                }
    }

    [Fact]
    [Trait("Science", "3.1")]
    public void Every_reference_value_of_the_hypergeometric_function_comes_back_out_of_the_expectation()
    {
        // E[X(t)] in its published form: with r, b, a + b - 1 for the three parameters and t / (α + t) = z.
        foreach (var row in Shared.Golden("golden.json", "hyp2f1").EnumerateArray())
        {
            var (r, b, a, z) = (row.Number("a"), row.Number("b"), row.Number("c") - row.Number("b") + 1, row.Number("z"));
            a.ShouldBeGreaterThan(0);
            var part = Math.Exp(r * Elementary.Log1p(-z)) * row.Number("v");
            var published = (a + b - 1) / (a - 1) * (1 - part);
            // What the subtraction costs the published form itself.
            var lost = Math.Abs((a + b - 1) / (a - 1)) * Math.Max(1, Math.Abs(part)) * 1e-12;
            new BgNbd(r, 1, a, b).ExpectedPurchasesOfNew(z / (1 - z)).ShouldBe(published, lost + 1e-11 * Math.Abs(published));
            if (r == 1)
                Hypergeometric.OneOver(b, row.Number("c"), z).ShouldBe(row.Number("v"), 1e-12 * row.Number("v"));
        }
    }

    [Fact]
    public void Likelihood_and_probability_of_being_there_agree_with_their_definition_over_the_beta()
    {
        foreach (var (a, b) in Leaving)
            foreach (var h in Histories)
            {
                Check(new BgNbd(.243, 4.414, a, b), 0);
                Check(new MbgNbd(.243, 4.414, a, b), 1);

                void Check(IPurchaseModel model, int first)
                {
                    // Purchases of someone who stays through x + first chances to leave, or leaves at the last of them.
                    var chances = h.Repeats + first;
                    double Rate(double until) => GammaFunction.Ln(.243 + h.Repeats) - GammaFunction.Ln(.243) + .243 * Math.Log(4.414) - (.243 + h.Repeats) * Math.Log(4.414 + until);
                    var stayed = BetaFunction.Ln(a, b + chances) - BetaFunction.Ln(a, b) + Rate(h.Observed);
                    var left = chances == 0 ? double.NegativeInfinity : BetaFunction.Ln(a + 1, b + chances - 1) - BetaFunction.Ln(a, b) + Rate(h.LastAt);
                    var both = Elementary.LogAddExp(stayed, left);
                    model.LogLikelihood(h).ShouldBe(both, 1e-11 * Math.Max(1, Math.Abs(Rate(h.Observed)) + 10 * h.Repeats));
                    model.ProbabilityAlive(h).ShouldBe(Math.Exp(stayed - both), 1e-9);
                }
            }
    }

    [Theory]
    [InlineData(1), InlineData(1 + 1e-12), InlineData(1 - 1e-9), InlineData(1.001), InlineData(4.6e-10), InlineData(.606), InlineData(2), InlineData(3)]
    [Trait("Science", "3.2")]
    public void ParetoNbd_agrees_with_quadrature_also_at_whole_s(double s)
    {
        foreach (var (alpha, beta) in new[] { (10.578, 11.669), (11.669, 10.578), (.008, 2.82), (2.88, 14.1), (5, 5) })
            foreach (var h in Histories)
            {
                ParetoNbd model = new(.553, alpha, s, beta);
                var rx = .553 + h.Repeats;
                var (alive, integral) = (-rx * Math.Log(alpha + h.Observed) - s * Math.Log(beta + h.Observed), double.NegativeInfinity);
                if (h.CurrentGap > 0)
                {
                    // The integrand against its largest value, at the last purchase; the variable is the logarithm of what it falls with.
                    var end = Elementary.Log1p(h.CurrentGap / (alpha + h.LastAt));
                    var sum = Between(0, end, y => Math.Exp(-(rx - 1) * y - (s + 1) * Elementary.Log1p((alpha + h.LastAt) * Elementary.Expm1(y) / (beta + h.LastAt))), rx + s);
                    integral = Math.Log(s) + (1 - rx) * Math.Log(alpha + h.LastAt) - (s + 1) * Math.Log(beta + h.LastAt) + Math.Log(sum);
                }
                var both = Elementary.LogAddExp(alive, integral);
                model.ProbabilityAlive(h).ShouldBe(Math.Exp(alive - both), 1e-10);
                var ll = GammaFunction.Ln(rx) - GammaFunction.Ln(.553) + .553 * Math.Log(alpha) + s * Math.Log(beta) + both;
                model.LogLikelihood(h).ShouldBe(ll, 1e-11 * Math.Max(1, Math.Abs(both) + 10 * h.Repeats));
                foreach (var horizon in new[] { 1e-6, 1, 52, 520 })
                {
                    var expected = rx / (alpha + h.Observed) * Between(0, horizon, t => Math.Exp(-s * Elementary.Log1p(t / (beta + h.Observed))), 20);
                    model.ExpectedPurchasesIfAlive(h.Repeats, h.Observed, horizon).ShouldBe(expected, 1e-11 * expected);
                }
            }
    }

    [Fact]
    public void A_last_purchase_a_hundred_nanounits_ago_changes_the_likelihood_as_its_slope_says() => Gen.Select(Gen.Int[1, 5000], Gen.Double[.1, 900]).Sample((x, last) =>
    {
        foreach (IPurchaseModel model in new IPurchaseModel[] { new BgNbd(.243, 4.414, .793, 2.426), new MbgNbd(.525, 6.183, .891, 1.614), new ParetoNbd(.553, 10.578, .606, 11.669), new Nbd(.385, 12.07) })
        {
            double now = model.LogLikelihood(new(x, last, last)), soon = model.LogLikelihood(new(x, last, last + 1e-7)), later = model.LogLikelihood(new(x, last, last + 1e-3));
            // Each further moment without a purchase costs at most what it costs someone who is surely still there.
            var most = (model.RateShape + x) / (model.RateScale + last) + 1;
            (now - soon).ShouldBeInRange(-1e-10 * Math.Abs(now), 1e-7 * most + 1e-10 * Math.Abs(now));
            (now - later).ShouldBeInRange(-1e-10 * Math.Abs(now), 1e-3 * most + 1e-10 * Math.Abs(now));
        }
    }, iter: 300);

    /// <summary>E[f(ln p)] for p of a beta distribution, with the variable of the double-exponential rule so that both ends may be singular. Normalised by the same rule.</summary>
    private static double MeanOverBeta(double a, double b, Func<double, double> f)
    {
        double sum = 0, mass = 0, peak = double.NegativeInfinity;
        for (var pass = 0; pass < 2; pass++)
            for (var k = -3300; k <= 3300; k++)
            {
                var t = k / 300.0;
                var u = Math.PI * Math.Sinh(t);
                var (lnP, lnQ) = (-Elementary.SoftPlus(-u), -Elementary.SoftPlus(u));
                var ln = a * lnP + b * lnQ + Math.Log(Math.Cosh(t));
                if (pass == 0)
                    peak = Math.Max(peak, ln);
                else if (ln - peak > -700)
                {
                    var weight = Math.Exp(ln - peak);
                    mass += weight;
                    sum += weight * f(lnP);
                }
            }
        return sum / mass;
    }

    /// <summary>∫ f by panels so narrow that a function which falls like e^(-steepness y) is exact on each, cut where nothing is left.</summary>
    private static double Between(double from, double to, Func<double, double> f, double steepness)
    {
        var width = Math.Min((to - from) / 8, 4 / Math.Max(1, steepness));
        if (steepness == 20)
            width = (to - from) / 200;
        var sum = 0.0;
        for (var at = from; at < to; at += width)
        {
            var panel = GaussLegendre.Integrate(f, at, Math.Min(to, at + width));
            sum += panel;
            if (panel < 1e-20 * sum)
                break;
        }
        return sum;
    }
}
