using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

public sealed class SatisfactionTests
{
    [Fact]
    public void The_index_is_the_weighted_mean_of_what_is_known_and_adds_up_what_each_part_leaves_open()
    {
        var index = SatisfactionIndex.Of([new(0.8, 0.7, 0.9, 30, 0.5, 1), new(12, 9, 18, 10, 30, 0), new(null, null, null, 60, 0, 1)]);

        // Scores 60 (40 to 80) and 60 (40 to 70: more complaints are worse); the third leaves its weight to the others.
        index.Value.ShouldBe(60, 1e-12);
        index.Low.ShouldBe(60 - Math.Sqrt(30 * 20 * 30 * 20 + 10 * 20.0 * 10 * 20) / 40, 1e-9);
        index.High.ShouldBe(60 + Math.Sqrt(30 * 20 * 30 * 20 + 10 * 10.0 * 10 * 10) / 40, 1e-9);
        index.Known.ShouldBe(0.4, 1e-12);
    }

    [Fact]
    public void Beyond_worst_and_best_there_is_nothing_and_without_anything_known_no_index()
    {
        SatisfactionIndex.Of([new(2, 1.5, 3, 1, 0, 1), new(-5, null, null, 1, 0, 1)]).ShouldSatisfyAllConditions(i => i.Value.ShouldBe(50), i => i.Low.ShouldBe(50), i => i.High.ShouldBe(50), i => i.Known.ShouldBe(1));
        SatisfactionIndex.Of([new(null, null, null, 5, 0, 1)]).ShouldSatisfyAllConditions(i => i.Value.ShouldBe(double.NaN), i => i.Known.ShouldBe(0));
        Should.Throw<ArgumentException>(() => SatisfactionIndex.Of([new(1, null, null, -1, 0, 1)]));
        Should.Throw<ArgumentException>(() => SatisfactionIndex.Of([new(1, null, null, 1, 1, 1)]));
    }

    [Fact]
    public void Promoters_less_detractors_with_an_interval_that_means_something_when_all_agree()
    {
        var score = NetPromoterScore.Of(50, 20, 100);
        score.Score.ShouldBe(0.3, 1e-12);
        // (50.75 − 20.75)/103 ± 1.96 · √((0.492718 + 0.201456 − 0.291262²)/103)
        var (up, down) = (50.75 / 103, 20.75 / 103);
        var half = NormalDistribution.Quantile(0.975) * Math.Sqrt((up + down - (up - down) * (up - down)) / 103);
        score.Low.ShouldBe(up - down - half, 1e-12);
        score.High.ShouldBe(up - down + half, 1e-12);
        NetPromoterScore.Of(8, 0, 8).ShouldSatisfyAllConditions(s => s.Score.ShouldBe(1), s => s.Low.ShouldBeLessThan(0.95), s => s.High.ShouldBeLessThanOrEqualTo(1));
        NetPromoterScore.Of(0, 0, 0).Score.ShouldBe(double.NaN);
        Should.Throw<ArgumentOutOfRangeException>(() => NetPromoterScore.Of(3, 3, 5));
    }

    [Fact]
    public void The_interval_of_the_score_covers_the_truth_as_often_as_it_says()
    {
        var random = new Random(11);
        var covered = Enumerable.Range(0, 4_000).Count(_ =>
        {
            var (promoters, detractors) = (0, 0);
            for (var i = 0; i < 40; i++)
            {
                var u = random.NextDouble();
                if (u < 0.45) promoters++;
                else if (u < 0.6) detractors++;
            }
            var s = NetPromoterScore.Of(promoters, detractors, 40);
            return s.Low <= 0.3 && s.High >= 0.3;
        });
        (covered / 4_000.0).ShouldBeInRange(0.935, 0.975);
    }

    [Fact]
    public void Spend_is_compared_by_the_ratio_of_means_and_what_both_periods_share_cancels_out()
    {
        var ratio = RatioOfMeans.Of([(120, 100), (60, 50), (30, null), (null, 90)]);
        ratio.Ratio.ShouldBe(70 / 80.0, 1e-12);
        (ratio.Now, ratio.Before).ShouldBe((3, 3));
        double[] parts = [120 / 210.0 - 1 / 3.0 - (100 / 240.0 - 1 / 3.0), 60 / 210.0 - 1 / 3.0 - (50 / 240.0 - 1 / 3.0), 30 / 210.0 - 1 / 3.0, -(90 / 240.0 - 1 / 3.0)];
        ratio.High.ShouldBe(70 / 80.0 * Math.Exp(NormalDistribution.Quantile(0.975) * Math.Sqrt(parts.Sum(p => p * p))), 1e-12);
        // Everybody spends 10 % more: nothing is left open.
        RatioOfMeans.Of([(110, 100), (55, 50), (5.5, 5)]).ShouldSatisfyAllConditions(r => r.Low.ShouldBe(1.1, 1e-9), r => r.High.ShouldBe(1.1, 1e-9));
        RatioOfMeans.Of([(1, null)]).Ratio.ShouldBe(double.NaN);
    }
}
