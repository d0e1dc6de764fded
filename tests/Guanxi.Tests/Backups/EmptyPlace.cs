using Guanxi.Backups;
using Guanxi.Data;
using Guanxi.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Backups;

/// <summary>An empty data folder and, on PostgreSQL, an empty database, to put a backup back into and to look at what came out.</summary>
internal sealed class EmptyPlace : IAsyncDisposable
{
    private readonly string database = $"guanxi_restored_{Ids.Next():x}";
    private readonly List<WebApplication> apps = [];

    private EmptyPlace() { }

    public string Folder { get; } = Directory.CreateTempSubdirectory("guanxi-restored-").FullName;

    private StartOptions Options => new() { Data = Folder, Urls = "http://127.0.0.1:0", Empty = true, Database = GuanxiApp.Postgres is null ? "" : GuanxiApp.Connection(database) };

    public static async Task<EmptyPlace> Make()
    {
        var place = new EmptyPlace();
        if (GuanxiApp.Postgres is not null) await GuanxiApp.OnServer($"CREATE DATABASE {place.database}");
        return place;
    }

    public async Task<Restored> Restore(string file, IBackupSource? source = null)
    {
        await using var app = GuanxiHost.Build(Options);
        return await new Restoring(source ?? app.Services.GetRequiredService<IBackupSource>(), Options).Run(file, default);
    }

    /// <summary>The product on what came out, as at the next start.</summary>
    public async Task<IServiceProvider> Open()
    {
        var app = GuanxiHost.Build(Options);
        apps.Add(app);
        await app.Services.GetRequiredService<IDatabase>().Prepare(default);
        return app.Services;
    }

    /// <summary>A source whose program is another one.</summary>
    public IBackupSource Of(Func<string, GuanxiDb> open) => GuanxiApp.Postgres is null ? new SqliteBackup(Path.Combine(Folder, "guanxi.db"), TimeProvider.System, open) : new PostgresBackup(Options.Database, open);

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps) await app.DisposeAsync();
        if (GuanxiApp.Postgres is null) Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        else
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            await GuanxiApp.OnServer($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
        }
        Directory.Delete(Folder, recursive: true);
    }
}
