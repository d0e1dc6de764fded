using System.Globalization;
using Guanxi.Outside;
using Guanxi.Tests.Start;
using Npgsql;

namespace Guanxi.Tests.Nodes;

/// <summary>A small demo firm on PostgreSQL, and what one undisturbed process makes of it.</summary>
public sealed class LedFirm : IAsyncLifetime
{
    public const string Day = "2026-03-31";

    private readonly string folder = Directory.CreateTempSubdirectory("guanxi-led-").FullName;
    private readonly List<string> made = [];

    /// <summary>Every standing of the day as one process computed it.</summary>
    public IReadOnlyList<string> Standings { get; private set; } = [];

    private string Template { get; } = $"guanxi_led_{Ids.Next():x}";

    public async ValueTask InitializeAsync()
    {
        if (GuanxiApp.Postgres is null) return;
        made.Add(Template);
        await GuanxiApp.OnServer($"CREATE DATABASE {Template}");
        await Command(Template, "demo", "--customers", "400", "--orders", "6000", "--seed", "7", "--today", Day);
        (await Executable.RunWith(Visitor.Password + "\n", "user", "add", "--name", "Mei Lin", "--user", "mei", "--role", "owner", "--password-stdin", "--data", Folder(Template), "--database", GuanxiApp.Connection(Template))).Well();
        var alone = await Copy();
        await Command(alone, "insight", "run", "--as-of", Day);
        Standings = await StandingsOf(alone);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        foreach (var database in made) await GuanxiApp.OnServer($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A database with the firm as it was before anything was computed.</summary>
    public async Task<string> Copy()
    {
        var name = $"guanxi_led_{Ids.Next():x}";
        made.Add(name);
        await GuanxiApp.OnServer($"CREATE DATABASE {name} TEMPLATE {Template}");
        return name;
    }

    /// <summary>A data folder of its own for each name.</summary>
    public string Folder(string name) => Path.Combine(folder, name);

    /// <summary>All that a standing says, but for which run wrote it: that differs each time.</summary>
    public static async Task<IReadOnlyList<string>> StandingsOf(string database) => await Rows(database, "SELECT CAST(to_jsonb(s) - 'run_id' AS text) FROM value_standing s ORDER BY s.as_of, s.customer_id");

    public static async Task<long> Number(string database, string sql) => long.Parse((await Rows(database, $"SELECT CAST(({sql}) AS text)"))[0], CultureInfo.InvariantCulture);

    public static async Task<IReadOnlyList<string>> Rows(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(GuanxiApp.Connection(database) + ";Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) rows.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        return rows;
    }

    private async Task Command(string database, params string[] words) => (await Launch.Run([.. words, "--data", Folder(database), "--database", GuanxiApp.Connection(database)])).Well();
}
