using Microsoft.EntityFrameworkCore;

namespace Guanxi.Data;

/// <summary>What differs between the two databases, beyond what EF Core hides. The host implements it once for each.</summary>
public interface IDatabase
{
    /// <summary><c>sqlite</c> or <c>postgres</c>: for messages and metrics, never to branch on.</summary>
    string Name { get; }

    /// <summary>What a SELECT over the alias <c>r</c> ends with, so that nobody else changes the rows that it found before the transaction ends; empty where one writes at a time anyway.</summary>
    string Holding { get; }

    /// <summary>Creates the database where there is none and applies what migrations are missing.</summary>
    /// <exception cref="StartFailedException">It can't be reached, or is newer than the program.</exception>
    Task Prepare(CancellationToken ct);

    /// <summary>Opens the database as it is now for reading much, e.g. by the warehouse. The caller disposes of it.</summary>
    Task<ISnapshot> OpenSnapshot(CancellationToken ct);

    /// <summary>Opens the moment that another process shares.</summary>
    /// <param name="shared">What <see cref="ISnapshot.Share"/> called it.</param>
    /// <param name="settledUntil">What was settled at that moment, as that process found it.</param>
    /// <returns>Null where it is closed already.</returns>
    Task<ISnapshot?> JoinSnapshot(string shared, long settledUntil, CancellationToken ct);

    /// <summary>Writes rows past EF Core, fast, within the context's transaction.</summary>
    /// <param name="db">Its open transaction is used.</param>
    /// <param name="target">Table, columns and, for upserts, keys.</param>
    /// <param name="rows">Values in the order of the columns: long, int, bool, double, string, DateOnly, DateTimeOffset or null. An id is a long, an enum what its column holds.</param>
    /// <returns>How many rows were written.</returns>
    Task<long> Write(GuanxiDb db, BulkTarget target, IEnumerable<object?[]> rows, CancellationToken ct);

    /// <summary>Runs work that writes very many rows, in turns of its own, into tables that are in use: until its end the context's connection keeps the pages that it touches again and again.</summary>
    Task WriteMuch(GuanxiDb db, Func<Task> work, CancellationToken ct);

    /// <summary>Runs work that writes millions of rows into tables that nobody uses yet: what slows it down row by row (secondary indexes, foreign keys) is put aside, and afterwards made and checked as a whole.</summary>
    /// <param name="tables">Those that it writes to, those referred to first.</param>
    Task LoadMuch(GuanxiDb db, IReadOnlyList<string> tables, Func<Task> work, CancellationToken ct);

    /// <summary>True if the fault is a broken unique or primary key.</summary>
    bool IsDuplicate(DbUpdateException fault);

    /// <summary>True if the fault is a row that refers to one that is not there any more.</summary>
    bool IsOrphan(DbUpdateException fault);

    /// <summary>Why nothing can be read or written at the moment, where that is nothing of ours: no room, no right to write, no connection.</summary>
    /// <returns>Key of the words; null where the fault is another one.</returns>
    string? TroubleOf(Exception fault);
}

/// <summary>Where a bulk write goes.</summary>
/// <param name="Table">Table name in the database.</param>
/// <param name="Columns">Column names in the database.</param>
/// <param name="Keys">With keys, a row that is there already is replaced; without, it is an error.</param>
public sealed record BulkTarget(string Table, IReadOnlyList<string> Columns, IReadOnlyList<string>? Keys = null)
{
    /// <summary>The target for an entity's properties.</summary>
    /// <param name="db">For its model.</param>
    /// <param name="properties">Property names; those of complex properties as <c>Total.Minor</c>.</param>
    /// <param name="upsert">Replace rows that have the same primary key.</param>
    public static BulkTarget For<T>(GuanxiDb db, IEnumerable<string> properties, bool upsert = false)
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        return new(entity.GetTableName()!, [.. properties.Select(Column)], upsert ? [.. entity.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName())] : null);

        string Column(string path)
        {
            var steps = path.Split('.');
            Microsoft.EntityFrameworkCore.Metadata.ITypeBase at = entity;
            foreach (var step in steps[..^1]) at = at.FindComplexProperty(step)!.ComplexType;
            return (at.FindProperty(steps[^1]) ?? throw new ArgumentException($"{typeof(T).Name} has no {path}.")).GetColumnName();
        }
    }
}

/// <summary>The program can't start, for a reason that one line says. The exit code is 2.</summary>
public sealed class StartFailedException(string code, params object?[] args) : Exception(args.Length == 0 ? code : $"{code}: {string.Join(", ", args)}")
{
    public string Code { get; } = code;
    public IReadOnlyList<object?> Args { get; } = args;
}
