using Guanxi.Appraisal.Bias;

namespace Guanxi.Tests.Appraisal;

[Trait("Row", "SVC-7"), Trait("Suite", "once")]
public sealed class BiasTests
{
    private static readonly Id<Person> Mild = Id<Person>.New();
    private static readonly Id<Person> Other = Id<Person>.New();

    [Fact]
    public void Mean_spread_and_difference_are_as_by_hand()
    {
        List<RatedSheet> sheets = [.. Sheets(Mild, 82, 84, 86, 88, 90), .. Sheets(Other, 62, 66, 70, 74, 78)];

        var bias = RaterBias.Of(Mild, "Mild", sheets);

        // By hand: 86 − 70 = 16; s² 10 and 40; se = √(10/5 + 40/5) = √10; ν = 100 / (4/4 + 64/4) = 5.882, t = 2.459.
        bias.Mean.ShouldBe(86);
        bias.Spread!.Value.ShouldBe(Math.Sqrt(10), 1e-9);
        bias.OthersSpread!.Value.ShouldBe(Math.Sqrt(40), 1e-9);
        bias.Difference!.ShouldSatisfyAllConditions(d => d.Value.ShouldBe(16, 1e-9), d => d.Low.ShouldBe(16 - 2.459 * Math.Sqrt(10), 0.01), d => d.High.ShouldBe(16 + 2.459 * Math.Sqrt(10), 0.01));
        bias.Verdict.ShouldBe(BiasVerdict.Milder);
        RaterBias.Of(Other, "Other", sheets).Verdict.ShouldBe(BiasVerdict.Stricter);
    }

    [Fact]
    public void A_difference_whose_interval_holds_zero_is_none() =>
        RaterBias.Of(Mild, "", [.. Sheets(Mild, 60, 70, 80, 90, 76), .. Sheets(Other, 62, 66, 70, 74, 78)]).Verdict.ShouldBe(BiasVerdict.LikeOthers);

    [Fact]
    public void With_four_sheets_or_four_others_nothing_is_said()
    {
        RaterBias.Of(Mild, "", [.. Sheets(Mild, 80, 90, 80, 90), .. Sheets(Other, 60, 61, 62, 63, 64)]).ShouldSatisfyAllConditions(b => b.Verdict.ShouldBe(BiasVerdict.TooFew), b => b.Difference.ShouldBeNull(), b => b.Halo.ShouldBeNull(), b => b.Sheets.ShouldBe(4));
        RaterBias.Of(Mild, "", [.. Sheets(Mild, 80, 90, 80, 90, 80), .. Sheets(Other, 60, 61, 62, 63)]).Verdict.ShouldBe(BiasVerdict.TooFew);
        // Where nobody differs from anybody there is no interval either.
        RaterBias.Of(Mild, "", [.. Sheets(Mild, 80, 80, 80, 80, 80), .. Sheets(Other, 80, 80, 80, 80, 80)]).Verdict.ShouldBe(BiasVerdict.TooFew);
    }

    [Fact]
    public void One_impression_for_all_hearts_and_the_middle_for_everybody_show()
    {
        List<RatedSheet> sheets = [.. Enumerable.Range(0, 5).Select(i => new RatedSheet(Mild, 60 + i, [3, 3, 3, 3, 3, 3], null)), .. Enumerable.Range(0, 5).Select(i => new RatedSheet(Other, 60 + i, [1, 2, 3, 4, 5, 3], null))];

        var bias = RaterBias.Of(Mild, "", sheets);

        bias.Halo.ShouldBe(0);
        // By hand: mean 3, squares 4+1+0+1+4+0 = 10, over 5.
        bias.OthersHalo!.Value.ShouldBe(Math.Sqrt(2), 1e-9);
        bias.Threes!.ShouldSatisfyAllConditions(t => t.Value.ShouldBe(1), t => t.High.ShouldBe(1), t => t.Low.ShouldBe(0.886, 0.001));
        bias.OthersThrees!.Value.ShouldBe(1 / 3.0, 1e-9);
    }

    [Fact]
    public void Customers_are_compared_from_eight_people_on()
    {
        RatedSheet Of(int i, double? satisfaction) => new(Mild, 60 + i, [3, 3, 3, 3, 3, 4], satisfaction);
        var others = Sheets(Other, 60, 61, 62, 63, 64);

        RaterBias.Of(Mild, "", [.. Enumerable.Range(0, 7).Select(i => Of(i, 3 + i / 10.0)), Of(9, null), .. others]).ShouldSatisfyAllConditions(b => b.Customers.ShouldBeNull(), b => b.CustomerPairs.ShouldBe(7));
        // Two neighbours changed places: 1 − 6·2 / (8·63) = 41/42.
        double[] answers = [3.0, 3.2, 3.1, 3.3, 3.4, 3.5, 3.6, 3.7];
        RaterBias.Of(Mild, "", [.. answers.Select((a, i) => Of(i, a)), .. others]).Customers!.Value.ShouldBe(41 / 42.0, 1e-9);
    }

    private static IEnumerable<RatedSheet> Sheets(Id<Person> rater, params double[] scores) => scores.Select(s => new RatedSheet(rater, s, [3, 4, 3, 4, 3, 4], null));
}
