namespace Guanxi.Data;

/// <summary>One moment of the operational database, read past EF Core and ADO.NET, whose calls for each value cost more than the databases' own work.</summary>
public interface ISnapshot : IDisposable
{
    /// <summary>Microseconds since 1970: every change stamped earlier is in here, or will never be. Who reads on from here the next time misses nothing.</summary>
    long SettledUntil { get; }

    /// <summary>Makes this moment one that other processes can join, as long as it is open here.</summary>
    /// <returns>What the database calls it; null where no other process works on the database.</returns>
    Task<string?> Share(CancellationToken ct);

    /// <param name="sql">Runs unchanged on both databases.</param>
    IRowCursor Read(string sql);
}

/// <summary>Rows one after the other. Which question fits a column is known from the SQL: nothing is converted.</summary>
public interface IRowCursor : IDisposable
{
    IReadOnlyList<string> Columns { get; }

    /// <summary>False after the last row.</summary>
    bool Next();

    bool IsNull(int column);

    /// <summary>A whole number, or an instant in microseconds since 1970.</summary>
    long Number(int column);

    /// <summary>A date in days since 1970.</summary>
    int Day(int column);

    /// <summary>A text in UTF-8. Valid until the next row.</summary>
    ReadOnlySpan<byte> Text(int column);
}
