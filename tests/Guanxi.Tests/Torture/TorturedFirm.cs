using System.Data.Common;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Guanxi.Data;
using Guanxi.Outside;
using Guanxi.Tests.Commands;
using Guanxi.Tests.Start;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guanxi.Tests.Torture;

/// <summary>A small firm behind a real server, whose process may be killed at any moment.</summary>
internal sealed class TorturedFirm : IAsyncDisposable
{
    private TorturedFirm(OwnFolder folder) => Folder = folder;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public OwnFolder Folder { get; }
    public Server Server { get; private set; } = null!;
    public string Key { get; private set; } = "";

    public static async Task<TorturedFirm> Open()
    {
        var firm = new TorturedFirm(await OwnFolder.Make());
        try
        {
            // Its history is what an insight run needs.
            (await firm.Folder.Run("demo", "--customers", "60", "--orders", "300", "--seed", "7", "--today", "2026-03-31")).Well();
            (await Executable.RunWith(Visitor.Password + "\n", ["user", "add", "--name", "Mei Lin", "--user", "mei", "--role", "owner", "--password-stdin", .. firm.Folder.Where])).Well();
            firm.Server = await Server.Start(firm.Folder.Data, database: GuanxiApp.Postgres is null ? "" : firm.Folder.Connection, environment: new Dictionary<string, string> { ["GUANXI_LEASESECONDS"] = "1" });
            using var visitor = Visitor.Of(firm.Server.Url);
            (await visitor.SignIn("mei", Visitor.Password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
            using var made = await visitor.Http.PostAsJsonAsync("/api/keys", new { name = "torture", scopes = new[] { "customers.read", "customers.edit", "contact.edit", "sales.edit", "service.edit", "value.edit" } }, StoredJson.Options, Ct);
            firm.Key = (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Ct)).GetProperty("key").GetString()!;
            return firm;
        }
        catch
        {
            await firm.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of its own, with the key.</summary>
    public HttpClient Client()
    {
        var http = new HttpClient { BaseAddress = Server.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return http;
    }

    /// <summary>What a column of the database holds, however often.</summary>
    public async Task<List<string>> Words(string sql)
    {
        await using DbConnection connection = GuanxiApp.Postgres is null ? new SqliteConnection($"Data Source={Path.Combine(Folder.Data, "guanxi.db")};Mode=ReadOnly;Pooling=False") : new NpgsqlConnection(Folder.Connection + ";Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var words = new List<string>();
        while (await reader.ReadAsync(Ct)) words.Add(reader.GetValue(0).ToString()!);
        return words;
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null) await Server.DisposeAsync();
        await Folder.DisposeAsync();
    }
}
