using System.Collections.Frozen;
using System.Globalization;

namespace Guanxi.Exchange.Reading;

/// <summary>The signs and names by which files mean a currency.</summary>
internal static class CurrencyWords
{
    private static readonly FrozenDictionary<string, int> Digits;
    private static readonly FrozenDictionary<string, string> Codes;

    static CurrencyWords()
    {
        var digits = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in WordList.Lines("CurrencyWords.txt"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var code = words[0] == "*" ? "" : words[0];
            if (code.Length > 0) digits[code] = int.Parse(words[1], CultureInfo.InvariantCulture);
            if (code.Length > 0) codes[code] = code;
            foreach (var word in words.AsSpan(2)) codes[word] = code;
        }

        (Digits, Codes) = (digits.ToFrozenDictionary(StringComparer.Ordinal), codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <param name="code">Empty where the word is a currency's sign, but not of one alone.</param>
    public static bool TryFind(ReadOnlySpan<char> word, out string? code) =>
        Codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word.Trim(), out code);

    public static bool IsKnown(string code) => Digits.ContainsKey(code);

    /// <summary>Digits of the minor unit: 2 for most.</summary>
    public static int MinorDigits(string code) => Digits.GetValueOrDefault(code, 2);
}
