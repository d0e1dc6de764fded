using System.Data;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Guanxi.Backups;

/// <inheritdoc cref="IBackupSource"/>
/// <remarks>Every table as COPY in binary form, all in one REPEATABLE READ transaction: no program of PostgreSQL's has to be installed, and nobody waits.
/// The tables themselves are not in it: the migrations make them as they were.</remarks>
internal sealed class PostgresBackup(string connectionString, Func<string, GuanxiDb>? open = null) : IBackupSource
{
    private const string History = "__EFMigrationsHistory";

    // Who does what at the moment is no part of the firm.
    private static readonly string[] Left = [History, "kernel_lease"];
    private readonly Func<string, GuanxiDb> open = open ?? Context;

    public string Kind => "postgres";

    public async Task<long> Room(CancellationToken ct)
    {
        await using var connection = await Connect(ct);
        // Indexes are not in it, and rows pack well.
        return (long)(await One(connection, "SELECT pg_database_size(current_database()) / 2", ct))!;
    }

    public async Task<TakenDatabase> Write(BackupArchive archive, Func<Task> atMoment, CancellationToken ct)
    {
        await using var connection = await Connect(ct);
        await Run(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", ct);
        var tables = await Tables(connection, ct);
        Refuse.If(!tables.Exists(t => t.Name == History), "host.backup.no_database", connection.Database);
        var at = new DateTimeOffset((DateTime)(await One(connection, "SELECT now()", ct))!, TimeSpan.Zero);
        await atMoment();
        var written = new List<TableRows>();
        foreach (var table in tables.Where(t => !Left.Contains(t.Name)))
        {
            await archive.Add(Member(table.Name), async into =>
            {
                await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY \"{table.Name}\" ({Columns(table)}) TO STDOUT (FORMAT BINARY)", ct);
                await copy.CopyToAsync(into, 1 << 16, ct);
            });
            written.Add(table with { Rows = (long)(await One(connection, $"SELECT COUNT(*) FROM \"{table.Name}\"", ct))! });
        }
        return new(at, await Words(connection, $"SELECT \"MigrationId\" FROM \"{History}\" ORDER BY 1", ct), written);
    }

    public async Task Restore(BackupFile backup, string folder, Func<Task> beforeLast, CancellationToken ct)
    {
        var manifest = backup.Manifest;
        await using var db = open(connectionString);
        MigrationCheck.RefuseNewer(db, manifest.Migrations);
        await db.Database.OpenConnectionAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        await Run(connection, Upgrade.PostgresAlone, ct);
        Refuse.If((await Tables(connection, ct)).Count > 0, "host.restore.not_empty", connection.Database);
        // As it was when the backup was taken; what came later follows once the rows are there.
        await MigrationCheck.Bring(db, [], manifest.Migrations[^1], ct);
        await PostgresDb.Indexes.Prepare(db, ct);
        var keys = await Rows(connection, "SELECT CAST(c.conrelid::regclass AS text), quote_ident(c.conname), pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid "
            + "WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace ORDER BY c.oid", ct);
        foreach (var key in keys) await Run(connection, $"ALTER TABLE {key[0]} DROP CONSTRAINT {key[1]}", ct);
        foreach (var table in manifest.Tables)
        {
            var member = manifest.Members.FirstOrDefault(m => m.Name == Member(table.Name)) ?? throw new RefusedException("host.backup.damaged", table.Name);
            await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY \"{table.Name}\" ({Columns(table)}) FROM STDIN (FORMAT BINARY)", ct);
            try { await backup.Copy(member, copy, ct); }
            catch
            {
                await copy.CancelAsync();
                throw;
            }
        }
        // Made again as a whole, they say whether every row has what it refers to.
        foreach (var key in keys) await Run(connection, $"ALTER TABLE {key[0]} ADD CONSTRAINT {key[1]} {key[2]}", ct);
        var restored = new List<TableRows>();
        foreach (var table in manifest.Tables) restored.Add(table with { Rows = (long)(await One(connection, $"SELECT COUNT(*) FROM \"{table.Name}\"", ct))! });
        BackupRows.Compare(manifest, restored);
        // Nodes that kept a warehouse of later days make theirs anew.
        await Run(connection, "UPDATE warehouse_load SET number = number + 1000000, anew_number = number + 1000000", ct);
        await MigrationCheck.ApplyMissing(db, Upgrade.Postgres(_ => Task.FromResult<string?>(null)), ct);
        await beforeLast();
        await transaction.CommitAsync(ct);
    }

    private static string Member(string table) => $"database/{table}.copy";

    private static string Columns(TableRows table) => string.Join(", ", table.Columns.Select(c => $"\"{c}\""));

    private static PostgresDb Context(string connection)
    {
        var options = new DbContextOptionsBuilder<PostgresDb>();
        PostgresDb.Configure(options, connection);
        return new(options.Options);
    }

    private static async Task<List<TableRows>> Tables(NpgsqlConnection connection, CancellationToken ct) =>
        [.. (await Rows(connection, "SELECT t.relname::text, a.attname::text FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' "
            + "WHERE t.relkind IN ('r', 'p') AND NOT t.relispartition AND t.relnamespace = current_schema()::regnamespace ORDER BY t.relname, a.attnum", ct))
            .GroupBy(r => r[0], r => r[1]).Select(t => new TableRows(t.Key, 0, [.. t]))];

    private async Task<NpgsqlConnection> Connect(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<object?> One(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(ct);
    }

    private static async Task<List<string>> Words(NpgsqlConnection connection, string sql, CancellationToken ct) => [.. (await Rows(connection, sql, ct)).Select(r => r[0])];

    private static async Task<List<string[]>> Rows(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string[]>();
        while (await reader.ReadAsync(ct)) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }
}
