using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

[Trait("Row", "RET-1")]
public sealed class SpendExpectationTests
{
    private static readonly PurchaseRhythm Usual = new(0.6, 40);

    [Fact]
    public void The_mean_is_the_own_rate_times_the_own_spend()
    {
        var expected = SpendExpectation.Of(Usual, repeats: 12, observed: 320, window: 90, spend: 50, variation: 0.4);

        expected.Mean.ShouldBe(12.6 / 360 * 90 * 50, 1e-9);
        expected.NothingProbability.ShouldBe(Math.Pow(360.0 / 450, 12.6), 1e-12);
        expected.Tail(0).ShouldBe(expected.NothingProbability);
    }

    [Fact]
    public void A_quantile_has_its_own_tail_and_is_nothing_where_nothing_is_likely()
    {
        var frequent = SpendExpectation.Of(Usual, 40, 320, 90, 50, 0.4);
        foreach (var probability in (double[])[0.01, 0.1, 0.5, 0.9]) frequent.Tail(frequent.Quantile(probability)).ShouldBe(probability, 1e-7);

        var rare = SpendExpectation.Of(Usual, 1, 320, 90, 50, 0.4);
        rare.NothingProbability.ShouldBeGreaterThan(0.1);
        rare.Quantile(0.1).ShouldBe(0);
    }

    [Fact]
    public void More_spent_is_never_rarer_and_brought_back_counts_as_nothing()
    {
        var expected = SpendExpectation.Of(Usual, 20, 400, 90, 50, 0.7);
        double before = 0;
        for (var spent = 0; spent < 3_000; spent += 25)
        {
            expected.Tail(spent).ShouldBeGreaterThanOrEqualTo(before);
            before = expected.Tail(spent);
        }
        before.ShouldBeInRange(0.999, 1);
        expected.Tail(-500).ShouldBe(expected.Tail(0));
    }

    [Fact]
    public void Who_only_asks_whether_it_is_rare_gets_the_same_answer()
    {
        var expected = SpendExpectation.Of(Usual, 20, 400, 90, 50, 0.7);
        for (var spent = 0; spent < 600; spent += 10) (expected.Tail(spent, enough: 0.1) < 0.1).ShouldBe(expected.Tail(spent) < 0.1);
    }

    // What the alarm stands on: the lower tail of the compound, drawn from the model itself.
    [Theory]
    [InlineData(8, 0.3), InlineData(8, 1.0), InlineData(3, 1.5), InlineData(20, 0.3), InlineData(20, 0.8), InlineData(60, 0.5)]
    public void The_lower_tail_is_that_of_the_simulated_compound(int repeats, double variation)
    {
        const int Draws = 100_000;
        var expected = SpendExpectation.Of(Usual, repeats, observed: 365, window: 90, spend: 100, variation);
        var random = new Random(20260302);
        var sums = new double[Draws];
        for (var d = 0; d < Draws; d++)
        {
            var rate = RandomDraws.Gamma(random, Usual.RateShape + repeats, Usual.RateScale + 365);
            for (var at = RandomDraws.Exponential(random, rate); at < 90; at += RandomDraws.Exponential(random, rate))
                sums[d] += RandomDraws.Gamma(random, 1 / (variation * variation), 1 / (variation * variation)) * 100;
        }
        Array.Sort(sums);
        foreach (var probability in (double[])[0.01, 0.05, 0.1])
            if (probability > expected.NothingProbability) expected.Tail(sums[(int)(probability * Draws)]).ShouldBe(probability, 0.004);
    }
}
