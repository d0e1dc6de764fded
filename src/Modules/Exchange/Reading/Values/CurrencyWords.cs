using System.Collections.Frozen;

namespace Guanxi.Exchange.Reading;

/// <summary>The signs and names by which files mean a currency.</summary>
internal static class CurrencyWords
{
    private static readonly FrozenDictionary<string, string> Codes;

    static CurrencyWords()
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in WordList.Lines("CurrencyWords.txt"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var code = words[0] == "*" ? "" : words[0];
            if (code.Length > 0) codes[code] = code;
            foreach (var word in words.AsSpan(1)) codes[word] = code;
        }

        Codes = codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <param name="code">Empty where the word is a currency's sign, but not of one alone.</param>
    public static bool TryFind(ReadOnlySpan<char> word, out string? code) =>
        Codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word.Trim(), out code);
}
