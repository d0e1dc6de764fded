using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Guanxi.Customers.Search;

/// <summary>A stretch of text that is searched in one way: signs that each stand alone (Chinese, Japanese, Korean), or a word of letters and digits.</summary>
/// <param name="Signs">The signs as written, or null for a word.</param>
/// <param name="Word">The word folded to lower case without accents, or empty.</param>
internal readonly record struct Run(IReadOnlyList<Rune>? Signs, string Word);

/// <summary>Cuts a text into runs. Full width, case and accents are folded; whatever is neither letter nor digit only separates.</summary>
internal static class Runs
{
    // Letters that Unicode does not take apart into a letter and an accent.
    private static readonly FrozenDictionary<int, string> Ligatures = new Dictionary<int, string>
    {
        ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['ł'] = "l", ['đ'] = "d", ['ð'] = "d", ['þ'] = "th", ['ı'] = "i", ['ħ'] = "h", ['ŋ'] = "n",
    }.ToFrozenDictionary();

    public static List<Run> Of(string text)
    {
        var runs = new List<Run>(4);
        List<Rune>? signs = null;
        var word = new StringBuilder();

        foreach (var rune in Composed(text).EnumerateRunes())
        {
            if (IsSign(rune))
            {
                EndWord();
                (signs ??= []).Add(rune);
                continue;
            }
            if (IsWithinWord(rune) && word.Length > 0) continue;
            var before = word.Length;
            AppendFolded(word, rune);
            if (word.Length > before) EndSigns();
            else if (!IsAccent(rune))
            {
                EndWord();
                EndSigns();
            }
        }
        EndWord();
        EndSigns();
        return runs;

        void EndWord()
        {
            if (word.Length == 0) return;
            runs.Add(new Run(null, word.ToString()));
            word.Clear();
        }

        void EndSigns()
        {
            if (signs is null) return;
            runs.Add(new Run(signs, ""));
            signs = null;
        }
    }

    private static string Composed(string text)
    {
        if (System.Text.Ascii.IsValid(text)) return text;
        // Half of a surrogate pair makes Normalize throw; a cut paste can bring one.
        if (text.Any(char.IsSurrogate)) text = string.Concat(text.EnumerateRunes());
        return text.Normalize(NormalizationForm.FormKC);
    }

    private static void AppendFolded(StringBuilder word, Rune rune)
    {
        if (rune.IsAscii)
        {
            if (Rune.IsLetterOrDigit(rune)) word.Append(char.ToLowerInvariant((char)rune.Value));
            return;
        }
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber)
        {
            word.Append((int)Rune.GetNumericValue(rune));
            return;
        }
        if (!Rune.IsLetterOrDigit(rune)) return;
        foreach (var part in Rune.ToLowerInvariant(rune).ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Ligatures.TryGetValue(part.Value, out var letters)) word.Append(letters);
            else if (Rune.IsLetterOrDigit(part)) word.Append(Rune.ToLowerInvariant(part));
    }

    private static bool IsAccent(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    /// <summary>O'Brien and Xi'an are one word each.</summary>
    private static bool IsWithinWord(Rune rune) => rune.Value is '\'' or '’' or 'ʼ' or '‘';

    private static bool IsSign(Rune rune) => rune.Value is
        (>= 0x3041 and <= 0x30FF and not 0x30FB) or (>= 0x3105 and <= 0x312F) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or 0x3005 or 0x3007 or (>= 0x20000 and <= 0x3FFFF);
}
