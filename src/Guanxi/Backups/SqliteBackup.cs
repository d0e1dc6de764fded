using Guanxi.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Backups;

/// <inheritdoc cref="IBackupSource"/>
/// <remarks>A reader of its own, which SQLite's locks make safe beside a running server, also from another process: in WAL mode it keeps nobody from writing.
/// The copy is made page by page within one read transaction, so that nothing that is written meanwhile is in it in part.</remarks>
internal sealed class SqliteBackup(string file, TimeProvider clock, Func<string, GuanxiDb>? open = null) : IBackupSource
{
    private const string Name = "database/guanxi.db";
    private readonly Func<string, GuanxiDb> open = open ?? Context;

    public string Kind => "sqlite";

    public Task<long> Room(CancellationToken ct)
    {
        Refuse.If(!File.Exists(file), "host.backup.no_database", file);
        // The copy, and what is packed of it.
        return Task.FromResult((new FileInfo(file).Length + (File.Exists(file + "-wal") ? new FileInfo(file + "-wal").Length : 0)) * 3 / 2);
    }

    public async Task<TakenDatabase> Write(BackupArchive archive, Func<Task> atMoment, CancellationToken ct)
    {
        Refuse.If(!File.Exists(file), "host.backup.no_database", file);
        var copy = archive.Beside(".db");
        try
        {
            TakenDatabase taken;
            using (var source = Connect(file, SqliteOpenMode.ReadWrite))
            {
                // The moment is that of the first question.
                Run(source, "PRAGMA busy_timeout=10000; BEGIN; SELECT COUNT(*) FROM sqlite_schema");
                var at = clock.GetUtcNow();
                await atMoment();
                Disk.Create(copy).Dispose();
                using var target = Connect(copy, SqliteOpenMode.ReadWrite);
                // It is thrown away if anything happens to it.
                Run(target, "PRAGMA synchronous=OFF");
                await Task.Run(() => source.BackupDatabase(target), ct);
                Run(source, "ROLLBACK");
                Run(target, "PRAGMA journal_mode=DELETE");
                // A copy of a broken database is no backup.
                if (Words(target, "PRAGMA quick_check(1)") is var found and not ["ok"]) throw new RefusedException("host.backup.database_broken", found[0]);
                taken = new(at, Words(target, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1"), Tables(target));
            }
            await archive.AddFile(Name, copy, ct);
            return taken;
        }
        finally
        {
            foreach (var end in (string[])["", "-journal", "-wal", "-shm"]) File.Delete(copy + end);
        }
    }

    public async Task Restore(BackupFile backup, string folder, Func<Task> beforeLast, CancellationToken ct)
    {
        var target = Path.Combine(folder, "guanxi.db");
        Refuse.If(File.Exists(target), "host.restore.not_empty", folder);
        var fresh = target + ".restoring";
        await using var db = open(fresh);
        MigrationCheck.RefuseNewer(db, backup.Manifest.Migrations);
        foreach (var end in (string[])["", "-journal", "-wal", "-shm"]) File.Delete(fresh + end);
        await backup.Extract(backup.Manifest.Members.FirstOrDefault(m => m.Name == Name) ?? throw new RefusedException("host.backup.damaged", Name), fresh, ct);
        using (var connection = Connect(fresh, SqliteOpenMode.ReadWrite))
        {
            if (Words(connection, "PRAGMA integrity_check(1)") is not ["ok"]) throw new RefusedException("host.backup.damaged", Name);
            BackupRows.Compare(backup.Manifest, Tables(connection));
        }
        await MigrationCheck.Apply(db, Upgrade.Sqlite(_ => Task.FromResult<string?>(null)), ct);
        using (var connection = Connect(fresh, SqliteOpenMode.ReadWrite)) Run(connection, "PRAGMA journal_mode=WAL; PRAGMA wal_checkpoint(TRUNCATE)");
        using (var whole = new FileStream(fresh, FileMode.Open, FileAccess.ReadWrite)) whole.Flush(flushToDisk: true);
        await beforeLast();
        File.Move(fresh, target);
        Disk.Settle(folder);
    }

    private static SqliteDb Context(string file)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>();
        SqliteDb.Configure(options, $"Data Source={file};Pooling=False");
        return new(options.Options);
    }

    // Of the search's own tables only those that it fills count: the virtual one is what they say.
    private static List<TableRows> Tables(SqliteConnection connection) =>
        [.. Words(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
            .Select(table => new TableRows(table, Number(connection, $"SELECT COUNT(*) FROM \"{table}\""), []))];

    private static SqliteConnection Connect(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static List<string> Words(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var words = new List<string>();
        while (reader.Read()) words.Add(reader.GetString(0));
        return words;
    }
}
