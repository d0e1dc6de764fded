namespace Guanxi.Insight.Tests;

public sealed class ChoosingTests
{
    [Theory]
    [InlineData(6, 0, 12, 50), InlineData(20, 0, 12, 100), InlineData(-1, 0, 12, 0), InlineData(1, 5, 0, 80), InlineData(-50, -50, 50, 0)]
    public void A_value_is_scaled_between_the_worst_and_the_best(double value, double worst, double best, double points) => FitScore.Scale(value, worst, best).ShouldBe(points, 1e-12);

    [Fact]
    public void What_is_unknown_has_no_points() => FitScore.Scale(double.NaN, 0, 1).ShouldBe(double.NaN);

    [Fact]
    public void Without_a_way_from_worst_to_best_there_is_no_scale() => Should.Throw<ArgumentException>(() => FitScore.Scale(1, 3, 3));

    [Fact]
    public void What_is_unknown_is_left_out_and_the_share_known_is_said()
    {
        FitScore.Of([80, double.NaN, 20], [3, 4, 1]).ShouldBe((65, 0.5));
        FitScore.Of([double.NaN], [1]).Known.ShouldBe(0);
        FitScore.Of([double.NaN], [1]).Score.ShouldBe(double.NaN);
        FitScore.Of([100, 0], [0, 5]).ShouldBe((0, 1));
        new[] { 1, 3, 5 }.Select(FitScore.Judged).ShouldBe([0, 50, 100]);
        Should.Throw<ArgumentOutOfRangeException>(() => FitScore.Judged(6));
    }

    [Fact]
    public void Likeness_is_the_standardised_distance_to_the_loyal_ones()
    {
        // Loyal: 0 … 39 in the first trait (mean 19.5, deviation √(40·41/12)), 5 in all of the second, which so tells nothing. Behind them forty who are far.
        var first = Enumerable.Range(0, 80).Select(i => i < 40 ? (double)i : 1000 + i).ToArray();
        var loyal = Enumerable.Range(0, 80).Select(i => i < 40).ToArray();
        var likeness = Likeness.Of([first, [.. Enumerable.Repeat(5.0, 80)]], loyal)!;

        likeness.Centre.ShouldBe([19.5, 5]);
        likeness.Distance([19.5, 70]).ShouldBe(0);
        likeness.Distance([0, 5]).ShouldBe(19.5 / Math.Sqrt(40 * 41 / 12.0), 1e-12);
        likeness.Distance([double.NaN, 5]).ShouldBe(double.NaN);
        likeness.Rank(0).ShouldBe(100);
        likeness.Rank(1e9).ShouldBe(0);
        // The farthest of the loyal are two, 0 and 39: forty are farther than they, and half of the two count.
        likeness.Rank(likeness.Distance([0, 5])).ShouldBe(100.0 * 41 / 80, 1e-12);
        likeness.Rank(double.NaN).ShouldBe(double.NaN);
    }

    [Fact]
    public void Few_loyal_customers_have_no_centre()
    {
        var traits = new double[1][] { [.. Enumerable.Range(0, 100).Select(i => (double)i)] };

        Likeness.Of(traits, [.. Enumerable.Range(0, 100).Select(i => i < Likeness.LeastLoyal - 1)]).ShouldBeNull();
        Likeness.Of(traits, [.. Enumerable.Range(0, 100).Select(i => i < Likeness.LeastLoyal)]).ShouldNotBeNull();
    }

    [Fact]
    public void A_trait_that_is_unknown_is_left_out_of_the_mean()
    {
        var random = new Random(5);
        double[][] traits = [[.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())], [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())]];
        var likeness = Likeness.Of(traits, [.. Enumerable.Repeat(true, 60)])!;
        var (mean, other) = (likeness.Centre[0], likeness.Centre[1]);

        likeness.Distance([mean + 1, double.NaN]).ShouldBe(Math.Sqrt(2) * likeness.Distance([mean + 1, other]), 1e-12);
    }
}
