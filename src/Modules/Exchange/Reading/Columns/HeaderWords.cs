using System.Collections.Frozen;
using System.Text;

namespace Guanxi.Exchange.Reading;

/// <summary>The names that files give to their columns, in Chinese and English.</summary>
internal static class HeaderWords
{
    private static readonly FrozenDictionary<string, ColumnRole?> Words;
    private static readonly FrozenSet<string> ProblemWords;
    private static readonly (string Word, ColumnRole Role)[] Parts;

    static HeaderWords()
    {
        var words = new Dictionary<string, ColumnRole?>(StringComparer.Ordinal);
        var problems = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in WordList.Lines("HeaderWords.txt"))
        {
            var split = line.IndexOf(':', StringComparison.Ordinal);
            var role = line[..split];
            foreach (var word in line[(split + 1)..].Split(',').Select(Normal))
            {
                if (role == "!") problems.Add(word);
                else words.TryAdd(word, role == "-" ? null : Enum.Parse<ColumnRole>(role));
            }
        }

        (Words, ProblemWords) = (words.ToFrozenDictionary(StringComparer.Ordinal), problems.ToFrozenSet(StringComparer.Ordinal));
        // A part of a name counts from four letters or two Chinese characters on; longer parts are better evidence.
        Parts = [.. words.Where(word => word.Value is not null && word.Key.Length >= (word.Key[0] < 0x2E80 ? 4 : 2))
            .Select(word => (word.Key, word.Value!.Value)).OrderByDescending(word => word.Key.Length)];
    }

    /// <summary>The role that this header names by a known word.</summary>
    public static ColumnRole? Exact(string header) => Words.GetValueOrDefault(Normal(header));

    public static bool IsProblemColumn(string header) => ProblemWords.Contains(Normal(header));

    /// <summary>How well the header fits a role, 0 to 1.</summary>
    public static (ColumnRole Role, double Fit)? Find(string header)
    {
        var normal = Normal(header);
        if (normal.Length == 0 || ProblemWords.Contains(normal)) return null;
        if (Words.TryGetValue(normal, out var exact)) return exact is { } role ? (role, 1) : null;
        foreach (var (word, known) in Parts)
            if (normal.Contains(word, StringComparison.Ordinal)) return (known, 0.4 + 0.4 * word.Length / normal.Length);
        return null;
    }

    /// <summary>Letters and digits only, narrow, in lower case, without a unit in brackets: "Order_Date", "order date" and
    /// "ORDER DATE (UTC)" are one word.</summary>
    public static string Normal(string header)
    {
        var normal = new StringBuilder(header.Length);
        var depth = 0;
        foreach (var wide in header)
        {
            var letter = FieldText.Narrow(wide);
            if (letter is '(' or '[') depth++;
            else if (letter is ')' or ']') depth = Math.Max(0, depth - 1);
            else if (depth == 0 && char.IsLetterOrDigit(letter)) normal.Append(char.ToLowerInvariant(letter));
        }

        return normal.ToString();
    }
}
