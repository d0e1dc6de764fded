using System.ComponentModel.DataAnnotations;
using Guanxi.Insight;

namespace Guanxi.Value.Choosing;

/// <summary>How one criterion counts.</summary>
/// <param name="Weight">Against the other criteria; 0 does not count.</param>
/// <param name="Worst">The measure that says 0 points; may be above the best.</param>
/// <param name="Best">The measure that says 100.</param>
internal sealed record FitRule([property: Range(0.0, 100.0)] double Weight, FitBasis Basis, double Worst, double Best);

/// <summary>The firm's profile of a good customer. An administrator may change it.</summary>
internal sealed record FitSettings
{
    public FitRule Need { get; init; } = new(20, FitBasis.Data, 0, 12);
    public FitRule AbilityToPay { get; init; } = new(15, FitBasis.Data, 0, 100);
    public FitRule CostToServe { get; init; } = new(10, FitBasis.Data, 4, 0);
    public FitRule Risk { get; init; } = new(15, FitBasis.Data, 30, 0);
    public FitRule Growth { get; init; } = new(10, FitBasis.Data, -50, 50);
    public FitRule SizeMatch { get; init; } = new(10, FitBasis.Judgement, 0, 100);
    public FitRule Likeness { get; init; } = new(20, FitBasis.Data, 0, 100);

    /// <summary>A score above it makes a target of who has not bought yet.</summary>
    [Range(0.0, 100.0)] public double TargetLine { get; init; } = 70;

    /// <summary>A score of which less is known neither makes a target nor is listed.</summary>
    [Range(0.0, 1.0)] public double LeastKnown { get; init; } = 0.5;

    public FitRule Of(FitCriterion criterion) => criterion switch
    {
        FitCriterion.Need => Need,
        FitCriterion.AbilityToPay => AbilityToPay,
        FitCriterion.CostToServe => CostToServe,
        FitCriterion.Risk => Risk,
        FitCriterion.Growth => Growth,
        FitCriterion.SizeMatch => SizeMatch,
        _ => Likeness,
    };

    public double[] Weights => [.. FitScoring.All.Select(c => Of(c).Weight)];
}

/// <summary>From measures and judgements to points.</summary>
internal static class FitScoring
{
    public static readonly FitCriterion[] All = Enum.GetValues<FitCriterion>();

    /// <summary>Points of one criterion.</summary>
    /// <param name="measure">In the criterion's own unit; NaN where the data say nothing.</param>
    /// <param name="judgement">1 to 5; 0 where nobody judged.</param>
    /// <returns>In [0, 100]; NaN where unknown.</returns>
    public static double Points(this FitRule rule, double measure, int judgement) =>
        rule.Basis == FitBasis.Data && !double.IsNaN(measure) ? FitScore.Scale(measure, rule.Worst, rule.Best) : judgement > 0 ? FitScore.Judged(judgement) : double.NaN;
}
