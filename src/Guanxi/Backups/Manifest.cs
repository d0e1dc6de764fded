namespace Guanxi.Backups;

/// <summary>Why a backup was taken. Only those of the schedule are ever thrown away by it.</summary>
internal enum BackupReason { Asked, Scheduled, Upgrade }

/// <summary>What a backup says of itself: of when it is, what made it, and all that is in it.</summary>
internal sealed record Manifest
{
    /// <summary>Raised when older programs can't read what newer ones write.</summary>
    public const int Current = 1;

    public int Format { get; init; } = Current;
    public string Product { get; init; } = "Guanxi";
    public string Version { get; init; } = "";
    public BackupReason Reason { get; init; }

    /// <summary>The one moment that all of it is of.</summary>
    public DateTimeOffset TakenAt { get; init; }
    public string Node { get; init; } = "";

    /// <summary><c>sqlite</c> or <c>postgres</c>: it goes back into the same.</summary>
    public string Database { get; init; } = "";
    public IReadOnlyList<string> Migrations { get; init; } = [];
    public IReadOnlyList<TableRows> Tables { get; init; } = [];
    public IReadOnlyList<Member> Members { get; init; } = [];

    /// <summary>For whoever opens it in twenty years.</summary>
    public string Without { get; init; } = "warehouse.duckdb: derived, made anew from the rest at the next start";
}

/// <summary>A table of the database.</summary>
/// <param name="Columns">In the order of the values in its member; empty where the whole database is one member.</param>
internal sealed record TableRows(string Name, long Rows, IReadOnlyList<string> Columns);

/// <summary>A file in the archive.</summary>
/// <param name="Name">With slashes: <c>database/…</c> or <c>files/…</c>, the latter as it lies in the data folder.</param>
/// <param name="Sha256">Of what it holds, unpacked; lower-case hexadecimal.</param>
internal sealed record Member(string Name, long Bytes, string Sha256);
