using Guanxi.Customers.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Guanxi.Data;

/// <summary>The operational database on PostgreSQL, for several nodes or more data.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : GuanxiDb(options)
{
    protected override IReadOnlyList<Module> Modules => House.Modules;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // Sorts by code point as on SQLite, whatever the cluster's locale: the key is spelled so that this is pinyin.
        modelBuilder.Entity<Guanxi.Customers.Customer>().Property(c => c.NameSort).UseCollation("C");
    }

    public static TokenIndexes Indexes { get; } = new(name => new PostgresTokenIndex(name));

    public static void Configure(DbContextOptionsBuilder options, string connection) => options.UseNpgsql(connection).AddInterceptors(new CustomerIndexing(Indexes.Customers), new RecordIndexing(Indexes));
}

/// <summary>For <c>dotnet ef migrations</c> only.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresDb>();
        PostgresDb.Configure(options, "Host=localhost");
        return new(options.Options);
    }
}
