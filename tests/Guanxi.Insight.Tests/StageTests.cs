namespace Guanxi.Insight.Tests;

[Trait("Row", "VAL-4")]
public sealed class StageTests
{
    private static readonly StageRules Rules = new();
    private static readonly StageEvidence Steady = new(new(12, 350, 360), Churn: 0.1, GapTail: 0.7, TypicalGap: 40, new(0, 1));

    [Fact]
    public void A_steady_buyer_is_mature() => Stage(Steady).ShouldBe((LifecycleStage.Maturity, StageRule.Steady));

    [Fact]
    public void A_contract_that_ended_is_lost_whatever_the_purchases() => Stage(Steady with { Ended = true }).ShouldBe((LifecycleStage.Lost, StageRule.Ended));

    [Fact]
    public void Who_is_not_expected_back_and_overdue_is_lost() =>
        Stage(Steady with { History = new(12, 250, 360), Churn = 0.93, GapTail = 0.01 }).ShouldBe((LifecycleStage.Lost, StageRule.NoPurchaseExpected));

    [Fact]
    public void Who_bought_yesterday_is_not_lost_however_rare_the_purchases() =>
        Stage(Steady with { History = new(0, 0, 1), Churn = 0.95, GapTail = 0.98 }).ShouldBe((LifecycleStage.Acquisition, StageRule.FirstPurchase));

    [Fact]
    public void One_purchase_long_ago_and_none_expected_is_lost() =>
        Stage(Steady with { History = new(0, 0, 300), Churn = 0.95, GapTail = 0.3 }).ShouldBe((LifecycleStage.Lost, StageRule.NoPurchaseExpected));

    [Fact]
    public void An_unlikely_purchase_of_one_who_stays_away_is_decline() =>
        Stage(Steady with { History = new(12, 300, 360), Churn = 0.7, GapTail = 0.3 }).ShouldBe((LifecycleStage.Decline, StageRule.PurchaseUnlikely));

    [Fact]
    public void A_significantly_lower_rate_is_decline() => Stage(Steady with { Change = new(-1, 0.05) }).ShouldBe((LifecycleStage.Decline, StageRule.RateFell));

    [Fact]
    public void A_lower_rate_that_may_be_chance_is_not() => Stage(Steady with { Change = new(-1, 0.2) }).ShouldBe((LifecycleStage.Maturity, StageRule.Steady));

    [Fact]
    public void Overdue_against_the_own_rhythm_is_decline() => Stage(Steady with { GapTail = 0.15 }).ShouldBe((LifecycleStage.Decline, StageRule.Overdue));

    [Fact]
    public void A_rising_rate_is_development() => Stage(Steady with { Change = new(1, 0.01) }).ShouldBe((LifecycleStage.Development, StageRule.RateRose));

    [Fact]
    public void A_few_purchases_are_development() => Stage(Steady with { History = new(3, 340, 360) }).ShouldBe((LifecycleStage.Development, StageRule.StillFew));

    [Fact]
    public void A_stage_moves_only_when_its_rule_holds_twice()
    {
        var first = StageEngine.Decide(Steady, Rules, null);
        var wobble = Steady with { GapTail = 0.18 };

        var second = StageEngine.Decide(wobble, Rules, first);
        var third = StageEngine.Decide(wobble, Rules, second);

        second.ShouldBe(new(LifecycleStage.Maturity, StageRule.Held, LifecycleStage.Decline));
        third.ShouldBe(new(LifecycleStage.Decline, StageRule.Overdue, LifecycleStage.Decline));
    }

    [Fact]
    public void One_wobble_does_not_move_a_stage()
    {
        var first = StageEngine.Decide(Steady, Rules, null);
        var second = StageEngine.Decide(Steady with { GapTail = 0.18 }, Rules, first);

        StageEngine.Decide(Steady, Rules, second).ShouldBe(new(LifecycleStage.Maturity, StageRule.Steady, LifecycleStage.Maturity));
    }

    [Fact]
    public void A_threshold_passed_by_the_margin_moves_at_once()
    {
        var away = Steady with { History = new(12, 300, 360), GapTail = 0.3 };
        var first = StageEngine.Decide(Steady, Rules, null);

        StageEngine.Decide(away with { Churn = 0.62 }, Rules, first).Stage.ShouldBe(LifecycleStage.Maturity);
        StageEngine.Decide(away with { Churn = 0.66 }, Rules, first).Stage.ShouldBe(LifecycleStage.Decline);
    }

    [Fact]
    public void A_lost_customer_who_buys_is_back_at_once() =>
        StageEngine.Decide(Steady, Rules, new(LifecycleStage.Lost, StageRule.NoPurchaseExpected, LifecycleStage.Lost)).Stage.ShouldBe(LifecycleStage.Maturity);

    private static (LifecycleStage, StageRule) Stage(StageEvidence evidence)
    {
        var decision = StageEngine.Decide(evidence, Rules, null);
        return (decision.Stage, decision.DecidedBy);
    }
}
