using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

[Trait("Row", "RET-1")]
public sealed class RhythmTests
{
    private static readonly PurchaseRhythm Usual = new(0.5, 6);

    [Fact]
    public void The_longer_the_gap_the_smaller_its_tail()
    {
        Usual.GapTail(new(10, 70, 70)).ShouldBe(1);
        Usual.GapTail(new(10, 70, 77)).ShouldBe(Math.Pow(76.0 / 83, 10.5), 1e-14);
        Usual.GapTail(new(10, 70, 200)).ShouldBeLessThan(0.01);
    }

    [Fact]
    public void The_same_silence_worries_for_a_frequent_buyer_and_not_for_a_rare_one()
    {
        Usual.GapTail(new(30, 70, 90)).ShouldBeLessThan(0.01);
        Usual.GapTail(new(1, 70, 90)).ShouldBeGreaterThan(0.5);
    }

    [Theory]
    [InlineData(0.5), InlineData(0.8), InlineData(0.95)]
    public void A_gap_at_a_quantile_has_that_tail(double probability)
    {
        var gap = Usual.GapQuantile(new(4, 50, 60), probability);

        Usual.GapTail(new(4, 50, 50 + gap)).ShouldBe(1 - probability, 1e-12);
    }

    // R: binom.test(k, n, p)$p.value
    [Theory]
    [InlineData(2, 12, 0.5, 0.03857422), InlineData(1, 20, 0.25, 0.03817704), InlineData(7, 9, 0.25, 0.001342773), InlineData(0, 5, 0.3333333333333333, 0.1769547), InlineData(5, 20, 0.25, 1)]
    public void The_binomial_test_is_the_exact_one(int successes, int trials, double share, double expected) =>
        RateChange.TwoSidedBinomial(successes, trials, share).ShouldBe(expected, 1e-6);

    [Theory]
    [InlineData(0.25), InlineData(0.5), InlineData(0.137)]
    public void The_binomial_test_counts_every_outcome_no_likelier_than_the_one_seen(double share)
    {
        for (var n = 1; n <= 40; n++)
        {
            var mass = Enumerable.Range(0, n + 1).Select(k => Math.Exp(GammaFunction.Ln(n + 1.0) - GammaFunction.Ln(k + 1.0) - GammaFunction.Ln(n - k + 1.0) + k * Math.Log(share) + (n - k) * Math.Log(1 - share))).ToArray();
            for (var k = 0; k <= n; k++)
                RateChange.TwoSidedBinomial(k, n, share).ShouldBe(Math.Min(1, mass.Where(m => m <= mass[k] * (1 + 1e-7)).Sum()), 1e-10);
        }
    }

    [Fact]
    public void A_rate_that_fell_is_told_from_one_that_rose()
    {
        RateChange.Test(1, 90, 30, 270).ShouldSatisfyAllConditions(c => c.Direction.ShouldBe(-1), c => c.PValue.ShouldBeLessThan(0.01));
        RateChange.Test(20, 90, 10, 270).ShouldSatisfyAllConditions(c => c.Direction.ShouldBe(1), c => c.PValue.ShouldBeLessThan(0.01));
        RateChange.Test(0, 90, 0, 270).ShouldBe(new RateChange(0, 1));
        RateChange.Test(3, 90, 0, 0).ShouldBe(new RateChange(0, 1));
    }

    [Theory]
    [InlineData(0, 10), InlineData(5, 10), InlineData(10, 10), InlineData(81, 263)]
    [Trait("Row", "SAT-2")]
    public void A_Wilson_interval_holds_the_share_and_stays_between_none_and_all(int successes, int trials)
    {
        var share = Proportion.Wilson(successes, trials);

        share.Low.ShouldBeGreaterThanOrEqualTo(0);
        share.High.ShouldBeLessThanOrEqualTo(1);
        share.Share.ShouldBeInRange(share.Low, share.High);
    }

    // Newcombe (1998), table I, method 3: 81 of 263.
    [Fact]
    [Trait("Row", "SAT-2")]
    public void A_Wilson_interval_is_the_published_one()
    {
        var share = Proportion.Wilson(81, 263);

        share.Low.ShouldBe(0.2553, 5e-5);
        share.High.ShouldBe(0.3662, 5e-5);
    }

    [Fact]
    public void Special_functions_agree_with_known_values()
    {
        GammaFunction.Ln(0.5).ShouldBe(Math.Log(Math.Sqrt(Math.PI)), 1e-14);
        GammaFunction.Ln(171).ShouldBe(706.573062245787, 1e-11);
        GammaFunction.Ln(1e-10).ShouldBe(23.025850929882734, 1e-13);
        GammaFunction.Digamma(1).ShouldBe(-0.577215664901533, 1e-14);
        GammaFunction.Digamma(0.25).ShouldBe(-4.227453533376265, 1e-13);
        GammaFunction.LowerRegularized(2.5, 1.5).ShouldBe(1 - GammaFunction.UpperRegularized(2.5, 1.5), 1e-14);
        GammaFunction.UpperRegularized(1, 30).ShouldBe(Math.Exp(-30), 1e-25);
        GammaFunction.LowerRegularized(3, GammaFunction.Quantile(3, 0.975)).ShouldBe(0.975, 1e-13);
        BetaFunction.Regularized(2, 3, 0.4).ShouldBe(0.5248, 1e-14);
        BetaFunction.Regularized(2, 3, BetaFunction.Quantile(2, 3, 0.025)).ShouldBe(0.025, 1e-13);
        NormalDistribution.Quantile(0.975).ShouldBe(1.959963984540054, 1e-12);
        NormalDistribution.Cumulative(-10).ShouldBe(7.61985302416e-24, 1e-34);
    }
}
