namespace Guanxi.Insight;

/// <summary>How boosted trees are grown.</summary>
/// <param name="Trees">Most trees, &gt; 0.</param>
/// <param name="Leaves">Most leaves of a tree, &gt; 1: eight allow for what three features do together.</param>
/// <param name="LearningRate">Share of its best step that a tree takes, in (0, 1].</param>
/// <param name="LeastRows">Fewest rows in a leaf, &gt; 0.</param>
/// <param name="Ridge">Added to each leaf's curvature, ≥ 0: a leaf of few rows says little.</param>
public sealed record BoostingRules(int Trees = 120, int Leaves = 8, double LearningRate = 0.06, int LeastRows = 20, double Ridge = 1)
{
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Trees);
        ArgumentOutOfRangeException.ThrowIfLessThan(Leaves, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LearningRate, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LeastRows);
        ArgumentOutOfRangeException.ThrowIfNegative(Ridge);
    }
}
