using System.Globalization;
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
        var rows = JsonDocument.Parse(made.Output).RootElement;
        report.Add(Figure.DemoRows, size, Rows(rows) / made.Took.TotalSeconds);
        report.Note(string.Create(CultureInfo.InvariantCulture, $"{size.Label}: {Number("complaints"):N0} complaints, {Number("requests"):N0} requests, {Number("answers"):N0} answers to surveys."));
        // A desk that is fast because it is empty says nothing.
        if (Number("complaints") < size.Customers / 11 || Number("requests") == 0 || Number("answers") == 0) throw new InvalidOperationException($"The demo firm has too few complaints, requests or answers: {made.Output}");
        await RunWith(Password + "\n", "user", "add", "--name", "Bench", "--user", User, "--role", "owner", "--password-stdin");

        long Number(string name) => rows.GetProperty(name).GetInt64();
    }

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    // What was made, of whichever kind.
    private static double Rows(JsonElement made) => made.TryGetProperty("rows", out var rows) ? rows.GetDouble()
        : made.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Number).Sum(p => p.Value.GetDouble());
}
