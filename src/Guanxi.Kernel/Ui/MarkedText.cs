namespace Guanxi.Ui;

/// <summary>Cuts a text where searched words stand in it.</summary>
internal static class MarkedText
{
    private const int Before = 20;

    /// <summary>The text in parts, in order, each either one of the words or what is between them. Upper and lower case are the same.</summary>
    /// <param name="words">As typed, between blanks.</param>
    /// <param name="longest">Of a text that is longer than this, only a stretch around the first hit; 0 for the whole.</param>
    public static IReadOnlyList<(string Part, bool Hit)> Parts(string text, string? words, int longest = 0)
    {
        var wanted = (words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).OrderByDescending(w => w.Length).ToList();
        var parts = new List<(string, bool)>();
        text = Stretch(text, wanted, longest);
        for (var at = 0; at < text.Length;)
        {
            var (place, length) = Next(text, wanted, at);
            if (place > at) parts.Add((text[at..place], false));
            if (length > 0) parts.Add((text.Substring(place, length), true));
            at = place + length;
        }
        return parts;
    }

    private static string Stretch(string text, List<string> wanted, int longest)
    {
        text = text.ReplaceLineEndings(" ");
        if (longest == 0 || text.Length <= longest) return text;
        var (place, length) = Next(text, wanted, 0);
        var start = length == 0 ? 0 : Math.Clamp(place - Before, 0, text.Length - longest);
        var end = start + longest;
        // Half of a surrogate pair is no character.
        if (start > 0 && char.IsLowSurrogate(text[start])) start++;
        if (end < text.Length && char.IsLowSurrogate(text[end])) end--;
        return $"{(start > 0 ? "…" : "")}{text[start..end]}{(end < text.Length ? "…" : "")}";
    }

    /// <returns>Place and length of the next hit; the end of the text and 0 where there is none.</returns>
    private static (int Place, int Length) Next(string text, List<string> wanted, int from)
    {
        var found = (Place: text.Length, Length: 0);
        foreach (var word in wanted)
            if (text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase) is var place && place >= 0 && place < found.Place) found = (place, word.Length);
        return found;
    }
}
