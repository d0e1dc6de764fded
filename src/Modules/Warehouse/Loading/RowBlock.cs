namespace Guanxi.Warehouse.Loading;

/// <summary>Some rows, column by column, on their way from one database to the other.</summary>
internal sealed class RowBlock(IReadOnlyList<string> types)
{
    /// <summary>What DuckDB takes at once.</summary>
    public const int Capacity = 2048;

    public int Count { get; set; }

    /// <summary>Whole numbers as they are, days since 1970, microseconds since 1970; null for columns of words.</summary>
    public long[]?[] Numbers { get; } = [.. types.Select(t => t == "VARCHAR" ? null : new long[Capacity])];
    public string[]?[] Words { get; } = [.. types.Select(t => t == "VARCHAR" ? new string[Capacity] : null)];

    /// <summary>By column; made where the first null is met.</summary>
    public bool[]?[] Nulls { get; } = new bool[types.Count][];

    public void SetNull(int column)
    {
        if (Words[column] is { } words) words[Count] = "";
        (Nulls[column] ??= new bool[Capacity])[Count] = true;
    }

    public void Clear()
    {
        Count = 0;
        foreach (var nulls in Nulls) nulls?.AsSpan().Clear();
    }
}
