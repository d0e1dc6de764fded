namespace Guanxi.Exchange;

/// <summary>An import is written to its last row. It tells once of all its orders, not of each.</summary>
/// <param name="FirstId">Ids of what it created are not below this.</param>
public sealed record OrdersImported(long ImportId, long FirstId);

/// <summary>An import of complaints, requests, contacts or answers is written to its last row.</summary>
/// <param name="Kind">As <see cref="Customers.RecordKinds"/> calls it.</param>
public sealed record RecordsImported(long ImportId, string Kind);

/// <summary>An import was taken back.</summary>
public sealed record ImportUndone(long ImportId);
