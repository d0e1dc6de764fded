using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Many small trees that add up to the log odds of an event. Grown by <see cref="Fit"/>.</summary>
/// <remarks>
/// Gradient boosting with second-order steps on binned features, leaf by leaf, without sampling: the same rows in the same order give the same trees,
/// bit for bit. Friedman (2001), Annals of Statistics 29(5), 1189–1232; Ke et al. (2017), LightGBM. Why not a library: docs/adr/0019.
/// </remarks>
public sealed class BoostedTrees
{
    private readonly TreeNode[][] _trees;
    private readonly double _start;

    internal BoostedTrees(int features, double start, TreeNode[][] trees) => (Features, _start, _trees) = (features, start, trees);

    /// <summary>How many features a row has.</summary>
    public int Features { get; }

    /// <summary>How many trees there are; 0 where no split was worth while.</summary>
    public int Count => _trees.Length;

    /// <summary>Grows trees on one thread; fifty thousand rows of sixteen features take about half a second.</summary>
    /// <param name="columns">A column for each feature, all of the same length; NaN is taken for the smallest value.</param>
    /// <param name="outcomes">Whether it happened, row by row.</param>
    /// <param name="rules">How they are grown; the defaults without.</param>
    /// <exception cref="ArgumentException">There is no column, or a column differs in length, or all outcomes are alike.</exception>
    public static BoostedTrees Fit(IReadOnlyList<float[]> columns, ReadOnlySpan<bool> outcomes, BoostingRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        rules ??= new();
        rules.Check();
        if (columns.Count == 0) throw new ArgumentException("There must be a feature.", nameof(columns));
        foreach (var column in columns)
            if (column.Length != outcomes.Length) throw new ArgumentException("Columns and outcomes differ in length.", nameof(columns));
        var happened = outcomes.Count(true);
        if (happened == 0 || happened == outcomes.Length) throw new ArgumentException("All outcomes are alike.", nameof(outcomes));
        var start = Math.Log((double)happened / (outcomes.Length - happened));
        return new(columns.Count, start, new TreeGrower(columns, outcomes, rules).Grow(start));
    }

    /// <summary>The log odds of one row.</summary>
    /// <param name="row">A value for each feature.</param>
    public double LogOdds(ReadOnlySpan<float> row)
    {
        var sum = _start;
        foreach (var tree in _trees)
        {
            var node = 0;
            while (tree[node].Feature >= 0)
                node = tree[node].Next(row);
            sum += tree[node].Value;
        }
        return sum;
    }

    /// <summary>The log odds of one row, and what each feature adds to those of the mean row.</summary>
    /// <param name="row">A value for each feature.</param>
    /// <param name="contributions">Filled: at each split of a row's way, the feature is given what the split changed. They add up to the log odds less those of no feature at all.</param>
    /// <remarks>Saabas (2014): one walk, where Shapley values take many; between features that say the same, the one higher in the tree gets more.</remarks>
    public double LogOdds(ReadOnlySpan<float> row, Span<double> contributions)
    {
        contributions[..Features].Clear();
        var sum = _start;
        foreach (var tree in _trees)
        {
            var node = 0;
            while (tree[node].Feature is >= 0 and var feature)
            {
                var next = tree[node].Next(row);
                contributions[feature] += tree[next].Value - tree[node].Value;
                node = next;
            }
            sum += tree[node].Value;
        }
        return sum;
    }

    /// <summary>The first so many trees.</summary>
    public BoostedTrees Take(int trees) => new(Features, _start, _trees[..Math.Clamp(trees, 0, _trees.Length)]);

    /// <summary>As many of the trees as foretell other rows best by log loss: more would learn by heart.</summary>
    /// <param name="columns">Features of rows that the trees did not see.</param>
    /// <param name="outcomes">What became of them.</param>
    public BoostedTrees BestOn(IReadOnlyList<float[]> columns, ReadOnlySpan<bool> outcomes)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var (odds, row) = (new double[outcomes.Length], new float[Features]);
        Array.Fill(odds, _start);
        var (best, least) = (0, double.PositiveInfinity);
        for (var t = 0; t <= _trees.Length; t++)
        {
            var loss = 0.0;
            for (var i = 0; i < odds.Length; i++)
            {
                if (t > 0)
                {
                    var (tree, node) = (_trees[t - 1], 0);
                    while (tree[node].Feature is >= 0 and var feature)
                        node = tree[node].Next(columns[feature][i]);
                    odds[i] += tree[node].Value;
                }
                loss += Elementary.SoftPlus(outcomes[i] ? -odds[i] : odds[i]);
            }
            if (loss < least)
                (best, least) = (t, loss);
        }
        return Take(best);
    }
}

/// <summary>One node: at or below the threshold to the left. A leaf has no feature; what a node would say as a leaf is kept for the contributions.</summary>
internal readonly record struct TreeNode(int Feature, float Threshold, int Left, int Right, double Value)
{
    // NaN is above nothing.
    public int Next(ReadOnlySpan<float> row) => Next(row[Feature]);

    public int Next(float value) => value > Threshold ? Right : Left;
}
