using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Guanxi.Bench;

/// <summary>Insight from the command line: all orders for the first time, then a day's changes.</summary>
internal static class InsightRuns
{
    private const int Day = 10_000;

    public static async Task Measure(Firm firm, Report report)
    {
        var first = await firm.Run("insight", "run", "--json");
        report.Add(Figure.Run, firm.Size, first.Took.TotalSeconds);
        report.Add(Figure.RunMemory, firm.Size, first.PeakMemory / 1e6);
        var seconds = JsonDocument.Parse(first.Output).RootElement.GetProperty("seconds");
        report.Note($"{firm.Size.Label}: steps of the insight run: {string.Join(", ", seconds.EnumerateObject().Select(s => $"{s.Name} {Figure.Number(s.Value.GetDouble())} s"))}");
        Step(Figure.WarehouseLoad, seconds, "load");
        Step(Figure.Fit, seconds, "fit");
        Step(Figure.Score, seconds, "score");

        await Import(firm, report);
        var again = await firm.Run("insight", "run", "--json");
        report.Add(Figure.RunAgain, firm.Size, again.Took.TotalSeconds);
        Step(Figure.WarehouseDay, JsonDocument.Parse(again.Output).RootElement.GetProperty("seconds"), "load");

        void Step(Figure figure, JsonElement steps, string name)
        {
            if (steps.TryGetProperty(name, out var took)) report.Add(figure, firm.Size, took.GetDouble());
            else report.Note($"{figure.What}: the run does not say how long \"{name}\" took");
        }
    }

    // A day of business: orders of a thousand customers, as a file.
    private static async Task Import(Firm firm, Report report)
    {
        var file = Path.Combine(firm.Folder, "day.csv");
        var text = new StringBuilder("customer,order,date,amount\n");
        var today = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < Day; i++) text.Append(CultureInfo.InvariantCulture, $"BENCH{i % 1000},DAY{i},{today:yyyy-MM-dd},{10 + (i % 90)}.50\n");
        await File.WriteAllTextAsync(file, text.ToString());
        var imported = await firm.Run("import", "orders", file, "--columns", "customer=customer,order=order,date=date,amount=amount", "--currency", "CNY", "--json");
        report.Add(Figure.ImportRows, firm.Size, Day / imported.Took.TotalSeconds);
    }
}
