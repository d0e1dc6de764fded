using System.Globalization;

namespace Guanxi.Exchange.Reading;

/// <summary>Which column, counted from 0, plays which role.</summary>
internal sealed record ColumnMapping(IReadOnlyDictionary<ColumnRole, int> Columns)
{
    private static readonly Dictionary<string, ColumnRole> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["customer"] = ColumnRole.CustomerCode, ["name"] = ColumnRole.CustomerName, ["phone"] = ColumnRole.Phone, ["email"] = ColumnRole.Email,
        ["order"] = ColumnRole.OrderNumber, ["date"] = ColumnRole.OrderedAt, ["amount"] = ColumnRole.Amount, ["currency"] = ColumnRole.Currency,
        ["product"] = ColumnRole.ProductCode, ["product-name"] = ColumnRole.ProductName, ["quantity"] = ColumnRole.Quantity,
        ["price"] = ColumnRole.UnitPrice, ["country"] = ColumnRole.Country, ["note"] = ColumnRole.Note,
        ["province"] = ColumnRole.Province, ["city"] = ColumnRole.City, ["address"] = ColumnRole.Address,
    };

    public int? this[ColumnRole role] => Columns.TryGetValue(role, out var column) ? column : null;

    /// <summary>Reads <c>customer=CustomerID,order=2,date=InvoiceDate</c>: a role, and a header's name or a column's number from 1.</summary>
    /// <param name="header">The file's header; null where it has none and columns have numbers only.</param>
    public static ColumnMapping Parse(string text, IReadOnlyList<string>? header, int columns)
    {
        var found = new Dictionary<ColumnRole, int>();
        foreach (var (name, column) in Named(text, header, columns))
            if (!found.TryAdd(RoleOf(name) ?? throw new UnreadableFile("exchange.columns.role_unknown", name), column)) throw new UnreadableFile("exchange.columns.role_twice", name);
        return new ColumnMapping(found).Checked(columns);
    }

    /// <summary>The role of a name as people type it; null where it is none.</summary>
    public static ColumnRole? RoleOf(string name) => Names.TryGetValue(name, out var role) ? role : null;

    /// <summary>Reads the same form, whatever the names stand for.</summary>
    public static IEnumerable<(string Name, int Column)> Named(string text, IReadOnlyList<string>? header, int columns)
    {
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var split = part.IndexOf('=', StringComparison.Ordinal);
            if (split < 1) throw new UnreadableFile("exchange.columns.not_understood", part);
            yield return (part[..split].Trim(), Column(part[(split + 1)..].Trim(), header, columns));
        }
    }

    /// <summary>Refuses a mapping to columns that aren't there; it may be unfinished.</summary>
    public ColumnMapping InFile(int columns)
    {
        foreach (var column in Columns.Values)
            if (column < 0 || column >= columns) throw new UnreadableFile("exchange.columns.not_in_file", (column + 1).ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Refuses a mapping by which no order can be read.</summary>
    public ColumnMapping Checked(int columns)
    {
        InFile(columns);
        if (this[ColumnRole.OrderedAt] is null) throw new UnreadableFile("exchange.columns.date_missing");
        if (this[ColumnRole.Amount] is null && this[ColumnRole.UnitPrice] is null) throw new UnreadableFile("exchange.columns.amount_missing");
        if (this[ColumnRole.CustomerCode] is null && this[ColumnRole.CustomerName] is null && this[ColumnRole.Phone] is null && this[ColumnRole.Email] is null)
            throw new UnreadableFile("exchange.columns.customer_missing");
        return this;
    }

    private static int Column(string name, IReadOnlyList<string>? header, int columns)
    {
        if (header is not null)
        {
            // The name as written wins over a number: a header may be called "2024".
            var exact = Matches(header, other => string.Equals(other.Trim(), name, StringComparison.OrdinalIgnoreCase));
            if (exact.Count == 0 && HeaderWords.Normal(name) is { Length: > 0 } normal) exact = Matches(header, other => HeaderWords.Normal(other) == normal);
            if (exact.Count > 1) throw new UnreadableFile("exchange.columns.ambiguous", name);
            if (exact.Count == 1) return exact[0];
        }

        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= columns) return number - 1;
        throw new UnreadableFile("exchange.columns.not_in_file", name);
    }

    private static List<int> Matches(IReadOnlyList<string> header, Func<string, bool> fits) =>
        [.. Enumerable.Range(0, header.Count).Where(column => fits(header[column]))];
}
