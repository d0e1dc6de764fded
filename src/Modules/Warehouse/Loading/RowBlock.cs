namespace Guanxi.Warehouse.Loading;

/// <summary>Where rows go.</summary>
internal interface IRowSink
{
    void Append(RowBlock block);

    /// <summary>Puts what is still on its way where it belongs. Nothing can be appended after it.</summary>
    void Finish();
}

/// <summary>Some rows, column by column, on their way from one database to the other.</summary>
internal sealed class RowBlock(IReadOnlyList<string> types)
{
    /// <summary>What DuckDB takes at once.</summary>
    public const int Capacity = 2048;

    public int Count { get; set; }

    /// <summary>Whole numbers as they are, days since 1970, microseconds since 1970; null for columns of words.</summary>
    public long[]?[] Numbers { get; } = [.. types.Select(t => IsWord(t) ? null : new long[Capacity])];
    public Words?[] Words { get; } = [.. types.Select(t => IsWord(t) ? new Words() : null)];

    /// <summary>By column; made where the first null is met.</summary>
    public bool[]?[] Nulls { get; } = new bool[types.Count][];

    public void SetNull(int column)
    {
        Words[column]?.Add(Count, []);
        (Nulls[column] ??= new bool[Capacity])[Count] = true;
    }

    private static bool IsWord(string type) => type is not ("BIGINT" or "DATE" or "TIMESTAMP");

    public void Clear()
    {
        Count = 0;
        foreach (var nulls in Nulls) nulls?.AsSpan().Clear();
    }
}

/// <summary>Texts in UTF-8 one after the other, added in order of their rows.</summary>
internal sealed class Words
{
    private readonly int[] ends = new int[RowBlock.Capacity];
    private byte[] bytes = new byte[RowBlock.Capacity * 8];

    public ReadOnlySpan<byte> this[int row] => bytes.AsSpan(Start(row)..ends[row]);

    public void Add(int row, ReadOnlySpan<byte> word)
    {
        var start = Start(row);
        ends[row] = start + word.Length;
        if (ends[row] > bytes.Length) Array.Resize(ref bytes, 2 * ends[row]);
        word.CopyTo(bytes.AsSpan(start));
    }

    private int Start(int row) => row == 0 ? 0 : ends[row - 1];
}
