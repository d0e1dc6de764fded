using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Guanxi.Data;
using Guanxi.Outside;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Faults;

/// <summary>A real server with one person, who looks at pages and has a key for the API.</summary>
internal sealed class KeyedServer : IAsyncDisposable
{
    private KeyedServer(Server server, Visitor visitor, HttpClient api) => (Server, Visitor, Api) = (server, visitor, api);

    public Server Server { get; }
    public Visitor Visitor { get; }
    public HttpClient Api { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="data">The data folder, which stays.</param>
    /// <param name="database">A PostgreSQL connection string; without one, SQLite in the data folder.</param>
    public static async Task<KeyedServer> Start(string data, string database = "")
    {
        string[] where = ["--data", data, .. database.Length > 0 ? ["--database", database] : Array.Empty<string>()];
        (await Executable.RunWith(Visitor.Password + "\n", ["user", "add", "--name", "Mei Lin", "--user", "mei", "--role", "owner", "--password-stdin", .. where])).Well();
        var server = await Server.Start(data, database: database);
        var visitor = Visitor.Of(server.Url);
        (await visitor.SignIn("mei", Visitor.Password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using var made = await visitor.Http.PostAsJsonAsync("/api/keys", new { name = "faults", scopes = new[] { "customers.read", "customers.edit" } }, StoredJson.Options, Ct);
        var api = new HttpClient { BaseAddress = server.Url };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("key").GetString());
        return new(server, visitor, api);
    }

    /// <returns>Null where it was acknowledged; else status and code.</returns>
    public async Task<string?> Register(string code, int note = 0)
    {
        using var answer = await Api.PostAsJsonAsync("/api/customers", new { name = $"Customer {code}", code, note = new string('x', note) }, StoredJson.Options, Ct);
        return answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode} {(await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("type").GetString()}";
    }

    /// <summary>A page's status and words, whatever became of it.</summary>
    public async Task<(int Status, string Text)> Page(string url)
    {
        using var answer = await Visitor.Http.GetAsync(url, Ct);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    public async ValueTask DisposeAsync()
    {
        Visitor.Dispose();
        Api.Dispose();
        await Server.DisposeAsync();
    }
}
