namespace Guanxi.Warehouse;

/// <summary>What a refresh of the warehouse did.</summary>
public sealed record WarehouseBuild
{
    /// <summary>Everything was made anew: the first time, after a change of the program, or because rates, products or most customers changed.</summary>
    public bool FromScratch { get; init; }

    /// <summary>Rows that came or went, by feed.</summary>
    public IReadOnlyDictionary<string, long> Rows { get; init; } = new Dictionary<string, long>();
    public double LoadSeconds { get; init; }
    public double BuildSeconds { get; init; }
}
