using System.Text.RegularExpressions;

namespace Guanxi.Warehouse.Loading;

/// <summary>What a module publishes to the warehouse: a portable SELECT whose rows say when they changed.</summary>
internal sealed class Feed(SqlFile file)
{
    /// <summary>The table that it is loaded into.</summary>
    public string Table { get; } = $"raw_{file.Name}";
    public string Name => file.Name;
    public string Grain { get; } = file.Header("grain").SingleOrDefault() ?? "";
    public string Select { get; } = file.Select;
    public IReadOnlyList<string> Key { get; } = file.Names("key");
    public string Change { get; } = file.Header("change").Single();

    /// <summary>Tables of the operational database that it reads.</summary>
    public IReadOnlyList<string> Sources { get; } = [.. Regex.Matches(file.Select, @"\b(?:FROM|JOIN)\s+([a-z_]+)").Select(m => m.Groups[1].Value).Distinct()];

    /// <summary>How the database keeps its rows, so that reading all of them goes through it once; empty where that is plain.</summary>
    public string Order { get; } = file.Header("order").Select(o => $"\nORDER BY {o}").SingleOrDefault() ?? "";

    /// <summary>Rows with the same values here are replaced together: the lines of an order, of which fewer may come again.</summary>
    public IReadOnlyList<string> Replaces { get; } = file.Names("replaces") is { Count: > 0 } names ? names : file.Names("key");

    /// <summary>Of which table's deletions it hears, and which of its columns holds that table's id.</summary>
    public (string Table, string Column)? Gone { get; } = file.Header("gone").Select(g => g.Split('(', ')')).Select(g => ((string, string)?)(g[0].Trim(), g[1].Trim())).SingleOrDefault();

    /// <summary>Whether its rows belong to customers. What does not changes everybody's figures.</summary>
    public bool OfCustomers => Key[0] == "customer_id";

    /// <summary>Whether a column may hold nothing: any, unless the header's <c>nullable</c> names those that do.</summary>
    public bool MayBeNull(string column) => nullable is null || nullable.Contains(column);

    /// <summary>What a column holds, by its name; the header's <c>integer</c> names those whose name does not tell, <c>enum</c> those with a closed set of texts.</summary>
    public string TypeOf(string column) =>
        column.EndsWith("_at", StringComparison.Ordinal) ? "TIMESTAMP"
        : column.EndsWith("_on", StringComparison.Ordinal) ? "DATE"
        : column.EndsWith("currency", StringComparison.Ordinal) ? Currency
        : enums.TryGetValue(column, out var members) ? members
        : Wholes.Any(w => column.EndsWith(w, StringComparison.Ordinal)) || integers.Contains(column) ? "BIGINT"
        : "VARCHAR";

    /// <summary>The type of a column of currencies. A firm that never had an order has none yet.</summary>
    public static string Currency { get; } = Enum(Currencies.All.Prepend(""));

    // Texts of a closed set take a byte each, and DuckDB has nothing to find out about them: with three of them in every line that halves a load.
    private static string Enum(IEnumerable<string> members) => $"ENUM ({string.Join(", ", members.Select(m => $"'{m.Trim()}'"))})";

    private readonly IReadOnlyDictionary<string, string> enums = file.Header("enum").Select(e => e.Split('(', ')')).ToDictionary(e => e[0].Trim(), e => Enum(e[1].Split(',')));

    private static readonly string[] Wholes = ["_id", "_minor", "_milli", "_micro", "_nano", "_no", "_stamp", "_of"];
    private readonly IReadOnlyList<string>? nullable = file.Header("nullable").Any() ? file.Names("nullable") : null;
    private readonly IReadOnlyList<string> integers = file.Names("integer");
}
