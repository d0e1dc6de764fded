using System.Data.Common;
using Guanxi.Customers.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Guanxi.Data;

/// <summary>The operational database on SQLite: one file in the data folder, one process.</summary>
internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : GuanxiDb(options)
{
    protected override IReadOnlyList<Module> Modules => House.Modules;

    public static TokenIndexes Indexes { get; } = new(name => new SqliteTokenIndex(name));

    public static void Configure(DbContextOptionsBuilder options, string connection) => options
        .UseSqlite(connection)
        .AddInterceptors(SqlitePragmas.Instance, new CustomerIndexing(Indexes.Customers), new RecordIndexing(Indexes))
        .ReplaceService<IMigrationsSqlGenerator, SqliteTables>()
        .ConfigureWarnings(w => w.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning));

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosConverter>();
    }

    private sealed class MicrosConverter() : ValueConverter<DateTimeOffset, long>(moment => Micros.Of(moment), micros => Micros.At(micros));
}

/// <summary>Set on every connection: SQLite forgets them with it.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static SqlitePragmas Instance { get; } = new();

    /// <summary>FULL: an acknowledged write survives a power cut. The cache is small: the system keeps the file in memory once for all connections.
    /// It is not mapped, which was no faster and counted as memory of this process. A batch touches the same index pages again and again:
    /// with the default checkpoint of 4 MB each would be copied into the file dozens of times.</summary>
    public const string Sql = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000; PRAGMA busy_timeout=10000; PRAGMA wal_autocheckpoint=16000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>Tables with a key of several columns are kept by that key itself (WITHOUT ROWID): one B-tree instead of two, and a customer's rows lie side by side.</summary>
#pragma warning disable EF1001 // the generator is the only place where a table's storage can be said
internal sealed class SqliteTables(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        if (operation.PrimaryKey?.Columns.Length > 1) builder.Append(" WITHOUT ROWID");
        if (!terminate) return;
        builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }
}
#pragma warning restore EF1001

/// <summary>For <c>dotnet ef migrations</c> only.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteDb>();
        SqliteDb.Configure(options, "Data Source=:memory:");
        return new(options.Options);
    }
}
