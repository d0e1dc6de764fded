using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Guanxi.Outside;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Commands;

/// <summary>A data folder, and on PostgreSQL a database, for commands that run as processes of their own.</summary>
internal sealed class OwnFolder : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("guanxi-commands-").FullName;
    private readonly string database = $"guanxi_commands_{Ids.Next():x}";

    private OwnFolder() { }

    public string Data => Path.Combine(folder, "data");

    /// <summary>Where the data are, as options of any command.</summary>
    public string[] Where => GuanxiApp.Postgres is null ? ["--data", Data] : ["--data", Data, "--database", Connection];

    /// <summary>Its database on PostgreSQL.</summary>
    public string Connection => GuanxiApp.Connection(database);

    public static async Task<OwnFolder> Make()
    {
        var made = new OwnFolder();
        if (GuanxiApp.Postgres is not null) await GuanxiApp.OnServer($"CREATE DATABASE {made.database}");
        return made;
    }

    public Task<Ran> Run(params string[] arguments) => Launch.Run([.. arguments, .. Where]);

    /// <summary>Runs a command with <c>--json</c>.</summary>
    /// <returns>Its document: standard output holds nothing else, standard error nothing at all.</returns>
    public async Task<JsonObject> Json(int exitCode, params string[] arguments)
    {
        var ran = await Run([.. arguments, "--json"]);
        ran.ExitCode.ShouldBe(exitCode, ran.Error + ran.Output);
        ran.Error.ShouldBeEmpty();
        return JsonNode.Parse(ran.Output)!.AsObject();
    }

    public string File(string name, string text)
    {
        var path = PathOf(name);
        System.IO.File.WriteAllText(path, text, Encoding.UTF8);
        return path;
    }

    public string PathOf(string name) => Path.Combine(folder, name);

    public async ValueTask DisposeAsync()
    {
        if (GuanxiApp.Postgres is not null) await GuanxiApp.OnServer($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
        Directory.Delete(folder, recursive: true);
    }
}

internal static class Documents
{
    public static string[] Names(this JsonNode? node) => [.. node!.AsObject().Select(p => p.Key)];

    public static string Text(this JsonNode? node, string name) => node![name]!.GetValue<string>();

    public static double Double(this JsonNode? node, string name) => node![name]!.GetValue<double>();

    public static int Number(this JsonNode? node, string name) => node![name]!.GetValue<int>();

    /// <summary>A decimal as a string, with a point and two digits.</summary>
    public static decimal Decimal(this JsonNode? node, string name)
    {
        var text = node.Text(name);
        text.ShouldMatch("^-?[0-9]+[.][0-9]{2}$");
        return decimal.Parse(text, CultureInfo.InvariantCulture);
    }
}
