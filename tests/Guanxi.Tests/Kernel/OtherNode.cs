using Guanxi.Data;
using Guanxi.Nodes;
using Guanxi.Start;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Guanxi.Tests.Kernel;

/// <summary>Another node on an app's PostgreSQL database, as far as leases go: on a data folder of its own, with connections of its own.</summary>
internal sealed class OtherNode : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("guanxi-node-").FullName;

    private OtherNode(GuanxiApp app, string? name)
    {
        Node = new(new(folder), name ?? "");
        Book = new(Connection(app), Node);
        Leases = new(Book, new(TimeSpan.FromMinutes(1)), TimeProvider.System, NullLogger<Leases>.Instance);
    }

    public string Folder => folder;
    public ThisNode Node { get; }
    public PostgresLeases Book { get; }
    public Leases Leases { get; }
    public int Number { get; private set; }

    public static void Needed() => Assert.SkipUnless(GuanxiApp.Postgres is not null, "several nodes need PostgreSQL: scripts/with-postgres.sh");

    public static async Task<OtherNode> Of(GuanxiApp app, string? name = null)
    {
        var other = new OtherNode(app, name);
        other.Number = await other.Book.Register(default);
        return other;
    }

    /// <summary>Takes a lease, and does not renew it.</summary>
    public async Task<long> Take(string lease) => await Book.Take(lease, TimeSpan.FromMinutes(5), default) ?? throw new InvalidOperationException($"{lease} was not free.");

    /// <summary>All leases have run out by the database's clock.</summary>
    public static Task FallsSilent(GuanxiApp app) => Run(app, "UPDATE kernel_lease SET expires_at = clock_timestamp() - interval '1 second'");

    public static async Task Run(GuanxiApp app, string sql)
    {
        await using var connection = new NpgsqlConnection(Connection(app));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose()
    {
        Leases.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Connection(GuanxiApp app) => app.Services.GetRequiredService<StartOptions>().Database;
}
