using CsCheck;
using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

/// <summary>What must hold for all parameters and histories, not only for those that somebody published.</summary>
[Trait("Row", "VAL-5")]
public sealed class PropertyTests
{
    private static readonly Gen<double> Positive = Gen.Double[-2.5, 2.5].Select(Math.Exp);

    private static readonly Gen<PurchaseHistory> History =
        Gen.Select(Gen.Frequency((1, Gen.Const(0)), (4, Gen.Int[1, 40]), (1, Gen.Int[41, 5000])), Gen.Double[0, 1], Gen.Double[0.01, 200],
            (x, share, t) => new PurchaseHistory(x, x == 0 ? 0 : share * t, t));

    private static readonly Gen<IPurchaseModel> Model = Gen.Select(Gen.Int[0, 3], Positive, Positive, Positive, Positive,
        (kind, a, b, c, d) => kind switch { 0 => new Nbd(a, b), 1 => new BgNbd(a, b, c, d), 2 => new MbgNbd(a, b, c, d), _ => (IPurchaseModel)new ParetoNbd(a, b, c, d) });

    [Fact]
    public void Probabilities_are_probabilities_and_expectations_grow_with_the_horizon() => Gen.Select(Model, History, Gen.Double[0.01, 100]).Sample((model, h, horizon) =>
    {
        model.ProbabilityAlive(h).ShouldBeInRange(0, 1);
        model.ProbabilityOfNoPurchase(h, horizon).ShouldBeInRange(0, 1);
        model.ProbabilityOfNoPurchase(h, 2 * horizon).ShouldBeLessThanOrEqualTo(model.ProbabilityOfNoPurchase(h, horizon) + 1e-12);
        model.ProbabilityOfNoPurchase(h, 0).ShouldBe(1, 1e-12);
        model.ExpectedPurchases(h, 0).ShouldBe(0);
        var (near, far) = (model.ExpectedPurchases(h, horizon), model.ExpectedPurchases(h, 2 * horizon));
        near.ShouldBeGreaterThanOrEqualTo(0);
        far.ShouldBeGreaterThanOrEqualTo(near * (1 - 1e-9));
        double.IsFinite(far).ShouldBeTrue();
        double.IsFinite(model.LogLikelihood(h)).ShouldBeTrue();
    }, iter: 3000);

    [Fact]
    public void Probability_of_no_purchase_is_the_ratio_of_two_likelihoods() => Gen.Select(Model, History, Gen.Double[0.01, 100]).Sample((model, h, horizon) =>
    {
        var later = new PurchaseHistory(h.Repeats, h.LastAt, h.Observed + horizon);
        var ratio = Math.Exp(model.LogLikelihood(later) - model.LogLikelihood(h));
        model.ProbabilityOfNoPurchase(h, horizon).ShouldBe(ratio, 1e-9);
    }, iter: 2000);

    [Fact]
    public void Expected_purchases_are_the_integral_of_the_probability_of_being_there_times_the_rate() => Gen.Select(Model, History).Sample((model, h) =>
    {
        // Over a short time: rate of those still there times the time, for any model.
        var scale = model.RateScale + h.Observed;
        var step = 1e-7 * scale / (1 + h.Repeats);
        model.ExpectedPurchasesIfAlive(h.Repeats, h.Observed, step).ShouldBe((model.RateShape + h.Repeats) / scale * step, 1e-5 * (model.RateShape + h.Repeats) / scale * step);
    }, iter: 2000);

    [Fact]
    public void BgNbd_and_MbgNbd_expectations_agree_with_quadrature() =>
        Gen.Select(Positive, Positive, Positive, Positive, History, Gen.Double[0.1, 100]).Sample((r, alpha, a, b, h, horizon) =>
        {
            Check(new BgNbd(r, alpha, a, b).ExpectedPurchasesIfAlive(h.Repeats, h.Observed, horizon), b + h.Repeats);
            Check(new MbgNbd(r, alpha, a, b).ExpectedPurchasesIfAlive(h.Repeats, h.Observed, horizon), b + h.Repeats + 1);

            // ∫ [1 - (1 + p h/(α+T))^-(r+x)] / p Beta(p; a, second) dp, with p = e^-y so that the edge at 0 is smooth.
            void Check(double actual, double second)
            {
                // Below 1 the weight is infinite at p = 1 and this plain rule too coarse; the forty-digit values cover that corner.
                if (second < 1)
                    return;
                var ln = BetaFunction.Ln(a, second);
                double sum = 0;
                for (double y = 0; y < Math.Min(650, 20 + 60 / a); y += Math.Max(0.02, y / 8))
                    sum += GaussLegendre.Integrate(v =>
                    {
                        var p = Math.Exp(-v);
                        return -Elementary.Expm1(-(r + h.Repeats) * Elementary.Log1p(p * horizon / (alpha + h.Observed)))
                            * Math.Exp(-(a - 1) * v + (second - 1) * Math.Log(-Elementary.Expm1(-v)) - ln);
                    }, y, y + Math.Max(0.02, y / 8));
                actual.ShouldBe(sum, 2e-3 * sum + 1e-9);
                if (second > 2)
                    actual.ShouldBe(sum, 1e-7 * sum + 1e-11);
            }
        }, iter: 200);

    [Fact]
    public void ParetoNbd_integral_agrees_with_itself_when_the_interval_is_cut_in_two() =>
        Gen.Select(Positive, Positive, Positive, Positive, History, Gen.Double[0.01, 0.99]).Sample((r, alpha, s, beta, h, share) =>
        {
            if (h.CurrentGap < 1e-9)
                return;
            var middle = h.LastAt + share * h.CurrentGap;
            var whole = ParetoIntegral.Over(r, alpha, s, beta, h.Repeats, h.LastAt, h.Observed).Ln;
            var parts = Elementary.LogAddExp(ParetoIntegral.Over(r, alpha, s, beta, h.Repeats, h.LastAt, middle).Ln, ParetoIntegral.Over(r, alpha, s, beta, h.Repeats, middle, h.Observed).Ln);
            whole.ShouldBe(parts, 1e-11 * Math.Max(1, Math.Abs(parts)));
        }, iter: 2000);

    [Theory]
    [InlineData(1e-7), InlineData(1e-4), InlineData(1)]
    public void ParetoNbd_is_smooth_where_the_last_purchase_was_just_now(double gap)
    {
        var model = new ParetoNbd(.5143, 2.8845, .2856, 14.1087);
        PurchaseHistory now = new(221, 103, 103), soon = new(221, 103, 103 + gap);

        var loss = model.ProbabilityAlive(now) - model.ProbabilityAlive(soon);

        loss.ShouldBeGreaterThan(0);
        loss.ShouldBeLessThan(0.02 * gap);
    }

    [Fact]
    public void BgNbd_counts_sum_to_one_and_have_the_expected_mean() => Gen.Select(Gen.Double[0.1, 3], Positive, Positive, Positive, Gen.Double[0.1, 5]).Sample((r, alpha, a, b, t) =>
    {
        var model = new BgNbd(r, alpha, a, b);
        var time = t * alpha;
        double sum = 0, mean = 0;
        for (var n = 0; n < 3000; n++)
        {
            var p = model.ProbabilityOfCount(n, time);
            sum += p;
            mean += n * p;
        }
        sum.ShouldBe(1, 1e-9);
        mean.ShouldBe(model.ExpectedPurchasesOfNew(time), 1e-6);
        model.ProbabilityOfCount(0, time).ShouldBe(model.ProbabilityOfNoPurchase(default, time), 1e-12);
    }, iter: 100);

    [Fact]
    public void Five_thousand_purchases_do_not_overflow() => Model.Sample(model =>
    {
        foreach (var last in new[] { 0.001, 500, 999.9999999, 1000 })
        {
            PurchaseHistory h = new(5000, last, 1000);
            double.IsFinite(model.LogLikelihood(h)).ShouldBeTrue();
            model.ProbabilityAlive(h).ShouldBeInRange(0, 1);
            double.IsFinite(model.ExpectedPurchases(h, 1000)).ShouldBeTrue();
        }
    }, iter: 300);

    [Fact]
    public void Nothing_happens_at_a_equal_to_one_or_s_equal_to_one()
    {
        PurchaseHistory h = new(3, 20, 30);
        foreach (var near in new[] { 1 - 1e-9, 1 + 1e-9 })
        {
            new BgNbd(.3, 4, 1, 2).ExpectedPurchases(h, 50).ShouldBe(new BgNbd(.3, 4, near, 2).ExpectedPurchases(h, 50), 1e-8);
            new MbgNbd(.3, 4, 1, 2).ExpectedPurchases(h, 50).ShouldBe(new MbgNbd(.3, 4, near, 2).ExpectedPurchases(h, 50), 1e-8);
            new ParetoNbd(.3, 4, 1, 2).ExpectedPurchases(h, 50).ShouldBe(new ParetoNbd(.3, 4, near, 2).ExpectedPurchases(h, 50), 1e-8);
            new ParetoNbd(.3, 4, 1, 2).DiscountedExpectedPurchases(h, .01).ShouldBe(new ParetoNbd(.3, 4, near, 2).DiscountedExpectedPurchases(h, .01), 1e-7);
        }
    }

    [Fact]
    public void Discounted_purchases_of_ParetoNbd_agree_with_quadrature() => Gen.Select(Positive, Positive, Gen.Double[0.2, 4], Positive).Sample((r, alpha, s, beta) =>
    {
        var model = new ParetoNbd(r, alpha, s, beta);
        PurchaseHistory h = new(3, 20, 30);
        var closed = model.DiscountedExpectedPurchases(h, 0.01);
        closed.ShouldBe(DiscountedPurchases.Endless(model, h, 0.01), 1e-7 * closed);
    }, iter: 200);

    [Fact]
    public void Expected_spend_tends_to_the_own_mean_and_starts_at_the_population() => Gen.Select(Positive, Gen.Double[1.1, 8], Positive, Gen.Double[0.5, 500]).Sample((p, q, v, m) =>
    {
        var model = new GammaGamma(p, q, v);
        model.ExpectedSpend(0, 0).ShouldBe(model.PopulationMean);
        model.ExpectedSpend(100_000_000, m).ShouldBe(m, 2e-3 * Math.Max(m, model.PopulationMean));
        var one = model.ExpectedSpend(1, m);
        one.ShouldBeInRange(Math.Min(m, model.PopulationMean) - 1e-9, Math.Max(m, model.PopulationMean) + 1e-9);
    }, iter: 1000);

    [Theory]
    [InlineData(-1, 0, 1), InlineData(1, 2, 1), InlineData(1, -1, 1), InlineData(0, 1, 2), InlineData(1, 0, double.NaN), InlineData(1, 0, double.PositiveInfinity)]
    public void A_history_that_cannot_be_is_refused(int x, double last, double observed) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new PurchaseHistory(x, last, observed));
}
