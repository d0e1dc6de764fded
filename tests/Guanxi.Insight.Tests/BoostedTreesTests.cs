using CsCheck;
using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

[Trait("Row", "RET-1")]
public sealed class BoostedTreesTests
{
    [Fact]
    public void What_two_features_do_together_is_found()
    {
        // It happens where one is high and the other low at once.
        var (columns, outcomes) = Drawn(4_000, 1, row => row[0] > 0.5 && row[1] <= 0.5 ? 0.9 : 0.1);
        var (later, became) = Drawn(4_000, 2, row => row[0] > 0.5 && row[1] <= 0.5 ? 0.9 : 0.1);

        var trees = BoostedTrees.Fit(columns, outcomes).BestOn(later, became);

        // The best that can be: P(0.9 beats 0.1) with ties, and p(1 − p).
        var score = ProbabilityScore.Of(Probabilities(trees, later), became);
        score.Auc.ShouldBe(0.857, 0.03);
        score.Brier.ShouldBe(0.09, 4 * Math.Sqrt(.09 * .64 / 4_000));
        foreach (var (high, expected) in new[] { (true, 0.9), (false, 0.1) })
            Probabilities(trees, later).Where((_, i) => (later[0][i] > 0.5 && later[1][i] <= 0.5) == high).Average().ShouldBe(expected, 0.05);
    }

    [Fact]
    public void Where_there_is_nothing_to_learn_few_trees_or_none_are_kept()
    {
        var (columns, outcomes) = Drawn(4_000, 3, _ => 0.3);
        var (later, became) = Drawn(4_000, 4, _ => 0.3);

        var trees = BoostedTrees.Fit(columns, outcomes).BestOn(later, became);

        trees.Count.ShouldBeLessThan(10);
        ProbabilityScore.Of(Probabilities(trees, later), became).BrierSkill.ShouldBe(0, 0.01);
    }

    [Fact]
    public void The_same_rows_give_the_same_trees_bit_for_bit()
    {
        var (columns, outcomes) = Drawn(2_000, 5, row => row[2]);

        var (first, second) = (BoostedTrees.Fit(columns, outcomes), BoostedTrees.Fit(columns, outcomes));

        for (var i = 0; i < 2_000; i++) first.LogOdds(Row(columns, i)).ShouldBe(second.LogOdds(Row(columns, i)));
    }

    [Fact]
    public void Contributions_add_up_and_name_what_matters()
    {
        var (columns, outcomes) = Drawn(4_000, 6, row => row[3] > 0.7 ? 0.8 : 0.2);
        var trees = BoostedTrees.Fit(columns, outcomes).Take(25);
        var contributions = new double[columns.Length];
        var rest = double.NaN;

        for (var i = 0; i < 500; i++)
        {
            var row = Row(columns, i);
            var odds = trees.LogOdds(row, contributions);
            odds.ShouldBe(trees.LogOdds(row));
            // What is left when all contributions are taken away is the same for everybody.
            var left = odds - contributions.Sum();
            if (i > 0) left.ShouldBe(rest, 1e-9);
            rest = left;
            contributions.Select(Math.Abs).Max().ShouldBe(Math.Abs(contributions[3]));
            Math.Sign(contributions[3]).ShouldBe(row[3] > 0.7 ? 1 : -1);
        }
    }

    [Fact]
    public void Log_odds_fall_in_with_an_intercept_where_no_split_is_worth_while() => Gen.Bool.Array[30, 60].Sample(outcomes =>
    {
        if (outcomes.Distinct().Count() < 2) return;
        var trees = BoostedTrees.Fit([new float[outcomes.Length]], outcomes);

        trees.Count.ShouldBe(0);
        Elementary.Logistic(trees.LogOdds([0f])).ShouldBe(outcomes.Average(o => o ? 1.0 : 0), 1e-12);
    });

    [Fact]
    public void An_unknown_value_is_a_small_one()
    {
        var (columns, outcomes) = Drawn(2_000, 7, row => row[0] > 0.5 ? 0.9 : 0.1);
        for (var i = 0; i < 2_000; i++) if (columns[0][i] < 0.25) columns[0][i] = float.NaN;
        var trees = BoostedTrees.Fit(columns, outcomes);
        var row = Row(columns, 0);

        row[0] = float.NaN;
        var unknown = trees.LogOdds(row);
        row[0] = -1_000;
        trees.LogOdds(row).ShouldBe(unknown);
        row[0] = 0.9f;
        trees.LogOdds(row).ShouldBeGreaterThan(unknown + 1);
    }

    [Fact]
    public void What_cannot_be_learnt_from_is_refused()
    {
        Should.Throw<ArgumentException>(() => BoostedTrees.Fit([], [true, false]));
        Should.Throw<ArgumentException>(() => BoostedTrees.Fit([new float[3]], [true, false]));
        Should.Throw<ArgumentException>(() => BoostedTrees.Fit([new float[2]], [true, true]));
        Should.Throw<ArgumentOutOfRangeException>(() => BoostedTrees.Fit([new float[2]], [true, false], new(Leaves: 1)));
    }

    [Theory]
    [InlineData(0.0, 1.0), InlineData(0.7, 0.5), InlineData(-1.2, 1.8)]
    public void Probabilities_that_were_bent_are_put_right(double intercept, double slope)
    {
        var random = new Random(8);
        var (odds, outcomes) = (new double[20_000], new bool[20_000]);
        for (var i = 0; i < odds.Length; i++)
        {
            odds[i] = 3 * random.NextDouble() - 1.5;
            outcomes[i] = random.NextDouble() < Elementary.Logistic(intercept + slope * odds[i]);
        }

        var found = LogisticCalibration.Fit(odds, outcomes);

        // Fisher information of a logistic regression: at most 4 / (n p (1 − p) var) for either.
        found.Intercept.ShouldBe(intercept, 4 * 0.025);
        found.Slope.ShouldBe(slope, 4 * 0.035);
        found.Of(0.4).ShouldBe(Elementary.Logistic(found.Intercept + 0.4 * found.Slope), 1e-15);
    }

    [Fact]
    public void Certain_forecasts_and_too_few_of_them_bend_nothing_out_of_shape()
    {
        var found = LogisticCalibration.Fit([40, 40, -40, -40], [true, true, false, false]);

        double.IsFinite(found.Slope).ShouldBeTrue();
        found.Slope.ShouldBe(1, 0.1);
        LogisticCalibration.Fit([], []).ShouldBe(LogisticCalibration.None);
    }

    [Fact]
    public void A_better_forecast_beats_and_chance_does_not()
    {
        var random = new Random(9);
        var (truth, blurred, as_good, outcomes) = (new double[4_000], new double[4_000], new double[4_000], new bool[4_000]);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = random.NextDouble();
            blurred[i] = 0.5 + 0.5 * (truth[i] - 0.5) + 0.2 * (random.NextDouble() - 0.5);
            as_good[i] = Math.Clamp(truth[i] + 0.02 * (random.NextDouble() - 0.5), 0, 1);
            outcomes[i] = random.NextDouble() < truth[i];
        }

        PairedScores.Of(truth, blurred, outcomes, seed: 1).Beats.ShouldBeTrue();
        PairedScores.Of(blurred, truth, outcomes, seed: 1).Beats.ShouldBeFalse();
        PairedScores.Of(as_good, truth, outcomes, seed: 1).Beats.ShouldBeFalse();
        var none = PairedScores.Of(truth, truth, outcomes, seed: 1);
        (none.Auc, none.Brier).ShouldBe((new(0, 0, 0), new(0, 0, 0)));
        PairedScores.Of(truth, blurred, outcomes, seed: 1).ShouldBe(PairedScores.Of(truth, blurred, outcomes, seed: 1));
    }

    [Fact]
    public void The_interval_of_a_difference_is_as_wide_as_theory_says()
    {
        var random = new Random(10);
        var (one, two, outcomes) = (new double[3_000], new double[3_000], new bool[3_000]);
        for (var i = 0; i < one.Length; i++)
        {
            (one[i], two[i]) = (random.NextDouble(), random.NextDouble());
            outcomes[i] = random.NextDouble() < (one[i] + two[i]) / 2;
        }

        var paired = PairedScores.Of(one, two, outcomes, seed: 2, replicates: 1000);

        // A difference of means over customers: its error is known without a bootstrap.
        var differences = one.Zip(two).Select((p, i) => Math.Pow(p.First - (outcomes[i] ? 1 : 0), 2) - Math.Pow(p.Second - (outcomes[i] ? 1 : 0), 2)).ToArray();
        var error = Math.Sqrt(differences.Sum(d => Math.Pow(d - differences.Average(), 2))) / differences.Length;
        paired.Brier.Value.ShouldBe(differences.Average(), 1e-12);
        (paired.Brier.High - paired.Brier.Low).ShouldBe(2 * 1.96 * error, 0.15 * 2 * 1.96 * error);
    }

    private static (float[][] Columns, bool[] Outcomes) Drawn(int rows, int seed, Func<float[], double> probability)
    {
        var random = new Random(seed);
        var (columns, outcomes) = (Enumerable.Range(0, 4).Select(_ => new float[rows]).ToArray(), new bool[rows]);
        for (var i = 0; i < rows; i++)
        {
            foreach (var column in columns) column[i] = random.NextSingle();
            outcomes[i] = random.NextDouble() < probability(Row(columns, i));
        }
        return (columns, outcomes);
    }

    private static float[] Row(float[][] columns, int i) => [.. columns.Select(c => c[i])];

    private static double[] Probabilities(BoostedTrees trees, float[][] columns) => [.. Enumerable.Range(0, columns[0].Length).Select(i => Elementary.Logistic(trees.LogOdds(Row(columns, i))))];
}
