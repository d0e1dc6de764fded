namespace Guanxi.Warehouse;

/// <summary>How far the warehouse is up to date.</summary>
/// <param name="UpToDateAt">Changes up to then are in; null before the first build.</param>
/// <param name="FailedTable">The table that broke a check at the last build, so that the figures are those of the build before; null where all went through.</param>
/// <param name="FailedCheck">That check.</param>
public sealed record WarehouseState(DateTimeOffset? UpToDateAt, string? FailedTable, string? FailedCheck);

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
