using System.Data.Common;
using System.Reflection;
using Guanxi.Backups;
using Guanxi.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Guanxi.Tests.Backups;

/// <summary>A database comes to a newer program's version wholly or not at all, and a backup is taken first.</summary>
[Trait("Row", "PLT-10")]
public sealed class UpgradeTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Seen to fail: with a commit before what asks not to be in a transaction, as EF Core does it.
    [Fact]
    public async Task An_upgrade_that_fails_leaves_the_database_exactly_as_it_was_and_a_backup()
    {
        var before = await Schema();
        await using var db = Newer<Breaking>();

        var failed = await Should.ThrowAsync<StartFailedException>(() => MigrationCheck.Apply(db, Upgrading(), Ct));

        failed.Code.ShouldBe("host.start.upgrade_failed");
        (await Schema()).ShouldBe(before);
        var backup = failed.Args[1].ShouldBeOfType<string>();
        using var file = BackupFile.Open(backup);
        await file.Verify(Ct);
        file.Manifest.ShouldSatisfyAllConditions(m => m.Reason.ShouldBe(BackupReason.Upgrade), m => m.Migrations.ShouldHaveSingleItem(), m => m.Tables.Count.ShouldBeGreaterThan(40));
    }

    [Fact]
    public async Task A_backup_from_before_an_upgrade_is_brought_to_the_programs_version()
    {
        var backup = await app.Services.GetRequiredService<BackupStore>().Take(BackupReason.Asked, null, Ct);
        await using var place = await EmptyPlace.Make();
        var connection = "";

        await place.Restore(backup.File, place.Of(at =>
        {
            connection = at;
            return Newer<Good>(at);
        }));

        // Made there first: on SQLite the file has its name only now.
        if (GuanxiApp.Postgres is null) connection = Path.Combine(place.Folder, "guanxi.db");
        await using var db = Newer<Good>(connection);
        (await db.Database.GetAppliedMigrationsAsync(Ct)).Count().ShouldBe(2);
        (await db.Database.SqlQueryRaw<long>("SELECT COUNT(*) AS \"Value\" FROM later").SingleAsync(Ct)).ShouldBe(1);
        await db.Database.CloseConnectionAsync();
    }

    [Fact]
    public async Task Without_a_backup_there_is_no_upgrade()
    {
        await using var db = Newer<Good>();
        var upgrade = Upgrading() with { BackUp = _ => throw new StartFailedException("host.start.backup_failed", "no room") };
        var before = await Schema();

        (await Should.ThrowAsync<StartFailedException>(() => MigrationCheck.Apply(db, upgrade, Ct))).Code.ShouldBe("host.start.backup_failed");

        (await Schema()).ShouldBe(before);
    }

    private Upgrade Upgrading()
    {
        var store = app.Services.GetRequiredService<BackupStore>();
        return GuanxiApp.Postgres is null ? Upgrade.Sqlite(store.BeforeUpgrade) : Upgrade.Postgres(store.BeforeUpgrade);
    }

    private string Where => app.Services.GetRequiredService<Guanxi.Start.StartOptions>() is { Database.Length: > 0 } options ? options.Database : Path.Combine(app.Folder, "guanxi.db");

    private GuanxiDb Newer<T>() where T : Migration, new() => Newer<T>(Where);

    /// <summary>The program with one migration more.</summary>
    private static GuanxiDb Newer<T>(string at) where T : Migration, new()
    {
        if (GuanxiApp.Postgres is null)
        {
            var sqlite = new DbContextOptionsBuilder<SqliteDb>();
            SqliteDb.Configure(sqlite, $"Data Source={at};Pooling=False");
            sqlite.ReplaceService<IMigrationsAssembly, OneMore<T>>();
            return new SqliteDb(sqlite.Options);
        }
        var postgres = new DbContextOptionsBuilder<PostgresDb>();
        PostgresDb.Configure(postgres, at);
        postgres.ReplaceService<IMigrationsAssembly, OneMore<T>>();
        return new PostgresDb(postgres.Options);
    }

    /// <summary>Every table, column and index, and how many rows there are.</summary>
    private async Task<List<string>> Schema()
    {
        await using DbConnection connection = GuanxiApp.Postgres is null ? new SqliteConnection($"Data Source={Where};Pooling=False") : new NpgsqlConnection(Where + ";Pooling=False");
        await connection.OpenAsync(Ct);
        var found = await Words("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"");
        found.AddRange(await Words(GuanxiApp.Postgres is null ? "SELECT type || name || COALESCE(sql, '') FROM sqlite_schema ORDER BY 1"
            : "SELECT table_name || '.' || column_name || ' ' || data_type FROM information_schema.columns WHERE table_schema = 'public' UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"));
        found.AddRange(await Words("SELECT CAST(COUNT(*) AS text) FROM staff_role"));
        return found;

        async Task<List<string>> Words(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync(Ct);
            var words = new List<string>();
            while (await reader.ReadAsync(Ct)) words.Add(reader.GetString(0));
            return words;
        }
    }

    [Migration("29990101000000_Good")]
    private sealed class Good : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable("later", table => new { id = table.Column<long>() });
            migrationBuilder.Sql("INSERT INTO later (id) VALUES (7)");
        }
    }

    [Migration("29990101000000_Breaking")]
    private sealed class Breaking : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable("later", table => new { id = table.Column<long>() });
            migrationBuilder.DropTable("staff_role");
            // What EF Core would commit before, as it can't be in a transaction.
            migrationBuilder.Sql("INSERT INTO later (id) VALUES (7)", suppressTransaction: true);
            migrationBuilder.Sql("INSERT INTO nowhere VALUES (1)");
        }
    }

#pragma warning disable EF1001 // a newer program is one that has more migrations
    private sealed class OneMore<T>(ICurrentDbContext context, IDbContextOptions options, IMigrationsIdGenerator ids, IDiagnosticsLogger<DbLoggerCategory.Migrations> log)
        : MigrationsAssembly(context, options, ids, log) where T : Migration, new()
    {
        private SortedList<string, TypeInfo>? all;

        public override IReadOnlyDictionary<string, TypeInfo> Migrations => all ??= new(base.Migrations.Append(new(typeof(T).GetCustomAttribute<MigrationAttribute>()!.Id, typeof(T).GetTypeInfo())).ToDictionary());
    }
#pragma warning restore EF1001
}
