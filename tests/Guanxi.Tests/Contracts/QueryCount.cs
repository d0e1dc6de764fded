using System.Data.Common;
using System.Diagnostics;
using Guanxi.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Guanxi.Tests.Contracts;

/// <summary>Counts the SQL statements that one app's database is asked, by EF Core and past it alike: on SQLite as the database traces them, on PostgreSQL as the driver tells of them.</summary>
internal sealed class QueryCount : DbConnectionInterceptor, IDisposable
{
    private readonly ActivityListener? listener;
    private readonly strdelegate_trace trace;
    private long counted;
    private string? database;

    public QueryCount()
    {
        // Kept in a field: SQLite calls it for as long as the connection lives.
        trace = (_, sql) =>
        {
            // What is set on opening a connection asks nothing; a trigger's own statements come as comments.
            var asked = sql.AsSpan().TrimStart();
            if (!asked.StartsWith("PRAGMA") && !asked.StartsWith("--")) Interlocked.Increment(ref counted);
        };
        if (GuanxiApp.Postgres is null) return;
        ActivitySource.AddActivityListener(listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            // Other tests run beside this one, each on a database of its own.
            ActivityStopped = activity => { if (database is not null && activity.TagObjects.Any(t => t.Value is string text && text == database)) Interlocked.Increment(ref counted); },
        });
    }

    /// <summary>An app whose statements it counts.</summary>
    public GuanxiApp App() => new(builder => builder.Services
        .ConfigureDbContext<SqliteDb>(options => options.AddInterceptors(this)).ConfigureDbContext<PostgresDb>(options => options.AddInterceptors(this)));

    /// <summary>Statements that the work takes: the fewest of some times, because the pollers of outbox and jobs ask now and then too.</summary>
    public async Task<long> Of(Func<Task> work)
    {
        var fewest = long.MaxValue;
        for (var i = 0; i < 4; i++)
        {
            var before = Interlocked.Read(ref counted);
            await work();
            fewest = Math.Min(fewest, Interlocked.Read(ref counted) - before);
        }
        return fewest;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Listen(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Listen(connection);
        return Task.CompletedTask;
    }

    public void Dispose() => listener?.Dispose();

    private void Listen(DbConnection connection)
    {
        database = connection.Database;
        if (connection is SqliteConnection { Handle: { } handle }) raw.sqlite3_trace(handle, trace, null);
    }
}
