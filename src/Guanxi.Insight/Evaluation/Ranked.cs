namespace Guanxi.Insight;

/// <summary>Scores in ascending order with what happened beside them: sorted once, then every measure is one walk.</summary>
internal readonly struct Ranked
{
    private readonly double[]? _weights;

    private Ranked(double[] score, double[] actual, double[]? weights, double total) => (Score, Actual, _weights, Total) = (score, actual, weights, total);

    public double[] Score { get; }
    public double[] Actual { get; }

    /// <summary>Sum of the weights.</summary>
    public double Total { get; }

    public int Count => Score.Length;

    public double Weight(int i) => _weights is null ? 1 : _weights[i];

    public static Ranked Of(ReadOnlySpan<double> score, ReadOnlySpan<double> actual, ReadOnlySpan<double> weights)
    {
        Measured.Check(score, actual.Length, weights);
        var n = score.Length;
        var sorted = score.ToArray();
        var order = new int[n];
        for (var i = 0; i < n; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        var happened = new double[n];
        for (var i = 0; i < n; i++)
            happened[i] = double.IsFinite(actual[order[i]]) ? actual[order[i]] : throw new ArgumentException("What happened must be a finite number.", nameof(actual));
        if (weights.Length == 0)
            return new(sorted, happened, null, n);
        var weighed = new double[n];
        var total = 0.0;
        for (var i = 0; i < n; i++)
            total += weighed[i] = weights[order[i]];
        return new(sorted, happened, weighed, total);
    }

    /// <summary>The first place after those that share the score of place <paramref name="i"/>.</summary>
    public int EndOfTie(int i)
    {
        var end = i + 1;
        while (end < Score.Length && Score[end] == Score[i])
            end++;
        return end;
    }

    /// <summary>Σ weight · actual over the highest scores that make up a share of all, a block of ties on the edge counted in part.</summary>
    public (double Weight, double Actual) Top(double share)
    {
        var (wanted, taken, sum) = (share * Total, 0.0, 0.0);
        for (int end = Count, start; end > 0 && taken < wanted; end = start)
        {
            for (start = end - 1; start > 0 && Score[start - 1] == Score[end - 1];)
                start--;
            var (weight, actual) = (0.0, 0.0);
            for (var k = start; k < end; k++)
            {
                weight += Weight(k);
                actual += Weight(k) * Actual[k];
            }
            var part = weight > 0 ? Math.Min(1, (wanted - taken) / weight) : 0;
            taken += part * weight;
            sum += part * actual;
        }
        return (taken, sum);
    }
}
