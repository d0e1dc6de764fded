namespace Guanxi.Insight;

/// <summary>All that decides a stage. Stored with the label, so that the label can be explained and repeated.</summary>
/// <param name="History">x, t_x, T as of the evaluation.</param>
/// <param name="Churn">P(no purchase in the planning period), in [0, 1].</param>
/// <param name="GapTail">P(a gap as long as the current one | own rhythm), in (0, 1].</param>
/// <param name="TypicalGap">The median gap of the customer's class, in the history's time unit, &gt; 0.</param>
/// <param name="Change">Recent against earlier rate of purchase.</param>
/// <param name="Ended">Contract ended, or declared lost.</param>
public readonly record struct StageEvidence(PurchaseHistory History, double Churn, double GapTail, double TypicalGap, RateChange Change, bool Ended = false);

/// <summary>The thresholds of the stages; an administrator may change each.</summary>
/// <param name="LostChurn">Churn from which a customer counts as lost.</param>
/// <param name="DeclineChurn">Churn from which a customer counts as declining.</param>
/// <param name="LostTail">Gap tail at or below which a customer is overdue enough to be lost (0.05: beyond the 95 % quantile).</param>
/// <param name="DeclineTail">Gap tail at or below which a customer is overdue (0.20: beyond the 80 % quantile).</param>
/// <param name="ChangeLevel">Significance of a change of rate.</param>
/// <param name="MatureCount">Purchases, the first included, above which a relationship may be mature.</param>
/// <param name="Margin">By how much churn must pass its threshold to move a stage at once.</param>
public sealed record StageRules(double LostChurn = 0.90, double DeclineChurn = 0.60, double LostTail = 0.05, double DeclineTail = 0.20, double ChangeLevel = 0.10, int MatureCount = 7, double Margin = 0.05);

/// <summary>A stage and how it came about.</summary>
/// <param name="Stage">The stage now.</param>
/// <param name="DecidedBy">The rule that decided it.</param>
/// <param name="Candidate">What the rules alone say now; if they say it again next time, the stage moves.</param>
public readonly record struct StageDecision(LifecycleStage Stage, StageRule DecidedBy, LifecycleStage Candidate);
