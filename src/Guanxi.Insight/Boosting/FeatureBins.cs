namespace Guanxi.Insight;

/// <summary>One feature cut into few bins of about as many rows each: a split is looked for between bins, not between rows.</summary>
internal sealed class FeatureBins
{
    public const int Most = 64;

    private FeatureBins(float[] edges, byte[] bins) => (Edges, Bins) = (edges, bins);

    /// <summary>The largest value of each bin but the last.</summary>
    public float[] Edges { get; }
    public byte[] Bins { get; }

    public static FeatureBins Of(float[] column)
    {
        var sorted = Array.FindAll(column, v => !float.IsNaN(v));
        Array.Sort(sorted);
        var edges = new List<float>(Most - 1);
        for (int i = 0, start = 0; i < sorted.Length && edges.Count < Most - 1;)
        {
            // The next edge is the value that a bin's share of rows ends in: equal values are never parted.
            var at = Math.Max(start, (int)((long)sorted.Length * (edges.Count + 1) / Most) - 1);
            i = at;
            while (i < sorted.Length && sorted[i] == sorted[at]) i++;
            if (i >= sorted.Length) break;
            // Between two values, so that what comes later and lies between them falls to the nearer one.
            edges.Add(sorted[at] + (sorted[i] - sorted[at]) / 2);
            start = i;
        }
        var bins = new byte[column.Length];
        var cut = edges.ToArray();
        for (var i = 0; i < column.Length; i++) bins[i] = Of(cut, column[i]);
        return new(cut, bins);
    }

    private static byte Of(float[] edges, float value)
    {
        if (float.IsNaN(value)) return 0;
        var (low, high) = (0, edges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (value > edges[middle]) low = middle + 1;
            else high = middle;
        }
        return (byte)low;
    }
}
