using System.ComponentModel.DataAnnotations;

namespace Guanxi.Value;

/// <summary>What the insight works by. An administrator may change each.</summary>
public sealed record ValueSettings
{
    /// <summary>Months of future that count as potential value.</summary>
    [Range(1, 120)] public int HorizonMonths { get; init; } = 36;

    /// <summary>What a year's wait takes off, 0.1 for 10 %.</summary>
    [Range(0.0, 1.0)] public double YearlyDiscount { get; init; } = 0.10;

    /// <summary>Days over which churn is told; two median gaps of the kind of customer where those are longer.</summary>
    [Range(7, 730)] public int PlanningDays { get; init; } = 90;

    /// <summary>Share of customers, from the top, that are major.</summary>
    [Range(0.0, 1.0)] public double MajorShare { get; init; } = 0.01;

    /// <summary>Share down to the last minor one.</summary>
    [Range(0.0, 1.0)] public double MinorShare { get; init; } = 0.20;

    /// <summary>Share down to the last ordinary one.</summary>
    [Range(0.0, 1.0)] public double OrdinaryShare { get; init; } = 0.50;

    /// <summary>Least total value of each grade, in place of the shares; null for shares.</summary>
    public GradeThresholds? Thresholds { get; init; }

    /// <summary>Days for which a decision of the D-class review holds, unless it says otherwise.</summary>
    [Range(7, 730)] public int ReviewDays { get; init; } = 90;

    /// <summary>Churn from which a customer who stays away counts as lost, and as declining.</summary>
    [Range(0.0, 1.0)] public double LostChurn { get; init; } = 0.90;
    [Range(0.0, 1.0)] public double DeclineChurn { get; init; } = 0.60;

    /// <summary>Days after the end of a contract that nothing goes on from, without a purchase since, from which the customer counts as lost; 0: never by that.</summary>
    [Range(0, 730)] public int LapsedDays { get; init; } = 30;

    /// <summary>Purchases above which a relationship may be mature.</summary>
    [Range(1, 1000)] public int MatureCount { get; init; } = 7;

    /// <summary>How values become scores of recency, frequency and money: the product's own ranks, or as two well-known programs do it, to compare with their figures.</summary>
    public Insight.RfmRule RfmRule { get; init; }

    /// <summary>Loyalty index from which a repeat customer counts as loyal.</summary>
    [Range(0.0, 100.0)] public double LoyalIndex { get; init; } = 70;

    /// <summary>What one contact with a customer costs (call, letter, message), minor units of the base currency.</summary>
    [Range(0, 10_000_000)] public long ContactCostMinor { get; init; }

    /// <summary>What one contact face to face costs: visit, meeting, event, visit to the store.</summary>
    [Range(0, 10_000_000)] public long VisitCostMinor { get; init; }

    /// <summary>What one gift costs.</summary>
    [Range(0, 10_000_000)] public long GiftCostMinor { get; init; }

    /// <summary>What handling one complaint costs, besides the compensation that is noted with it.</summary>
    [Range(0, 10_000_000)] public long ComplaintCostMinor { get; init; }

    /// <summary>Share of a referred customer's first year's margin that counts for the customer who brought it, 0.5 for 50 %.</summary>
    [Range(0.0, 1.0)] public double ReferralShare { get; init; } = 0.5;

    /// <summary>Fewer buyers, or fewer repeat purchases, than these: "not enough data" instead of a model.</summary>
    [Range(1, 1_000_000)] public int LeastBuyers { get; init; } = 30;
    [Range(1, 1_000_000)] public int LeastRepeats { get; init; } = 30;
}
