using Guanxi.Backups;
using Guanxi.Customers.Search;
using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Guanxi.Data;

/// <inheritdoc cref="IDatabase"/>
internal sealed class PostgresDatabase(string connectionString, ILeaseBook leases, TokenIndexes indexes, IServiceScopeFactory scopes) : IDatabase
{
    public string Name => "postgres";
    public string Holding => " FOR UPDATE OF r";

    public async Task Prepare(CancellationToken ct)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException fault)
        {
            throw new StartFailedException("host.start.database_setting_wrong", fault.Message.ReplaceLineEndings(" "));
        }
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        try
        {
            await MigrationCheck.Apply(db, Upgrade.Postgres(scope.ServiceProvider.GetRequiredService<BackupStore>().BeforeUpgrade), ct);
            await indexes.Prepare(db, ct);
            Ids.Node = await leases.Register(ct);
            await Moments.GoOnFrom(db, ct);
        }
        catch (Exception fault) when (fault is NpgsqlException or System.Net.Sockets.SocketException || fault.InnerException is NpgsqlException)
        {
            throw new StartFailedException("host.start.database_unreachable", new NpgsqlConnectionStringBuilder(connectionString).Host, fault.Message.ReplaceLineEndings(" "));
        }
    }

    public async Task<ISnapshot> OpenSnapshot(CancellationToken ct) => await PostgresSnapshot.Open(connectionString, ct);

    public async Task<ISnapshot?> JoinSnapshot(string shared, long settledUntil, CancellationToken ct) => await PostgresSnapshot.Join(connectionString, shared, settledUntil, ct);

    public async Task<long> Write(GuanxiDb db, BulkTarget target, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var into = target.Table;
        var columns = string.Join(", ", target.Columns);
        if (target.Keys is not null)
        {
            // COPY can't replace rows: they go through a table of their own.
            into = $"incoming_{target.Table}";
            await Execute($"CREATE TEMP TABLE IF NOT EXISTS {into} (LIKE {target.Table} INCLUDING DEFAULTS) ON COMMIT DELETE ROWS; TRUNCATE {into}");
        }
        var written = 0L;
        var (passing, indexed) = RecordIndexing.Passing(indexes, db, target, rows, ct);
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY {into} ({columns}) FROM STDIN (FORMAT BINARY)", ct))
        {
            foreach (var row in passing)
            {
                await copy.StartRowAsync(ct);
                foreach (var value in row)
                    switch (value)
                    {
                        case null: await copy.WriteNullAsync(ct); break;
                        case int number: await copy.WriteAsync(number, NpgsqlDbType.Integer, ct); break;
                        case long number: await copy.WriteAsync(number, NpgsqlDbType.Bigint, ct); break;
                        case bool flag: await copy.WriteAsync(flag, NpgsqlDbType.Boolean, ct); break;
                        case double number: await copy.WriteAsync(number, NpgsqlDbType.Double, ct); break;
                        case DateOnly day: await copy.WriteAsync(day, NpgsqlDbType.Date, ct); break;
                        case DateTimeOffset moment: await copy.WriteAsync(moment.UtcDateTime, NpgsqlDbType.TimestampTz, ct); break;
                        case string text: await copy.WriteAsync(text, NpgsqlDbType.Text, ct); break;
                        default: throw new ArgumentException($"{value.GetType()} can't be written.");
                    }
                written++;
            }
            await copy.CompleteAsync(ct);
        }
        if (target.Keys is not null)
        {
            var others = target.Columns.Except(target.Keys).Select(c => $"{c} = excluded.{c}").ToList();
            await Execute($"INSERT INTO {target.Table} ({columns}) SELECT {columns} FROM {into} ON CONFLICT ({string.Join(", ", target.Keys)}) DO {(others.Count == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", others)}")}");
        }
        await indexed();
        return written;

        async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    public Task WriteMuch(GuanxiDb db, Func<Task> work, CancellationToken ct) => work();

    public async Task LoadMuch(GuanxiDb db, IReadOnlyList<string> tables, Func<Task> work, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var searched = SearchedTable.All(db).Values.Where(t => tables.Contains(t.Name)).Select(indexes.Of).Prepend(indexes.Customers).Cast<PostgresTokenIndex>().ToList();
        // An index over a million vectors takes longer than any request may; Npgsql's half minute would break it off.
        var patience = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(0);
        try
        {
            await db.Database.ExecuteSqlRawAsync("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'", ct);
            await LoadPlan.Around(db, [.. LoadPlan.ForeignKeys(db, tables), .. LoadPlan.Indexes(db, tables), .. searched.Select(i => i.Gin)], work, ct);
            await db.Database.ExecuteSqlRawAsync($"ANALYZE {string.Join(", ", tables.Concat(searched.Select(i => i.Name)))}; RESET ALL", ct);
        }
        finally
        {
            db.Database.SetCommandTimeout(patience);
            await db.Database.CloseConnectionAsync();
        }
    }

    public bool IsDuplicate(DbUpdateException fault) => fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public bool IsOrphan(DbUpdateException fault) => fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation };

    public string? TroubleOf(Exception fault)
    {
        for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
            switch (inner)
            {
                case PostgresException { SqlState: PostgresErrorCodes.DiskFull }: return "kernel.database.full";
                case PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction }: return "kernel.database.read_only";
                // Shut down, starting up, out of connections: it will be back. So will one that can't be reached.
                case PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections }:
                case NpgsqlException { InnerException: not TimeoutException } and not PostgresException:
                    // What is still in the pool is dead, too: each of them would fail once more.
                    NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
                    return "kernel.database.away";
            }
        return null;
    }
}
