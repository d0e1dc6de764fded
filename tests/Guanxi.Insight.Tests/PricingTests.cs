using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

/// <summary>Price slopes of customers with few purchases each, drawn towards their group.</summary>
[Trait("Science", "8")]
public sealed class PricingTests
{
    private const double Mean = -1.8, Spread = .6;

    [Fact]
    public void Nine_of_ten_intervals_hold_the_true_slope_and_the_error_is_below_that_of_least_squares()
    {
        var (inside, unknownInside, of, own, drawn) = (0, 0, 0, 0.0, 0.0);
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            double[] truth = [.. Enumerable.Range(0, 400).Select(_ => Mean + Spread * RandomDraws.Normal(random))];
            PriceSlope[] slopes = [.. truth.Select(b => Drawn(random, b, 12 + random.Next(25))!.Value)];
            var group = GroupElasticity.Of(slopes);
            for (var i = 0; i < truth.Length; i++, of++)
            {
                var interval = group.Of(slopes[i]);
                inside += truth[i] >= interval.Low && truth[i] <= interval.High ? 1 : 0;
                own += Math.Pow(slopes[i].Value - truth[i], 2);
                drawn += Math.Pow(interval.Value - truth[i], 2);
                var unknown = group.OfUnknown();
                var stranger = Mean + Spread * RandomDraws.Normal(random);
                unknownInside += stranger >= unknown.Low && stranger <= unknown.High ? 1 : 0;
            }
        }
        ((double)inside / of).ShouldBeInRange(.87, .93);
        ((double)unknownInside / of).ShouldBeInRange(.87, .93);
        Math.Sqrt(drawn / of).ShouldBeLessThan(.8 * Math.Sqrt(own / of));
    }

    [Fact]
    public void The_pool_of_DerSimonian_and_Laird_comes_out_of_its_formulas()
    {
        var group = GroupElasticity.Of([new(10, -1, .25), new(10, -2, .5), new(10, -4, 1)]);

        // w = 4, 2, 1: mean -12/7, Q = 4·(5/7)² + 2·(2/7)² + (16/7)², τ² = (Q - 2) / (7 - 21/7).
        group.Heterogeneity.ShouldBe(4 * 25 / 49.0 + 2 * 4 / 49.0 + 256 / 49.0, 1e-12);
        group.SpreadVariance.ShouldBe((group.Heterogeneity - 2) / 4, 1e-12);
        double[] weights = [1 / (.25 + group.SpreadVariance), 1 / (.5 + group.SpreadVariance), 1 / (1 + group.SpreadVariance)];
        group.Mean.ShouldBe((-weights[0] - 2 * weights[1] - 4 * weights[2]) / weights.Sum(), 1e-12);
        group.StandardError.ShouldBe(1 / Math.Sqrt(weights.Sum()), 1e-12);
        var own = group.Of(new(10, -4, 1));
        own.Value.ShouldBe((-4 / 1.0 + group.Mean / group.SpreadVariance) / (1 / 1.0 + 1 / group.SpreadVariance), 1e-12);
    }

    [Fact]
    public void Customers_who_do_not_differ_are_all_given_the_mean()
    {
        var group = GroupElasticity.Of([new(10, -1.5, .2), new(10, -1.6, .3), new(10, -1.4, .4)]);

        group.SpreadVariance.ShouldBe(0);
        group.Of(new(10, -1.4, .4)).Value.ShouldBe(group.Mean, 1e-12);
        group.Of(new(10, -1.4, .4)).Low.ShouldBe(group.Mean - 1.6449 * group.StandardError, 1e-4);
    }

    [Fact]
    public void A_slope_is_the_one_of_least_squares()
    {
        double[] price = [10, 11, 12, 13, 10, 11, 12, 13];
        double[] noise = [.1, -.1, .1, -.1, -.1, .1, -.1, .1];

        var slope = PriceSlope.Of(price, [.. price.Select((p, i) => Math.Exp(5 - 2 * Math.Log(p) + noise[i]))]).ShouldNotBeNull();

        slope.Value.ShouldBe(-2, 1e-9);
        var xx = price.Sum(p => Math.Pow(Math.Log(p) - price.Average(Math.Log), 2));
        slope.Variance.ShouldBe(.08 / 6 / xx, 1e-9);
        slope.Purchases.ShouldBe(8);
    }

    [Fact]
    public void Prices_that_did_not_move_give_no_slope()
    {
        double[] quantity = [1, 2, 3, 4, 5, 6, 7, 8];
        PriceSlope.Of([10, 10, 10, 10, 10, 10, 10, 10], quantity).ShouldBeNull();
        PriceSlope.Of([10, 12, 10, 12, 10, 12, 10, 12], quantity).ShouldBeNull();
        PriceSlope.Of([100, 101, 102, 100, 101, 102, 100, 101], quantity).ShouldBeNull();
        PriceSlope.Of([10, 11, 12, 10, 11, 12, 10], [1, 2, 3, 4, 5, 6, 7]).ShouldBeNull();
        PriceSlope.Of([10, 11, 12, 10, 11, 12, 10, 11], [2, 2, 2, 2, 2, 2, 2, 2]).ShouldBeNull();
        PriceSlope.Of([10, 11, 12, 10, 11, 12, 10, 11], quantity).ShouldNotBeNull();
        PriceSlope.Of([], []).ShouldBeNull();
        Should.Throw<ArgumentException>(() => PriceSlope.Of([0], [1]));
        Should.Throw<ArgumentException>(() => PriceSlope.Of([1], []));
    }

    [Fact]
    public void Nobody_with_a_slope_says_nothing()
    {
        double.IsNaN(GroupElasticity.Of([]).Mean).ShouldBeTrue();
        double.IsNaN(GroupElasticity.Of([]).OfUnknown().Value).ShouldBeTrue();
        GroupElasticity.Of([new(9, -1, .3)]).SpreadVariance.ShouldBe(0);
        Should.Throw<ArgumentException>(() => GroupElasticity.Of([new(9, -1, 0)]));
    }

    private static PriceSlope? Drawn(Random random, double slope, int purchases)
    {
        double[] price = [.. Enumerable.Range(0, purchases).Select(_ => 10 + random.Next(10))];
        return PriceSlope.Of(price, [.. price.Select(p => Math.Exp(8 + slope * Math.Log(p) + .5 * RandomDraws.Normal(random)))]);
    }

    [Fact]
    public void Sums_give_the_slope_that_the_purchases_give()
    {
        var random = new Random(11);
        for (var n = 8; n < 60; n++)
        {
            double[] price = [.. Enumerable.Range(0, n).Select(_ => 80 + 5.0 * random.Next(9))], quantity = [.. price.Select(p => 1e5 / p / p * Math.Exp(0.3 * RandomDraws.Normal(random)))];

            var (own, summed) = (PriceSlope.Of(price, quantity)!.Value, PriceSlope.Of(Sums(price, quantity))!.Value);

            summed.Purchases.ShouldBe(own.Purchases);
            // Logarithms are rounded to the ten-thousandth.
            summed.Value.ShouldBe(own.Value, 5e-3 * Math.Sqrt(own.Variance) + 1e-3);
            summed.Variance.ShouldBe(own.Variance, 0.01 * own.Variance);
        }
    }

    [Fact]
    public void Sums_know_how_many_prices_there_were()
    {
        double[] quantity = [1, 2, 3, 4, 5, 6, 7, 8];
        Sums([5, 5, 5, 5, 5, 5, 5, 5], quantity).Levels.ShouldBe(1);
        Sums([5, 5, 6, 5, 6, 5, 6, 5], quantity).Levels.ShouldBe(2);
        Sums([5, 5, 6, 5, 7, 5, 6, 5], quantity).Levels.ShouldBe(3);
        PriceSlope.Of(Sums([5, 5, 6, 5, 6, 5, 6, 5], quantity)).ShouldBeNull("two prices tell no slope");
        PriceSlope.Of(Sums([5, 6, 7, 5, 6, 7, 5], quantity[..7])).ShouldBeNull("fewer than 8 purchases");
        PriceSlope.Of(Sums([100, 101, 102, 100, 101, 102, 100, 101], quantity)).ShouldBeNull("prices that hardly moved");
        PriceSlope.Of(Sums([5, 6, 7, 5, 6, 7, 5, 6], [.. Enumerable.Repeat(3.0, 8)])).ShouldBeNull("a quantity that never varies would look certain");
        default(PriceSums).Levels.ShouldBe(0);
    }

    private static PriceSums Sums(double[] price, double[] quantity)
    {
        var x = price.Select(p => (long)Math.Round(PriceSums.Scale * Math.Log(p / 100))).ToArray();
        var y = quantity.Select(q => (long)Math.Round(PriceSums.Scale * Math.Log(q))).ToArray();
        return new(x.Length, x.Sum(), y.Sum(), x.Sum(v => v * v), x.Zip(y, (a, b) => a * b).Sum(), y.Sum(v => v * v), x.Min(), x.Max());
    }
}
