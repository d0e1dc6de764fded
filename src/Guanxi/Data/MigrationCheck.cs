using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Guanxi.Data;

/// <summary>Brings the database to the program's version, wholly or not at all, and refuses one that is ahead of it.</summary>
/// <remarks>Not EF Core's own way: that commits between migrations whose commands can't be in a transaction, and on SQLite a process that is killed leaves a lock which the next one waits for without end.</remarks>
internal static class MigrationCheck
{
    /// <exception cref="StartFailedException">It is newer than the program, or could not be brought to its version: then it is as it was.</exception>
    public static async Task Apply(GuanxiDb db, Upgrade upgrade, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(ct)) await creator.CreateAsync(ct);
        var applied = await Applied(db, ct);
        if (applied.Count == db.Database.GetMigrations().Count()) return;
        var backup = applied.Count > 0 ? await upgrade.BackUp(ct) : null;
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            if (upgrade.Before.Length > 0) await Run(db, upgrade.Before, ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await ApplyMissing(db, upgrade, ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbException fault) when (applied.Count > 0 && fault is not Npgsql.NpgsqlException { InnerException: not null })
        {
            throw new StartFailedException("host.start.upgrade_failed", fault.Message.ReplaceLineEndings(" "), backup);
        }
        catch (StartFailedException broken) when (backup is not null && broken is { Code: "host.start.upgrade_failed", Args: [var why, null] })
        {
            throw new StartFailedException(broken.Code, why, backup);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Applies what is missing in the transaction under way.</summary>
    public static async Task ApplyMissing(GuanxiDb db, Upgrade upgrade, CancellationToken ct)
    {
        if (upgrade.Alone.Length > 0) await Run(db, upgrade.Alone, ct);
        // Another node may have been quicker. Where there is no table to ask, PostgreSQL takes the question for the end of the transaction.
        await db.Database.CurrentTransaction!.CreateSavepointAsync("asked", ct);
        var applied = await Applied(db, ct);
        if (applied.Count == 0) await db.Database.CurrentTransaction.RollbackToSavepointAsync("asked", ct);
        if (applied.Count == db.Database.GetMigrations().Count()) return;
        await Bring(db, applied, db.Database.GetMigrations().Last(), ct);
        if (upgrade.Broken.Length == 0) return;
        await using var command = Command(db, upgrade.Broken);
        await using var broken = await command.ExecuteReaderAsync(ct);
        if (await broken.ReadAsync(ct)) throw new StartFailedException("host.start.upgrade_failed", $"{upgrade.Broken}: {broken.GetValue(0)}", null);
    }

    /// <summary>Applies the migrations up to one, each as its commands and its line in the history.</summary>
    /// <param name="applied">Those that are there already.</param>
    public static async Task Bring(GuanxiDb db, IReadOnlyCollection<string> applied, string upTo, CancellationToken ct)
    {
        var (assembly, generator, history, models) = (db.GetService<IMigrationsAssembly>(), db.GetService<IMigrationsSqlGenerator>(), db.GetService<IHistoryRepository>(), db.GetService<IModelRuntimeInitializer>());
        if (applied.Count == 0) await Run(db, history.GetCreateIfNotExistsScript(), ct);
        foreach (var (id, type) in assembly.Migrations.Where(m => !applied.Contains(m.Key) && string.CompareOrdinal(m.Key, upTo) <= 0))
        {
            var migration = assembly.CreateMigration(type, db.Database.ProviderName!);
            foreach (var command in generator.Generate(migration.UpOperations, models.Initialize(migration.TargetModel, designTime: true, validationLogger: null)))
                if (!string.IsNullOrWhiteSpace(command.CommandText)) await Run(db, command.CommandText, ct);
            await Run(db, history.GetInsertScript(new(id, ProductInfo.GetVersion())), ct);
        }
    }

    /// <exception cref="StartFailedException">One of them is none of the program's.</exception>
    public static void RefuseNewer(GuanxiDb db, IReadOnlyList<string> applied)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        if (applied.FirstOrDefault(m => !known.Contains(m)) is { } newer) throw new StartFailedException("host.start.database_newer", newer);
    }

    private static async Task<List<string>> Applied(GuanxiDb db, CancellationToken ct)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        RefuseNewer(db, applied);
        return applied;
    }

    private static async Task Run(GuanxiDb db, string sql, CancellationToken ct)
    {
        await using var command = Command(db, sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static DbCommand Command(GuanxiDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command;
    }
}

/// <summary>What an upgrade needs of a database.</summary>
/// <param name="BackUp">Takes a backup and says where it is. Called only where there is something to lose.</param>
/// <param name="Before">SQL outside of the transaction.</param>
/// <param name="Alone">SQL within it, before anything else: nobody else upgrades at the same time.</param>
/// <param name="Broken">SQL at its end, which finds no row where all is well.</param>
internal sealed record Upgrade(Func<CancellationToken, Task<string?>> BackUp, string Before = "", string Alone = "", string Broken = "")
{
    public const string PostgresAlone = "SELECT pg_advisory_xact_lock(1969450851)";

    /// <remarks>Where a table is made anew its old form is dropped, which with foreign keys on would take the rows that refer to it along.</remarks>
    public static Upgrade Sqlite(Func<CancellationToken, Task<string?>> backUp) => new(backUp, "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=OFF", "", "PRAGMA foreign_key_check");

    public static Upgrade Postgres(Func<CancellationToken, Task<string?>> backUp) => new(backUp, "", PostgresAlone);
}
