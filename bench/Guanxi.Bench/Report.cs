using System.Globalization;
using System.Text;

namespace Guanxi.Bench;

/// <summary>All that was measured, as a Markdown table: a column for each size, beside the budget.</summary>
internal sealed class Report(IReadOnlyList<Size> sizes)
{
    private readonly Dictionary<(Figure, Size), double> values = [];
    private readonly List<string> notes = [];

    public void Add(Figure figure, Size size, double value)
    {
        values[(figure, size)] = value;
        Console.WriteLine($"  {figure.What}: {Figure.Number(value)} {figure.Unit}{(figure.Limit.Length == 0 ? "" : $" ({figure.Limit}{(figure.Within(value) ? "" : ", MISSED")})")}");
    }

    /// <summary>What the reader must know, e.g. what could not be measured and why.</summary>
    public void Note(string note)
    {
        notes.Add(note);
        Console.WriteLine($"  {note}");
    }

    public string Markdown(DateTimeOffset at)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Measured {at:yyyy-MM-dd HH:mm} UTC").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {Memory()} GiB, .NET {Environment.Version}. The load comes from the same machine. A budget holds at 1M customers and 10M orders; a figure beyond it is **bold**. Growth: times as much at the largest size as at the one before it.")
            .AppendLine();
        text.Append("| figure | budget |");
        foreach (var size in sizes) text.Append(CultureInfo.InvariantCulture, $" {size.Label} |");
        text.AppendLine(" growth |").Append("|---|---|");
        foreach (var _ in sizes) text.Append("--:|");
        text.AppendLine("--:|");
        foreach (var figure in Figure.All.Where(f => sizes.Any(s => values.ContainsKey((f, s)))))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Limit} |");
            foreach (var size in sizes)
                text.Append(values.TryGetValue((figure, size), out var value) ? figure.Within(value) ? $" {Figure.Number(value)} {figure.Unit} |" : $" **{Figure.Number(value)} {figure.Unit}** |" : " – |");
            text.AppendLine(CultureInfo.InvariantCulture, $" {Growth(figure)} |");
        }
        if (notes.Count > 0) text.AppendLine();
        foreach (var note in notes.Distinct()) text.AppendLine(CultureInfo.InvariantCulture, $"- {note}");
        return text.ToString();
    }

    private string Growth(Figure figure)
    {
        if (sizes.Count < 2 || figure.AtLeast || !values.TryGetValue((figure, sizes[^1]), out var last) || !values.TryGetValue((figure, sizes[^2]), out var before) || before == 0) return "";
        var times = last / before;
        var said = $"× {times.ToString("0.0", CultureInfo.InvariantCulture)}";
        return figure.Growth is not { } limit ? said : times <= limit ? $"{said} (≤ {limit})" : $"**{said}** (≤ {limit})";
    }

    private static long Memory() => (long)Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30));
}
