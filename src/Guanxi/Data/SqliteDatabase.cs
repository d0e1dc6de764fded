using Guanxi.Backups;
using Guanxi.Customers.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Guanxi.Data;

/// <inheritdoc cref="IDatabase"/>
internal sealed class SqliteDatabase(string connectionString, WriteGate gate, TokenIndexes indexes, IServiceScopeFactory scopes) : IDatabase
{
    public string Name => "sqlite";
    public string Holding => "";

    public async Task Prepare(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        try
        {
            await MigrationCheck.Apply(db, Upgrade.Sqlite(scope.ServiceProvider.GetRequiredService<BackupStore>().BeforeUpgrade), ct);
            await indexes.Prepare(db, ct);
            await Moments.GoOnFrom(db, ct);
        }
        catch (SqliteException fault)
        {
            throw new StartFailedException("host.start.database_unreadable", fault.Message);
        }
    }

    public async Task<ISnapshot> OpenSnapshot(CancellationToken ct)
    {
        // Stamps are given in a turn at the gate: while nobody has one, nothing stamped is still on its way.
        using var turn = await gate.Enter(Priority.Batch, ct);
        return new SqliteSnapshot(new SqliteConnectionStringBuilder(connectionString).DataSource, Moments.Next());
    }

    public Task<ISnapshot?> JoinSnapshot(string shared, long settledUntil, CancellationToken ct) => Task.FromResult<ISnapshot?>(null);

    public async Task<long> Write(GuanxiDb db, BulkTarget target, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        var sql = $"INSERT INTO {target.Table} ({string.Join(", ", target.Columns)}) VALUES ({string.Join(", ", target.Columns.Select(_ => "?"))}){Conflict(target)}";
        using var statement = new SqliteRows((SqliteConnection)db.Database.GetDbConnection(), sql);
        var written = 0L;
        var (passing, indexed) = RecordIndexing.Passing(indexes, db, target, rows, ct);
        foreach (var row in passing)
        {
            if ((++written & 0x3FF) == 0) ct.ThrowIfCancellationRequested();
            statement.Run(row);
        }
        await indexed();
        return written;
    }

    public async Task WriteMuch(GuanxiDb db, Func<Task> work, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            // Held for this work alone: the next to open the connection sets its pragmas anew.
            await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size=-256000", ct);
            await work();
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size=-16000; PRAGMA shrink_memory", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    public async Task LoadMuch(GuanxiDb db, IReadOnlyList<string> tables, Func<Task> work, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            // Held for the load alone: the next to open the connection sets its pragmas anew.
            await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-128000; PRAGMA wal_autocheckpoint=20000", ct);
            foreach (var index in Filled(db, tables)) await index.Loading(db, true, ct);
            await LoadPlan.Around(db, LoadPlan.Indexes(db, tables), work, ct);
            foreach (var index in Filled(db, tables)) await index.Loading(db, false, ct);
            await db.Database.ExecuteSqlRawAsync("PRAGMA analysis_limit=2000; ANALYZE; PRAGMA wal_autocheckpoint=1000; PRAGMA wal_checkpoint(TRUNCATE)", ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private IEnumerable<SqliteTokenIndex> Filled(GuanxiDb db, IReadOnlyList<string> tables) =>
        SearchedTable.All(db).Values.Where(t => tables.Contains(t.Name)).Select(indexes.Of).Prepend(indexes.Customers).Cast<SqliteTokenIndex>();

    public bool IsDuplicate(DbUpdateException fault) => fault.InnerException is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    public bool IsOrphan(DbUpdateException fault) => fault.InnerException is SqliteException { SqliteExtendedErrorCode: 787 };

    public string? TroubleOf(Exception fault) => Inner(fault).OfType<SqliteException>().FirstOrDefault()?.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "kernel.database.full",
        raw.SQLITE_READONLY => "kernel.database.read_only",
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => "kernel.database.away",
        _ => null,
    };

    private static IEnumerable<Exception> Inner(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException) yield return fault;
    }

    private static string Conflict(BulkTarget target)
    {
        if (target.Keys is null) return "";
        var others = target.Columns.Except(target.Keys).Select(c => $"{c} = excluded.{c}").ToList();
        return $" ON CONFLICT ({string.Join(", ", target.Keys)}) DO {(others.Count == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", others)}")}";
    }
}
