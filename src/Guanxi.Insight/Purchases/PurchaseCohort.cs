using System.Numerics;

namespace Guanxi.Insight;

/// <summary>Customers with the same history merged into one row with a weight: a million customers are some ten thousand to a hundred thousand rows.</summary>
public sealed class PurchaseCohort
{
    private PurchaseCohort(int[] distinctRepeats, double[] distinctLastAt, double[] distinctObserved, int[] x, int[] tx, int[] t, double[] weight, int[]? rowOf)
    {
        (DistinctRepeats, DistinctLastAt, DistinctObserved) = (distinctRepeats, distinctLastAt, distinctObserved);
        (RepeatsAt, LastAtAt, ObservedAt, Weight, RowOf) = (x, tx, t, weight, rowOf ?? []);
        foreach (var w in weight)
            Customers += w;
        for (var i = 0; i < weight.Length; i++)
        {
            RepeatPurchases += weight[i] * distinctRepeats[x[i]];
            Repeaters += distinctRepeats[x[i]] > 0 ? weight[i] : 0;
        }
    }

    internal int[] DistinctRepeats { get; }
    internal double[] DistinctLastAt { get; }
    internal double[] DistinctObserved { get; }
    internal int[] RepeatsAt { get; }
    internal int[] LastAtAt { get; }
    internal int[] ObservedAt { get; }
    internal double[] Weight { get; }

    /// <summary>Number of distinct histories.</summary>
    public int Rows => Weight.Length;

    /// <summary>Sum of the weights: customers.</summary>
    public double Customers { get; }

    /// <summary>Σ x over customers.</summary>
    public double RepeatPurchases { get; }

    /// <summary>Customers with at least one repeat purchase.</summary>
    public double Repeaters { get; }

    /// <summary>The longest time observed; the fit works in this unit.</summary>
    public double LongestObserved => DistinctObserved[^1];

    /// <summary>The row of each customer, in the order in which they were given. Empty for a cohort made of rows.</summary>
    public IReadOnlyList<int> RowOf { get; }

    /// <summary>The history of a row. Rows are in order of x, then T, then t_x.</summary>
    public PurchaseHistory this[int row] => new(DistinctRepeats[RepeatsAt[row]], DistinctLastAt[LastAtAt[row]], DistinctObserved[ObservedAt[row]]);

    /// <summary>How many customers share a row.</summary>
    public double WeightOf(int row) => Weight[row];

    /// <summary>A cohort out of parallel arrays, one element per customer. One million customers take about 0.2 s.</summary>
    /// <param name="repeats">x per customer, ≥ 0.</param>
    /// <param name="lastAt">t_x per customer.</param>
    /// <param name="observed">T per customer.</param>
    /// <exception cref="ArgumentException">The arrays differ in length or are empty, or the numbers of distinct values multiply to more than 2^63.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A history breaks 0 ≤ t_x ≤ T, x ≥ 0.</exception>
    public static PurchaseCohort Of(ReadOnlySpan<int> repeats, ReadOnlySpan<double> lastAt, ReadOnlySpan<double> observed) => Of(repeats, lastAt, observed, default);

    /// <summary>The same with weights: one element per history, counted <paramref name="weights"/> times.</summary>
    /// <param name="repeats">x, ≥ 0.</param>
    /// <param name="lastAt">t_x.</param>
    /// <param name="observed">T.</param>
    /// <param name="weights">How many customers each element stands for, &gt; 0; empty means one each.</param>
    public static PurchaseCohort Of(ReadOnlySpan<int> repeats, ReadOnlySpan<double> lastAt, ReadOnlySpan<double> observed, ReadOnlySpan<double> weights)
    {
        var n = repeats.Length;
        if (n == 0 || lastAt.Length != n || observed.Length != n || (weights.Length != 0 && weights.Length != n))
            throw new ArgumentException("A cohort needs customers, and arrays of one length.", nameof(repeats));
        for (var i = 0; i < n; i++)
            _ = new PurchaseHistory(repeats[i], lastAt[i], observed[i]);

        var (x, ofX) = Number(repeats);
        var (tx, ofTx) = Number(lastAt);
        var (t, ofT) = Number(observed);
        int bitsT = Bits(t.Length), bitsTx = Bits(tx.Length);
        if (Bits(x.Length) + bitsT + bitsTx > 63)
            throw new ArgumentException("Too many different histories for one cohort.", nameof(repeats));

        // One long per customer, sorted, puts equal histories side by side and fixes the order of the rows whatever the order of the customers.
        var key = new long[n];
        var who = new int[n];
        for (var i = 0; i < n; i++)
            (key[i], who[i]) = (((long)ofX[i] << bitsT | (uint)ofT[i]) << bitsTx | (uint)ofTx[i], i);
        Array.Sort(key, who);

        var rowOf = new int[n];
        List<int> rx = [], rtx = [], rt = [];
        List<double> weight = [];
        for (var i = 0; i < n; i++)
        {
            var one = weights.Length == 0 ? 1 : weights[who[i]];
            if (i == 0 || key[i] != key[i - 1])
            {
                rx.Add(ofX[who[i]]);
                rtx.Add(ofTx[who[i]]);
                rt.Add(ofT[who[i]]);
                weight.Add(one);
            }
            else
                weight[^1] += one;
            rowOf[who[i]] = weight.Count - 1;
        }
        return new(x, tx, t, [.. rx], [.. rtx], [.. rt], [.. weight], rowOf);
    }

    /// <summary>Every k-th customer in the order of the rows: a sample, evenly spread over all histories, for finding where to start.</summary>
    /// <param name="customers">About how many, &gt; 0. A cohort that has no more is returned as it is.</param>
    /// <remarks>Merging neighbours instead loses how t_x is spread within T, which is all that the data says about leaving.</remarks>
    public PurchaseCohort Sample(int customers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(customers);
        if (Customers <= customers)
            return this;
        List<int> x = [];
        List<double> tx = [], t = [], weight = [];
        var step = Customers / customers;
        var (seen, next) = (0.0, step / 2);
        for (var i = 0; i < Rows; i++)
        {
            seen += Weight[i];
            if (seen <= next)
                continue;
            var count = Math.Ceiling((seen - next) / step);
            next += count * step;
            x.Add(DistinctRepeats[RepeatsAt[i]]);
            tx.Add(DistinctLastAt[LastAtAt[i]]);
            t.Add(DistinctObserved[ObservedAt[i]]);
            weight.Add(count);
        }
        return Of(x.ToArray(), tx.ToArray(), t.ToArray(), weight.ToArray());
    }

    private static int Bits(int count) => BitOperations.Log2((uint)Math.Max(count - 1, 1)) + 1;

    private static (T[] Distinct, int[] NumberOf) Number<T>(ReadOnlySpan<T> values) where T : notnull, IComparable<T>
    {
        var seen = new Dictionary<T, int>();
        var numberOf = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!seen.TryGetValue(values[i], out var number))
                seen.Add(values[i], number = seen.Count);
            numberOf[i] = number;
        }
        var distinct = seen.Keys.ToArray();
        Array.Sort(distinct);
        var place = new int[distinct.Length];
        for (var i = 0; i < distinct.Length; i++)
            place[seen[distinct[i]]] = i;
        for (var i = 0; i < numberOf.Length; i++)
            numberOf[i] = place[numberOf[i]];
        return (distinct, numberOf);
    }
}
