using System.Collections.Frozen;
using Guanxi.Data;
using Guanxi.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Guanxi.Tests;

/// <summary>The whole product on an empty database of its own, one per test class: on SQLite, or on PostgreSQL where <c>GUANXI_TEST_POSTGRES</c> names a server.</summary>
public sealed class GuanxiApp : IAsyncLifetime
{
    private readonly Action<WebApplicationBuilder>? adapt;

    public GuanxiApp() { }

    /// <param name="adapt">Adds what only a test needs: use-cases, jobs and listeners of its own.</param>
    internal GuanxiApp(Action<WebApplicationBuilder> adapt) => this.adapt = adapt;

    private static readonly SemaphoreSlim MakingTemplate = new(1, 1);
    private static string? template;

    private readonly string folder = Directory.CreateTempSubdirectory("guanxi-test-").FullName;
    private string database = "";
    private WebApplication? app;
    private bool listening;

    /// <summary>Where the tests' PostgreSQL is; null on SQLite.</summary>
    public static string? Postgres { get; } = Environment.GetEnvironmentVariable("GUANXI_TEST_POSTGRES");

    public IServiceProvider Services => app!.Services;

    /// <summary>The data folder.</summary>
    public string Folder => folder;

    public async ValueTask InitializeAsync()
    {
        await MakingTemplate.WaitAsync();
        try { template ??= await MakeTemplate(); }
        finally { MakingTemplate.Release(); }

        if (Postgres is null)
        {
            File.Copy(template, Path.Combine(folder, "guanxi.db"));
        }
        else
        {
            database = $"guanxi_{Ids.Next():x}";
            await OnServer($"CREATE DATABASE {database} TEMPLATE {template}");
        }
        app = GuanxiHost.Build(Options(folder, database), adapt);
        await Services.GetRequiredService<IDatabase>().Prepare(default);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            if (listening) await app.StopAsync();
            await app.DisposeAsync();
        }
        if (Postgres is null) SqliteConnection.ClearAllPools();
        else
        {
            NpgsqlConnection.ClearAllPools();
            await OnServer($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Someone with exactly these rights. Without any named: everything.</summary>
    public static Actor Someone(Scope scope = Scope.All, params string[] rights) => new()
    {
        Id = Id<Person>.New(), Name = "Someone", Scope = scope, Rights = (rights.Length == 0 ? ["*"] : rights).ToFrozenSet(),
    };

    /// <summary>Knocks at the door.</summary>
    public Task<Outcome<T>> Run<T>(IUseCase<T> request, Actor? actor = null) => Services.GetRequiredService<UseCases>().Run(request, actor ?? Actor.System);

    /// <summary>Puts entities into the database, as if a use-case had.</summary>
    public async Task<T> Given<T>(T entity) where T : class => (await GivenAll([entity]))[0];

    /// <inheritdoc cref="Given"/>
    public async Task<IReadOnlyList<T>> GivenAll<T>(IReadOnlyList<T> entities) where T : class
    {
        await Use(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.AddRange(entities);
            await db.Save(Actor.System, "Given", 0, default);
            await transaction.CommitAsync();
        });
        return entities;
    }

    /// <summary>A fresh context, to look into the database.</summary>
    public async Task Use(Func<GuanxiDb, Task> look)
    {
        await using var scope = Services.CreateAsyncScope();
        await look(scope.ServiceProvider.GetRequiredService<GuanxiDb>());
    }

    /// <inheritdoc cref="Use(Func{GuanxiDb, Task})"/>
    public async Task<T> Use<T>(Func<GuanxiDb, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<GuanxiDb>());
    }

    /// <summary>Delivers what is in the outbox.</summary>
    public async Task DeliverOutbox()
    {
        while (await Services.GetRequiredService<OutboxPoller>().DeliverDue(default) > 0) { }
    }

    /// <summary>The real web server on a free port, started at the first call; redirects are not followed, cookies are kept.</summary>
    public async Task<HttpClient> Http()
    {
        if (!listening)
        {
            await app!.StartAsync();
            listening = true;
        }
        // Who is refused before the body is sent hears of it however busy the machine is.
        return new(new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = new Uri(app!.Urls.First()) };
    }

    private static StartOptions Options(string folder, string database) => new()
    {
        Data = folder, Urls = "http://127.0.0.1:0", Empty = true,
        // All share what the template's own entries were proved with.
        AuditKey = "Z3VhbnhpLXRlc3RzLWd1YW54aS10ZXN0cy1ndWFueGk=",
        Database = Postgres is null ? "" : Connection(database),
    };

    /// <summary>Where a database on the tests' PostgreSQL is.</summary>
    internal static string Connection(string database) => new NpgsqlConnectionStringBuilder(Postgres) { Database = database, MaxPoolSize = 20 }.ToString();

    private static async Task<string> MakeTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("guanxi-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var name = $"guanxi_template_{Environment.ProcessId}";
        if (Postgres is not null) await OnServer($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", $"CREATE DATABASE {name}");
        await using (var made = GuanxiHost.Build(Options(folder, name)))
        {
            await made.Services.GetRequiredService<IDatabase>().Prepare(default);
            foreach (var first in made.Services.GetServices<IFirstStart>()) await first.Prepare(empty: true, _ => { }, default);
        }
        if (Postgres is not null)
        {
            NpgsqlConnection.ClearAllPools();
            return name;
        }
        var file = Path.Combine(folder, "guanxi.db");
        await using (var connection = new SqliteConnection($"Data Source={file}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }
        SqliteConnection.ClearAllPools();
        return file;
    }

    /// <summary>Says something to the tests' PostgreSQL, e.g. to make a database.</summary>
    internal static async Task OnServer(params string[] statements)
    {
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
