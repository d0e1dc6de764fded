namespace Guanxi.Insight.Tests;

[Trait("Row", "INS-6")]
public sealed class AssociationTests
{
    // Tea and coffee, Tan, Steinbach & Kumar, Introduction to Data Mining, table 6.8: 150 of 200 tea drinkers and 800 of 1,000 drink coffee, so tea lowers it.
    [Fact]
    public void Tea_and_coffee_are_the_published_example()
    {
        var rule = Association.Of(150, 200, 800, 1000);

        rule.Support.ShouldBe(0.15, 1e-12);
        rule.Confidence.ShouldBe(0.75, 1e-12);
        rule.ConfidenceBack.ShouldBe(0.1875, 1e-12);
        rule.Lift.ShouldBe(0.9375, 1e-12);
        rule.High.ShouldBeGreaterThan(rule.Lift);
        rule.Low.ShouldBeLessThan(rule.Lift);
    }

    [Theory]
    [InlineData(12, 80, 300, 5000), InlineData(150, 200, 800, 1000), InlineData(3, 4, 900, 100_000), InlineData(40, 41, 43, 50)]
    public void The_bounds_are_those_of_the_delta_method_by_numbers(long both, long first, long second, long all)
    {
        // ln L = ln p11 − ln(p11 + p10) − ln(p11 + p01); slopes by differences, variance of multinomial shares.
        double n = all;
        double[] p = [both / n, (first - both) / n, (second - both) / n];
        var slopes = new double[3];
        for (var i = 0; i < 3; i++)
        {
            var step = 1e-6 * Math.Max(p[i], 1e-4);
            slopes[i] = (Ln(i, step) - Ln(i, -step)) / (2 * step);
        }
        var (squares, mean) = (0.0, 0.0);
        for (var i = 0; i < 3; i++) (squares, mean) = (squares + p[i] * slopes[i] * slopes[i], mean + p[i] * slopes[i]);
        var spread = 1.959963984540054 * Math.Sqrt((squares - mean * mean) / n);

        var rule = Association.Of(both, first, second, all);

        Math.Log(rule.High / rule.Lift).ShouldBe(spread, 1e-5);
        Math.Log(rule.Lift / rule.Low).ShouldBe(spread, 1e-5);

        double Ln(int moved, double by)
        {
            var q = (double[])p.Clone();
            q[moved] += by;
            return Math.Log(q[0]) - Math.Log(q[0] + q[1]) - Math.Log(q[0] + q[2]);
        }
    }

    [Fact]
    public void Independent_items_seldom_pass_for_a_pair()
    {
        var random = new Random(7);
        var passed = 0;
        for (var trial = 0; trial < 2000; trial++)
        {
            var (both, first, second) = (0, 0, 0);
            for (var basket = 0; basket < 600; basket++)
            {
                var (a, b) = (random.NextDouble() < 0.3, random.NextDouble() < 0.25);
                (both, first, second) = (both + (a && b ? 1 : 0), first + (a ? 1 : 0), second + (b ? 1 : 0));
            }
            passed += Association.Of(both, first, second, 600).Low > 1 ? 1 : 0;
        }
        // One bound of a 95 % interval: 2.5 % of 2,000, ± 4 standard deviations.
        passed.ShouldBeInRange(22, 78);
    }

    [Fact]
    public void What_never_meets_has_no_bounds_and_what_cannot_be_is_refused()
    {
        Association.Of(0, 5, 5, 100).ShouldSatisfyAllConditions(r => r.Lift.ShouldBe(0), r => r.Low.ShouldBe(double.NaN), r => r.High.ShouldBe(double.NaN));
        Association.Of(10, 10, 10, 10).ShouldSatisfyAllConditions(r => r.Lift.ShouldBe(1), r => r.Low.ShouldBe(1, 1e-12));
        Should.Throw<ArgumentOutOfRangeException>(() => Association.Of(-1, 5, 5, 100));
        Should.Throw<ArgumentOutOfRangeException>(() => Association.Of(6, 5, 9, 100));
        Should.Throw<ArgumentOutOfRangeException>(() => Association.Of(1, 60, 60, 100));
        Should.Throw<ArgumentOutOfRangeException>(() => Association.Of(0, 0, 5, 100));
    }
}
