namespace Guanxi.Exchange;

/// <summary>An import is written to its last row. It tells once of all its orders, not of each.</summary>
/// <param name="FirstId">Ids of what it created are not below this.</param>
public sealed record OrdersImported(long ImportId, long FirstId);

/// <summary>An import was taken back.</summary>
public sealed record ImportUndone(long ImportId);
