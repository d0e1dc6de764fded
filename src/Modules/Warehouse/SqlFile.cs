using System.Reflection;

namespace Guanxi.Warehouse;

/// <summary>A .sql file of a module: its header's lines (<c>-- name: value</c>) and its text.</summary>
internal sealed record SqlFile(string Name, string Folder, string Text)
{
    /// <summary>The header's values of that name, in order.</summary>
    public IEnumerable<string> Header(string name) => Text.Split('\n').TakeWhile(l => l.StartsWith("--", StringComparison.Ordinal))
        .Where(l => l.StartsWith($"-- {name}: ", StringComparison.Ordinal)).Select(l => l[$"-- {name}: ".Length..].Trim());

    /// <summary>A header line of comma-separated names.</summary>
    public IReadOnlyList<string> Names(string header) => [.. Header(header).SelectMany(l => l.Split(',')).Select(n => n.Trim()).Where(n => n.Length > 0)];

    /// <summary>The text without its header.</summary>
    public string Select => string.Join('\n', Text.Split('\n').SkipWhile(l => l.StartsWith("--", StringComparison.Ordinal))).Trim();

    /// <summary>All files of an assembly under a folder: <c>Feeds</c>, <c>Models.facts</c>.</summary>
    public static IEnumerable<SqlFile> In(Assembly assembly, string folder)
    {
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            // Guanxi.Sales.Feeds.order_line.sql, Guanxi.Warehouse.Models.facts.fact_day.sql
            var parts = resource.Split('.')[2..^1];
            if (parts[0] != folder) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return new(parts[^1], string.Join('.', parts[..^1]), reader.ReadToEnd().ReplaceLineEndings("\n"));
        }
    }
}
