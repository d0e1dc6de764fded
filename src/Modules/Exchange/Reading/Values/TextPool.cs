namespace Guanxi.Exchange.Reading;

/// <summary>One string for equal values of a column: order files repeat the same few thousand words.</summary>
internal sealed class TextPool
{
    // A column of all-different values gains nothing and would only be kept alive.
    private const int Most = 200_000;

    private readonly Dictionary<string, string> known;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private string last = "";

    public TextPool() => lookup = (known = new(StringComparer.Ordinal)).GetAlternateLookup<ReadOnlySpan<char>>();

    public string? Of(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty) return null;
        if (value.SequenceEqual(last)) return last;
        if (lookup.TryGetValue(value, out var pooled)) return last = pooled;
        pooled = value.ToString();
        if (known.Count < Most) known[pooled] = pooled;
        return last = pooled;
    }
}
