using Guanxi.Retention.WinBack.Effects;
using Guanxi.Retention.WinBack.Rounds;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-4")]
public sealed class EffectFiguresTests
{
    private static readonly Id<WinBackRound> One = Id<WinBackRound>.New(), Two = Id<WinBackRound>.New();

    private static IEnumerable<EffectRow> Rows(int customers, int returned, bool control, string grade = "minor", Id<WinBackRound>? round = null, long margin = 1_000, long offer = 0, int contacts = 0) =>
        Enumerable.Range(0, customers).Select(i => new EffectRow(round ?? One, grade, control, i < returned, i < returned ? margin : 0, offer, contacts, false, default, default, null));

    [Fact]
    public void The_difference_is_that_of_the_shares_and_the_margin_that_of_all_treated()
    {
        var figures = EffectFigures.Of("", [.. Rows(200, 80, false, offer: 50, contacts: 2), .. Rows(100, 10, true)], contactCostMinor: 25, seed: 1);

        figures.TreatedShare!.Value.ShouldBe(0.4, 1e-12);
        figures.ControlShare!.Value.ShouldBe(0.1, 1e-12);
        figures.ShareDifference.ShouldNotBeNull().ShouldSatisfyAllConditions(d => d.Value.ShouldBe(0.3, 1e-12), d => d.Low.ShouldBeInRange(0.18, 0.25), d => d.High.ShouldBeInRange(0.35, 0.42));
        figures.Verdict.ShouldBe(EffectVerdict.Gain);
        figures.IncrementalMarginMinor.ShouldNotBeNull().Value.ShouldBe(200 * 300, 1e-6);
        figures.CostMinor.ShouldBe(200 * (50 + 2 * 25));
        figures.Return.ShouldNotBeNull().ShouldSatisfyAllConditions(r => r.Value.ShouldBe((60_000.0 - 20_000) / 20_000, 1e-9), r => r.Low.ShouldBeLessThan(r.Value), r => r.High.ShouldBeGreaterThan(r.Value));
        EffectFigures.Of("", [.. Rows(200, 80, false, offer: 50, contacts: 2), .. Rows(100, 10, true)], contactCostMinor: 25, seed: 1).ShouldBe(figures, "the same seed");
    }

    // A grade of which more was set aside must not weigh more: pooled, this would look like a loss of three points.
    [Fact]
    public void Those_set_aside_count_by_round_and_grade_as_the_treated_are()
    {
        var figures = EffectFigures.Of("",
        [
            .. Rows(90, 9, false, "small"), .. Rows(10, 1, true, "small", margin: 1_000),
            .. Rows(20, 10, false, "major", Two), .. Rows(20, 10, true, "major", Two),
        ], 0, seed: 1);

        figures.TreatedShare!.Value.ShouldBe(19.0 / 110, 1e-12);
        figures.ControlShare!.Value.ShouldBe((90 * 0.1 + 20 * 0.5) / 110, 1e-12);
        figures.ShareDifference!.Value.ShouldBe(0, 1e-12);
        figures.Verdict.ShouldBe(EffectVerdict.MayBeChance);
    }

    [Fact]
    public void Without_anybody_set_aside_it_is_not_measured_which_is_not_nought()
    {
        var figures = EffectFigures.Of("", [.. Rows(200, 80, false)], 0, seed: 1);

        figures.ShouldSatisfyAllConditions(f => f.Verdict.ShouldBe(EffectVerdict.NotMeasured), f => f.ShareDifference.ShouldBeNull(), f => f.IncrementalMarginMinor.ShouldBeNull(), f => f.WithoutControl.ShouldBe(200), f => f.Treated.ShouldBe(0));
    }

    [Theory]
    [InlineData(9, 100), InlineData(100, 9)]
    public void Few_are_said_to_be_too_few(int treated, int control)
    {
        var figures = EffectFigures.Of("", [.. Rows(treated, treated / 2, false), .. Rows(control, 1, true)], 0, seed: 1);

        figures.Verdict.ShouldBe(EffectVerdict.TooFew);
        figures.ShareDifference.ShouldBeNull();
    }

    [Fact]
    public void Where_nobody_came_back_an_interval_would_lie()
    {
        EffectFigures.Of("", [.. Rows(100, 0, false), .. Rows(100, 0, true)], 0, seed: 1).Verdict.ShouldBe(EffectVerdict.TooFew);
    }

    [Fact]
    public void What_cost_nothing_has_no_return() =>
        EffectFigures.Of("", [.. Rows(100, 50, false), .. Rows(100, 10, true)], 0, seed: 1).ShouldSatisfyAllConditions(f => f.Return.ShouldBeNull(), f => f.IncrementalMarginMinor.ShouldNotBeNull());
}
