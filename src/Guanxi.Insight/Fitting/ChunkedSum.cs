namespace Guanxi.Insight;

/// <summary>Sums over many rows on several threads that come out the same, to the last bit, however many threads there are: fixed chunks, added in order.</summary>
internal static class ChunkedSum
{
    private const int ChunkRows = 4096;

    public delegate void Rows(int from, int to, Span<double> sums);

    public static double[] Over(int rows, int width, Rows add)
    {
        var chunks = (rows + ChunkRows - 1) / ChunkRows;
        var parts = new double[chunks * width];
        if (chunks == 1)
            add(0, rows, parts);
        else
            Parallel.For(0, chunks, chunk => add(chunk * ChunkRows, Math.Min(rows, (chunk + 1) * ChunkRows), parts.AsSpan(chunk * width, width)));
        var total = new double[width];
        for (var i = 0; i < parts.Length; i++)
            total[i % width] += parts[i];
        return total;
    }
}
