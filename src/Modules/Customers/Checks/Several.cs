namespace Guanxi.Customers;

/// <summary>Several phones or e-mails of one customer or person, as one text between commas; the first is tried first.</summary>
public static class Several
{
    private static readonly char[] Between = [',', '，', '、', ';', '；', '\n', '\r', '|'];

    public static IReadOnlyList<string> Parts(string? text) =>
        string.IsNullOrWhiteSpace(text) ? [] : [.. text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Each in one way of writing; what is no number stays as it was typed, to be refused. Null where there is none.</summary>
    internal static string? Phones(string? typed, string? country) => Join(Parts(typed).Select(p => Guanxi.Customers.Phones.Normalise(p, country) ?? p));

    /// <summary>Each once. Null where there is none.</summary>
    internal static string? Emails(string? typed) => Join(Parts(typed).SelectMany(p => p.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Each as something else.</summary>
    internal static string? Each(string? text, Func<string, string?> say) => text is null ? null : string.Join(", ", Parts(text).Select(say));

    private static string? Join(IEnumerable<string> parts) => string.Join(", ", parts.Distinct(StringComparer.OrdinalIgnoreCase)) is { Length: > 0 } joined ? joined : null;
}
