namespace Guanxi.Insight;

/// <summary>客户状态: what a customer is to the firm.</summary>
public enum CustomerState
{
    /// <summary>潜在: has not bought, and nobody pursues it.</summary>
    Potential,

    /// <summary>目标: has not bought, and somebody is after it.</summary>
    Target,

    /// <summary>初次购买: bought on one day.</summary>
    FirstTime,

    /// <summary>重复购买: came again.</summary>
    Repeat,

    /// <summary>忠诚: comes again, and more so than its like.</summary>
    Loyal,

    /// <summary>流失: bought once, and is gone.</summary>
    Lost,

    /// <summary>非客户: found unfit.</summary>
    NonCustomer,
}

/// <summary>All that decides a state.</summary>
/// <param name="PurchaseDays">Distinct days with a purchase, ≥ 0.</param>
/// <param name="Churn">P(no purchase in the planning period), in [0, 1]; NaN where it can't be told.</param>
/// <param name="GapTail">P(a gap as long as the current one | own rhythm), in (0, 1].</param>
/// <param name="LoyaltyIndex">In [0, 100]; NaN where it can't be told.</param>
/// <param name="Pursued">Somebody owns the customer and is in touch with it.</param>
/// <param name="Ended">Contract ended, or declared lost after the last purchase.</param>
/// <param name="Unfit">Marked as no customer for the firm.</param>
public readonly record struct StateEvidence(int PurchaseDays, double Churn, double GapTail, double LoyaltyIndex, bool Pursued = false, bool Ended = false, bool Unfit = false);

/// <summary>The thresholds of the states; an administrator may change each.</summary>
/// <param name="LostChurn">Churn from which who bought before counts as lost, where the gap is beyond the own rhythm too.</param>
/// <param name="LostTail">Gap tail at or below which a gap is beyond the own rhythm (0.05: its 95 % quantile).</param>
/// <param name="LoyalIndex">Loyalty index from which a repeat customer is a loyal one.</param>
/// <param name="Margin">By which part of itself a threshold must be passed to move a state at once.</param>
public sealed record StateRules(double LostChurn = 0.90, double LostTail = 0.05, double LoyalIndex = 70, double Margin = 0.05);

/// <summary>A state, and what the figures alone say of it, whatever was declared: the state follows when they say it twice.</summary>
public readonly record struct StateDecision(CustomerState State, CustomerState ByFigures);

/// <summary>From evidence to a state.</summary>
public static class StateEngine
{
    /// <summary>Decides. What is a fact (a purchase, a declaration) counts at once; what only passes a threshold must pass it by the margin or hold twice.</summary>
    /// <param name="evidence">What is known at this evaluation.</param>
    /// <param name="rules">Thresholds.</param>
    /// <param name="previous">The decision of the evaluation before; null at the first: then the rules decide at once.</param>
    public static StateDecision Decide(in StateEvidence evidence, StateRules rules, StateDecision? previous)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var figures = ByFigures(evidence, rules, 0);
        if (evidence.Unfit) return new(CustomerState.NonCustomer, figures);
        if (evidence is { Ended: true, PurchaseDays: > 0 }) return new(CustomerState.Lost, figures);
        if (previous is not { } before || before.State == figures || before.ByFigures == figures || IsFact(before.State, figures)) return new(figures, figures);
        // Clearly past the threshold: the figures say the same with the threshold moved away from what the state was.
        var away = figures is CustomerState.Lost || (figures is CustomerState.Loyal && before.State is CustomerState.Repeat) ? rules.Margin : -rules.Margin;
        return ByFigures(evidence, rules, away) == figures ? new(figures, figures) : new(before.State, figures);
    }

    private static CustomerState ByFigures(in StateEvidence e, StateRules rules, double margin)
    {
        if (e.PurchaseDays == 0) return e.Pursued ? CustomerState.Target : CustomerState.Potential;
        // A threshold moved by a part of itself could lie above certainty.
        if (e.Churn >= Math.Min(1, rules.LostChurn * (1 + margin)) && e.GapTail <= rules.LostTail) return CustomerState.Lost;
        if (e.PurchaseDays == 1) return CustomerState.FirstTime;
        return e.LoyaltyIndex >= rules.LoyalIndex * (1 + margin) ? CustomerState.Loyal : CustomerState.Repeat;
    }

    /// <summary>Whether a purchase, or its absence, moves the state rather than a threshold.</summary>
    private static bool IsFact(CustomerState before, CustomerState now) => now switch
    {
        CustomerState.Potential or CustomerState.Target => true,
        CustomerState.FirstTime => before is not CustomerState.Lost,
        CustomerState.Repeat or CustomerState.Loyal => before is not (CustomerState.Repeat or CustomerState.Loyal or CustomerState.Lost),
        _ => false,
    };
}
