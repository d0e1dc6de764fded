namespace Guanxi.Insight;

/// <summary>From evidence to a stage. Precedence: lost, decline, acquisition, development, maturity.</summary>
public static class StageEngine
{
    /// <summary>Decides.</summary>
    /// <param name="evidence">What is known at this evaluation.</param>
    /// <param name="rules">Thresholds.</param>
    /// <param name="previous">The decision of the evaluation before, or null at the first: then the rule decides at once.</param>
    /// <returns>The previous stage, unless the rule for another one held at both evaluations, or passes its threshold clearly, or the relationship ended.</returns>
    public static StageDecision Decide(StageEvidence evidence, StageRules rules, StageDecision? previous)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var (stage, rule) = ByRules(evidence, rules);
        if (previous is not { } before || before.Stage == stage || before.Candidate == stage || IsClear(evidence, rules, rule) || IsPurchase(before, stage))
            return new(stage, rule, stage);
        return new(before.Stage, StageRule.Held, stage);
    }

    private static (LifecycleStage, StageRule) ByRules(StageEvidence e, StageRules rules)
    {
        // Without a purchase in the whole planning period churn is high for anyone who buys rarely, also the day after a purchase:
        // it says something only once the customer has stayed away longer than is usual.
        var away = e.History.CurrentGap > e.TypicalGap;
        if (e.Ended)
            return (LifecycleStage.Lost, StageRule.Ended);
        if (e.Churn >= rules.LostChurn && (away || e.GapTail <= rules.LostTail))
            return (LifecycleStage.Lost, StageRule.NoPurchaseExpected);
        if (e.Churn >= rules.DeclineChurn && away)
            return (LifecycleStage.Decline, StageRule.PurchaseUnlikely);
        if (e.Change.Direction < 0 && e.Change.PValue < rules.ChangeLevel)
            return (LifecycleStage.Decline, StageRule.RateFell);
        if (e.GapTail <= rules.DeclineTail)
            return (LifecycleStage.Decline, StageRule.Overdue);
        if (e.History.Repeats == 0 || e.History.Observed <= e.TypicalGap)
            return (LifecycleStage.Acquisition, StageRule.FirstPurchase);
        if (e.Change.Direction > 0 && e.Change.PValue < rules.ChangeLevel)
            return (LifecycleStage.Development, StageRule.RateRose);
        return e.History.Repeats + 1 <= rules.MatureCount
            ? (LifecycleStage.Development, StageRule.StillFew)
            : (LifecycleStage.Maturity, StageRule.Steady);
    }

    private static bool IsClear(StageEvidence e, StageRules rules, StageRule rule) => rule switch
    {
        StageRule.Ended => true,
        StageRule.NoPurchaseExpected => e.Churn >= rules.LostChurn + rules.Margin,
        StageRule.PurchaseUnlikely => e.Churn >= rules.DeclineChurn + rules.Margin,
        _ => false,
    };

    /// <summary>Who is lost by the model and buys again is back at once: that is a fact, not a threshold that trembles.</summary>
    private static bool IsPurchase(StageDecision before, LifecycleStage stage) => before.Stage == LifecycleStage.Lost && stage < LifecycleStage.Decline;
}
