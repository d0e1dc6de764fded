using System.Globalization;
using CsCheck;
using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

/// <summary>Scores of recency, frequency and money against the two published programs, and the product's own rules.</summary>
[Trait("Row", "VAL-2")]
public sealed class RfmTests
{
    [Fact]
    [Trait("Science", "5.56")]
    public void Scores_of_the_R_package_give_its_segments()
    {
        DateOnly analysed = new(2006, 12, 31);
        var customers = Shared.Lines("data", "rfm-data-orders.csv").Skip(1).Select(l => l.Split(','))
            .GroupBy(f => f[0]).Select(g => (
                Days: analysed.DayNumber - g.Max(f => DateOnly.ParseExact(f[1], "yyyy-MM-dd", CultureInfo.InvariantCulture)).DayNumber,
                Orders: g.Count(),
                Money: g.Sum(f => long.Parse(f[2], CultureInfo.InvariantCulture)))).ToArray();
        customers.Length.ShouldBe(995);

        var scores = RfmScores.Of([.. customers.Select(c => c.Days)], [.. customers.Select(c => c.Orders)], [.. customers.Select(c => c.Money)], RfmRule.Quintiles);
        var segments = RfmSegments.Published.Of(scores);

        var champions = customers.Where((_, i) => segments[i] == RfmSegment.Champion).ToArray();
        champions.Length.ShouldBe(158);
        champions.Sum(c => c.Orders).ShouldBe(1_234);
        champions.Sum(c => c.Money).ShouldBe(120_178);
        segments.CountBy(s => s).OrderBy(s => s.Key).Select(s => (s.Key, s.Value)).ShouldBe([
            (RfmSegment.Other, 48), (RfmSegment.Champion, 158), (RfmSegment.Loyal, 278), (RfmSegment.PotentialLoyalist, 229),
            (RfmSegment.NeedsAttention, 35), (RfmSegment.AboutToSleep, 50), (RfmSegment.AtRisk, 86), (RfmSegment.Lost, 111)]);
    }

    [Fact]
    [Trait("Science", "5.57")]
    public void Quintile_cuts_of_the_cars_are_those_of_R()
    {
        double[] milesPerGallon = [21.0, 21.0, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4,
            14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26.0, 30.4, 15.8, 19.7, 15.0, 21.4];

        RfmScale.Of<double>(milesPerGallon, false, RfmRule.Quintiles).Edges.ToArray().ShouldBe([16.20, 18.92, 22.00, 25.08], 1e-12);
    }

    [Fact]
    [Trait("Science", "5.58")]
    public void Quartiles_of_the_script_are_those_of_its_table()
    {
        DateOnly analysed = new(2014, 12, 31);
        // Carriage returns end the lines and names are Latin-1: the names are read as bytes on both sides of the comparison.
        var orders = string.Join('\n', Shared.Lines("data", "rfm-sample-orders.csv", System.Text.Encoding.Latin1)).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Select(l => l.Split(',')).GroupBy(f => f[2]).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        int[] days = [.. orders.Select(g => analysed.DayNumber - g.Max(f => DateOnly.ParseExact(f[0], "M/d/yy", CultureInfo.InvariantCulture)).DayNumber)];
        int[] counts = [.. orders.Select(g => g.Count())];
        long[] money = [.. orders.Select(g => g.Sum(f => long.Parse(f[3], CultureInfo.InvariantCulture)))];

        var scores = RfmScores.Of(days, counts, money, RfmRule.Quartiles);

        var table = Shared.Lines("data", "rfm-sample-expected-table.csv").Skip(1).Select(l => l.Split(',')).ToArray();
        table.Length.ShouldBe(793);
        orders.Length.ShouldBe(793);
        var own = orders.Select((_, i) => (counts[i], days[i], money[i], scores.Cell(i))).Order();
        own.ShouldBe(table.Select(f => (Number(f[1]), Number(f[2]), (long)Number(f[3]), Number(f[7]))).Order());

        static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Fifths_by_rank_hold_a_fifth_each_where_all_differ()
    {
        int[] days = [.. Enumerable.Range(0, 1000).Select(i => i * 379 % 1000)], purchases = [.. days.Select(d => 5000 - d)];
        long[] money = [.. days.Select(d => 10L * d - 300)];

        var scores = RfmScores.Of(days, purchases, money);

        foreach (var scale in new[] { scores.RecencyScale, scores.FrequencyScale, scores.MoneyScale })
            scale.Bins.Select(b => (b.Score, b.Customers)).ShouldBe([(1, 200), (2, 200), (3, 200), (4, 200), (5, 200)]);
        scores.RecencyScale.Bins[^1].ShouldBe(new(5, 0, 199, 200));
        scores.Cell(Array.IndexOf(days, 0)).ShouldBe(551);
        scores.Cell(Array.IndexOf(days, 999)).ShouldBe(115);
    }

    [Fact]
    public void Where_most_bought_once_there_are_fewer_scores_than_five_and_they_say_so()
    {
        int[] purchases = [.. Enumerable.Repeat(1, 70), .. Enumerable.Repeat(2, 15), .. Enumerable.Repeat(9, 15)];

        var scale = RfmScale.Of<int>(purchases, false);

        scale.Bins.ShouldBe([new(1, 1, 1, 70), new(4, 2, 2, 15), new(5, 9, 9, 15)]);
    }

    [Theory]
    [InlineData(RfmRule.Ranks), InlineData(RfmRule.Quintiles), InlineData(RfmRule.Quartiles)]
    public void Equal_values_get_equal_scores_and_better_ones_no_worse(RfmRule rule) => Gen.Select(Gen.Int[-3, 40].Array[1, 120], Gen.Bool).Sample((values, fewerIsBetter) =>
    {
        var scale = RfmScale.Of<int>(values, fewerIsBetter, rule);

        var ascending = values.Order().Select(v => scale.Score(v)).ToArray();
        var falls = fewerIsBetter != (rule == RfmRule.Quartiles);
        ascending.Zip(ascending.Skip(1)).ShouldAllBe(p => falls ? p.First >= p.Second : p.First <= p.Second);
        ascending.ShouldAllBe(s => s >= 1 && s <= (rule == RfmRule.Quartiles ? 4 : 5));
        scale.Bins.Sum(b => b.Customers).ShouldBe(values.Length);
        scale.Bins.ShouldAllBe(b => b.Customers == values.Count(v => v >= b.From && v <= b.To) && scale.Score(b.From) == b.Score && scale.Score(b.To) == b.Score);
    }, iter: 500);

    [Fact]
    public void Recency_scores_are_those_of_the_negated_days() => Gen.Int[0, 40].Array[1, 100].Sample(days =>
    {
        var (recency, negated) = (RfmScale.Of<int>(days, true), RfmScale.Of<int>([.. days.Select(d => -d)], false));
        foreach (var d in days)
            recency.Score(d).ShouldBe(negated.Score(-d));
    }, iter: 300);

    [Fact]
    public void The_published_order_shadows_three_rules_and_the_own_one_none()
    {
        RfmSegments.Published.Shadowed.Select(r => r.Segment).ShouldBe([RfmSegment.New, RfmSegment.Promising, RfmSegment.CannotLose]);
        RfmSegments.Own.Shadowed.ShouldBeEmpty();
        RfmSegments.Own[5, 1, 1].ShouldBe(RfmSegment.New);
        RfmSegments.Own[3, 1, 1].ShouldBe(RfmSegment.Promising);
        RfmSegments.Own[1, 5, 5].ShouldBe(RfmSegment.CannotLose);
        RfmSegments.Published[1, 5, 5].ShouldBe(RfmSegment.AtRisk);
        RfmSegments.Own[5, 5, 5].ShouldBe(RfmSegment.Champion);
    }

    [Fact]
    public void Cells_that_no_rule_matches_are_said_to_be()
    {
        RfmSegments.Own.Unmatched.ShouldBe(RfmSegments.Published.Unmatched);
        RfmSegments.Own.Unmatched.ShouldAllBe(c => RfmSegments.Own[c / 100, c / 10 % 10, c % 10] == RfmSegment.Other);
        RfmSegments.Own.Unmatched.ShouldContain(115);
        RfmSegments.Own.Unmatched.ShouldContain(551);
        RfmSegments.Specific([]).Unmatched.Count.ShouldBe(125);
        Should.Throw<ArgumentOutOfRangeException>(() => RfmSegments.Own[0, 1, 1]);
    }

    [Fact]
    public void Eight_cells_part_high_from_low_at_the_mean_or_the_median()
    {
        int[] days = [10, 20, 30, 400], purchases = [1, 1, 2, 8];
        long[] money = [100, 200, 300, 10_000];

        var (means, medians) = (RfmMiddle.Means(days, purchases, money), RfmMiddle.Medians(days, purchases, money));

        means.ShouldBe(new(115, 3, 2650));
        medians.ShouldBe(new(25, 1.5, 250));
        means.Of(10, 1, 100).ShouldBe(RfmOctant.HighRecency);
        means.Of(400, 8, 10_000).ShouldBe(RfmOctant.HighFrequency | RfmOctant.HighMoney);
        medians.Of(10, 2, 300).ShouldBe(RfmOctant.HighRecency | RfmOctant.HighFrequency | RfmOctant.HighMoney);
        medians.Of(25, 1, 250).ShouldBe(RfmOctant.None);
    }

    [Fact]
    public void Nobody_to_score_has_no_scale()
    {
        RfmScores.Of([], [], []).RecencyScale.Bins.ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => RfmScores.Of([1], [], []));
        Should.Throw<ArgumentException>(() => RfmScale.Of<double>([double.NaN], false));
        Should.Throw<ArgumentException>(() => Quantiles.Type7([], .5));
    }
}
