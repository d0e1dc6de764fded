using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Grows one tree after the other, each towards what those before it still get wrong.</summary>
internal sealed class TreeGrower
{
    private readonly BoostingRules _rules;
    private readonly FeatureBins[] _features;
    private readonly bool[] _outcomes;
    private readonly double[] _odds;
    private readonly float[] _gradient, _curvature;
    private readonly int[] _rows, _spare;

    public TreeGrower(IReadOnlyList<float[]> columns, ReadOnlySpan<bool> outcomes, BoostingRules rules)
    {
        (_rules, _outcomes) = (rules, outcomes.ToArray());
        _features = [.. columns.Select(FeatureBins.Of)];
        var n = outcomes.Length;
        (_odds, _gradient, _curvature, _rows, _spare) = (new double[n], new float[n], new float[n], new int[n], new int[n]);
    }

    public TreeNode[][] Grow(double start)
    {
        Array.Fill(_odds, start);
        var trees = new List<TreeNode[]>(_rules.Trees);
        while (trees.Count < _rules.Trees)
        {
            for (var i = 0; i < _odds.Length; i++)
            {
                var p = Elementary.Logistic(_odds[i]);
                (_gradient[i], _curvature[i], _rows[i]) = ((float)((_outcomes[i] ? 1 : 0) - p), (float)(p * (1 - p)), i);
            }
            var tree = Tree();
            if (tree.Length == 1) break;
            trees.Add(tree);
        }
        return [.. trees];
    }

    /// <summary>Leaf by leaf: the split that gains most comes first, wherever it is.</summary>
    private TreeNode[] Tree()
    {
        var nodes = new List<TreeNode>(2 * _rules.Leaves);
        var leaves = new List<Leaf>(_rules.Leaves) { Open(0, _rows.Length, 0, Histogram(0, _rows.Length)) };
        nodes.Add(new(-1, 0, 0, 0, leaves[0].Step));
        while (leaves.Count < _rules.Leaves)
        {
            var best = 0;
            for (var l = 1; l < leaves.Count; l++)
                if (leaves[l].Split.Gain > leaves[best].Split.Gain) best = l;
            if (leaves[best].Split.Gain <= 1e-9) break;
            var (leaf, split) = (leaves[best], leaves[best].Split);
            var middle = Part(leaf, split);
            // The larger side's histogram is the parent's less the smaller side's.
            var smallLeft = middle - leaf.From <= leaf.Until - middle;
            var small = smallLeft ? Histogram(leaf.From, middle) : Histogram(middle, leaf.Until);
            for (var i = 0; i < small.Length; i++) leaf.Histogram[i] = leaf.Histogram[i].Less(small[i]);
            var left = Open(leaf.From, middle, nodes.Count, smallLeft ? small : leaf.Histogram);
            var right = Open(middle, leaf.Until, nodes.Count + 1, smallLeft ? leaf.Histogram : small);
            nodes.Add(new(-1, 0, 0, 0, left.Step));
            nodes.Add(new(-1, 0, 0, 0, right.Step));
            nodes[leaf.Node] = new(split.Feature, _features[split.Feature].Edges[split.Bin], left.Node, right.Node, leaf.Step);
            leaves[best] = left;
            leaves.Add(right);
        }
        foreach (var leaf in leaves)
            for (var k = leaf.From; k < leaf.Until; k++)
                _odds[_rows[k]] += leaf.Step;
        return [.. nodes];
    }

    private Leaf Open(int from, int until, int node, Cell[] histogram)
    {
        var total = new Cell();
        for (var b = 0; b < FeatureBins.Most; b++) total = total.With(histogram[b]);
        return new(from, until, node, histogram, _rules.LearningRate * total.Gradient / (total.Curvature + _rules.Ridge), Best(histogram, total));
    }

    private Cell[] Histogram(int from, int until)
    {
        var cells = new Cell[_features.Length * FeatureBins.Most];
        for (var f = 0; f < _features.Length; f++)
        {
            var bins = _features[f].Bins;
            var mine = cells.AsSpan(f * FeatureBins.Most, FeatureBins.Most);
            for (var k = from; k < until; k++)
            {
                var row = _rows[k];
                ref var cell = ref mine[bins[row]];
                cell.Gradient += _gradient[row];
                cell.Curvature += _curvature[row];
                cell.Rows++;
            }
        }
        return cells;
    }

    private Split Best(Cell[] histogram, Cell total)
    {
        var (best, whole) = (default(Split), Worth(total));
        for (var f = 0; f < _features.Length; f++)
        {
            var left = new Cell();
            for (var b = 0; b < _features[f].Edges.Length; b++)
            {
                left = left.With(histogram[f * FeatureBins.Most + b]);
                var right = total.Less(left);
                if (left.Rows < _rules.LeastRows || right.Rows < _rules.LeastRows) continue;
                var gain = Worth(left) + Worth(right) - whole;
                if (gain > best.Gain) best = new(gain, f, b);
            }
        }
        return best;
    }

    private double Worth(Cell cell) => cell.Gradient * cell.Gradient / (cell.Curvature + _rules.Ridge);

    /// <summary>Keeps the order on both sides: sums don't depend on how the rows were parted.</summary>
    private int Part(Leaf leaf, Split split)
    {
        var (bins, to, right) = (_features[split.Feature].Bins, leaf.From, 0);
        for (var k = leaf.From; k < leaf.Until; k++)
        {
            var row = _rows[k];
            if (bins[row] <= split.Bin) _rows[to++] = row;
            else _spare[right++] = row;
        }
        Array.Copy(_spare, 0, _rows, to, right);
        return to;
    }

    private struct Cell
    {
        public double Gradient, Curvature;
        public int Rows;

        public readonly Cell With(Cell other) => new() { Gradient = Gradient + other.Gradient, Curvature = Curvature + other.Curvature, Rows = Rows + other.Rows };
        public readonly Cell Less(Cell other) => new() { Gradient = Gradient - other.Gradient, Curvature = Curvature - other.Curvature, Rows = Rows - other.Rows };
    }

    private readonly record struct Split(double Gain, int Feature, int Bin);

    private readonly record struct Leaf(int From, int Until, int Node, Cell[] Histogram, double Step, Split Split);
}
