using System.Text.Json;

namespace Guanxi.Bench;

/// <summary>A firm of one size in a data folder of its own, made by the product itself.</summary>
internal sealed class Firm(Size size, string folder) : IDisposable
{
    public const string User = "bench", Password = "long enough for a bench";

    public Size Size => size;

    public string Folder => folder;

    /// <summary>Runs a command of the product on this firm.</summary>
    public Task<Ran> Run(params string[] arguments) => RunWith("", arguments);

    public async Task<Ran> RunWith(string input, params string[] arguments) => (await Executable.RunWith(input, [.. arguments, "--data", folder])).Well();

    /// <summary>Makes its customers, their orders, and somebody who may see all of them.</summary>
    public async Task Make(Report report)
    {
        var made = await Run("demo", "--customers", $"{size.Customers}", "--orders", $"{size.Orders}", "--seed", "1", "--json");
        report.Add(Figure.DemoRows, size, Rows(JsonDocument.Parse(made.Output).RootElement) / made.Took.TotalSeconds);
        await RunWith(Password + "\n", "user", "add", "--name", "Bench", "--user", User, "--role", "owner", "--password-stdin");
    }

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    // What was made, of whichever kind.
    private static double Rows(JsonElement made) => made.TryGetProperty("rows", out var rows) ? rows.GetDouble()
        : made.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Number).Sum(p => p.Value.GetDouble());
}
