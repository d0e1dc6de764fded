namespace Guanxi.Insight.Tests;

public sealed class ExplainedShareTests
{
    // Two groups, {1, 2, 3} and {7, 8, 9}: SSW = 4, SST = 58, so η² = 54/58 and ε² = 1 − (4/4)/(58/5).
    [Fact]
    public void It_is_what_is_worked_out_by_hand()
    {
        var explained = ExplainedShare.Of([(3, 6, 14), (3, 24, 194), (0, 0, 0)]);

        explained.Share.ShouldBe(54.0 / 58, 1e-12);
        explained.Adjusted.ShouldBe(1 - 1 / (58.0 / 5), 1e-12);
        (explained.Observations, explained.Groups).ShouldBe((6, 2));
    }

    [Fact]
    public void Groups_drawn_by_lot_explain_nothing_however_many_they_are()
    {
        var random = new Random(7);
        var adjusted = new List<double>();
        for (var i = 0; i < 200; i++)
            adjusted.Add(ExplainedShare.Of([.. Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 5).Select(_ => random.NextDouble()).ToList()).Select(g => ((long)g.Count, g.Sum(), g.Sum(x => x * x)))]).Adjusted);

        // η² would say 20 % of the differences: (k − 1) / (n − 1).
        adjusted.Average().ShouldBeLessThan(0.04);
    }

    [Fact]
    public void Where_all_are_the_same_or_each_is_a_group_of_its_own_nothing_can_be_told()
    {
        double.IsNaN(ExplainedShare.Of([(3, 0.3, 0.03), (2, 0.2, 0.02)]).Share).ShouldBeTrue();
        double.IsNaN(ExplainedShare.Of([(1, 3, 9), (1, 5, 25)]).Adjusted).ShouldBeTrue();
        double.IsNaN(ExplainedShare.Of([]).Share).ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => ExplainedShare.Of([(-1, 0, 0)]));
    }
}
