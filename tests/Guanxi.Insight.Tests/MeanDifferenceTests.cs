using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

public sealed class MeanDifferenceTests
{
    // Tables of Student's t, as any textbook prints them.
    [Theory]
    [InlineData(0.975, 1, 12.7062047)]
    [InlineData(0.975, 5, 2.5705818)]
    [InlineData(0.975, 10, 2.2281389)]
    [InlineData(0.95, 30, 1.6972609)]
    [InlineData(0.025, 10, -2.2281389)]
    [InlineData(0.5, 3, 0)]
    public void The_quantiles_are_those_of_the_tables(double probability, double freedom, double t) => StudentDistribution.Quantile(probability, freedom).ShouldBe(t, 1e-6);

    [Fact]
    public void With_many_degrees_of_freedom_it_is_the_normal_distribution() => StudentDistribution.Quantile(0.975, 1e7).ShouldBe(NormalDistribution.Quantile(0.975), 1e-5);

    // By hand: means 3 and 6; 2.5/5 + 10/5 = 2.5; ν = 6.25 / (0.25/4 + 4/4) = 5.882…
    [Fact]
    public void Two_groups_of_five_are_compared_as_by_hand()
    {
        var difference = MeanDifference.Welch([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]);

        var half = StudentDistribution.Quantile(0.975, 6.25 / 1.0625) * Math.Sqrt(2.5);
        difference.Value.ShouldBe(-3, 1e-12);
        difference.Low.ShouldBe(-3 - half, 1e-12);
        difference.High.ShouldBe(-3 + half, 1e-12);
        half.ShouldBe(3.888, 0.002);
        difference.HoldsZero.ShouldBeTrue();
    }

    [Fact]
    public void Without_variation_or_with_one_value_no_bounds_are_given()
    {
        double.IsNaN(MeanDifference.Welch([3, 3, 3], [3, 3]).Low).ShouldBeTrue();
        double.IsNaN(MeanDifference.Welch([3], [1, 2]).Low).ShouldBeTrue();
        double.IsNaN(MeanDifference.Welch([], [1, 2]).Value).ShouldBeTrue();
    }

    // Hours of television and intelligence of ten people, a textbook's example: ρ = −29/165.
    [Fact]
    public void Ranks_go_together_as_in_the_textbook()
    {
        var found = RankCorrelation.Spearman([(106, 7), (100, 27), (86, 2), (101, 50), (99, 28), (103, 29), (97, 20), (113, 12), (112, 6), (110, 17)]);

        found.Value.ShouldBe(-29 / 165.0, 1e-12);
        found.Low.ShouldBeInRange(-0.75, -0.65);
        found.High.ShouldBeInRange(0.5, 0.6);
    }

    [Fact]
    public void Equal_values_share_their_rank_and_what_does_not_vary_goes_with_nothing()
    {
        RankCorrelation.Spearman([(1, 1), (1, 1), (2, 2), (3, 3)]).Value.ShouldBe(1, 1e-12);
        double.IsNaN(RankCorrelation.Spearman([(1, 1), (1, 2), (1, 3)]).Value).ShouldBeTrue();
    }

    [Fact]
    public void What_is_out_of_bounds_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => StudentDistribution.Quantile(1, 5));
        Should.Throw<ArgumentOutOfRangeException>(() => StudentDistribution.Quantile(0.5, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => MeanDifference.Welch([1, 2], [1, 2], 1));
        Should.Throw<ArgumentOutOfRangeException>(() => RankCorrelation.Spearman([], 0));
    }
}
