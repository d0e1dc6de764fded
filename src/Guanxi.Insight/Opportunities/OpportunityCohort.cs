namespace Guanxi.Insight;

/// <summary>Customers with the same history merged into one row with a weight: n opportunities make at most n (n + 1) / 2 + 1 rows, whatever the number of customers.</summary>
public sealed class OpportunityCohort
{
    private OpportunityCohort(OpportunityHistory[] rows, double[] weights)
    {
        (Rows, Weights) = (rows, weights);
        for (var i = 0; i < rows.Length; i++)
        {
            Customers += weights[i];
            Taken += weights[i] * rows[i].Taken;
            Longest = Math.Max(Longest, rows[i].Opportunities);
        }
    }

    /// <summary>Distinct histories, in order of n, x, t_x.</summary>
    public IReadOnlyList<OpportunityHistory> Rows { get; }

    /// <summary>How many customers share each row.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>Sum of the weights.</summary>
    public double Customers { get; }

    /// <summary>Opportunities taken by all.</summary>
    public double Taken { get; }

    /// <summary>The largest n.</summary>
    public int Longest { get; }

    /// <summary>A cohort out of parallel arrays.</summary>
    /// <param name="taken">x, ≥ 0.</param>
    /// <param name="lastTaken">t_x.</param>
    /// <param name="opportunities">n.</param>
    /// <param name="weights">How many customers each element stands for, &gt; 0; empty means one each.</param>
    /// <exception cref="ArgumentException">The arrays differ in length or are empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A history cannot be.</exception>
    public static OpportunityCohort Of(ReadOnlySpan<int> taken, ReadOnlySpan<int> lastTaken, ReadOnlySpan<int> opportunities, ReadOnlySpan<double> weights = default)
    {
        var n = taken.Length;
        if (n == 0 || lastTaken.Length != n || opportunities.Length != n || (weights.Length != 0 && weights.Length != n))
            throw new ArgumentException("A cohort needs customers, and arrays of one length.", nameof(taken));
        var merged = new Dictionary<OpportunityHistory, double>();
        for (var i = 0; i < n; i++)
        {
            OpportunityHistory history = new(taken[i], lastTaken[i], opportunities[i]);
            merged[history] = merged.GetValueOrDefault(history) + (weights.Length == 0 ? 1 : weights[i]);
        }
        var rows = merged.Keys.OrderBy(h => h.Opportunities).ThenBy(h => h.Taken).ThenBy(h => h.LastTaken).ToArray();
        return new(rows, Array.ConvertAll(rows, h => merged[h]));
    }
}
