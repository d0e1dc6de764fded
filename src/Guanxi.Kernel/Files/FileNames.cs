using System.Globalization;
using System.Text;

namespace Guanxi.Files;

/// <summary>Makes of the name that a sender's program gives to a file one that can be shown and handed out. The file itself never lies under it.</summary>
public static class FileNames
{
    /// <summary>UTF-16 units that a cleaned name has at most.</summary>
    public const int Longest = 200;

    // What people read, and what file systems of whoever saves it take: 255 bytes, with room for a “(1)”.
    private const int MostElements = 100;
    private const int MostBytes = 240;

    /// <summary>Endings that a system runs, or shows as a page: within a name they only deceive.</summary>
    private static readonly HashSet<string> Run = new(StringComparer.OrdinalIgnoreCase)
    {
        "apk", "app", "bat", "cmd", "com", "cpl", "dll", "dmg", "exe", "hta", "htm", "html", "iso", "jar", "js", "jse", "lnk", "mht", "mhtml", "mjs", "msc", "msi", "php", "pif", "ps1", "py", "reg", "scr", "sh", "svg", "url", "vbe", "vbs", "wsf", "xhtml", "xml",
    };

    private static readonly HashSet<string> Reserved = new(["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" })], StringComparer.OrdinalIgnoreCase);

    /// <summary>Without path, control and direction signs, leading and trailing dots; not longer than people read; an ending that deceives is none any more.</summary>
    /// <returns>Never empty; without an ending where the sender's had none.</returns>
    public static string Clean(string? sent)
    {
        var name = Tidy(WithoutPath(sent ?? ""));
        var (stem, ending) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        // An ending of more than a few signs is none.
        if (ending.Length > 12) (stem, ending) = (name.Replace('.', '_'), "");
        // Windows takes NUL.tar.gz for a device, too.
        if (Reserved.Contains(stem.Split('.')[0].Trim())) stem = "_" + stem;
        // What deceives is looked for in what is left: a cut may make an ending of a longer word.
        stem = WithoutInnerEndings(Cut(stem, MostBytes - Encoding.UTF8.GetByteCount(ending), Longest - ending.Length));
        return stem + ending;
    }

    private static string WithoutPath(string sent) => sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];

    private static string Tidy(string name)
    {
        var tidy = new StringBuilder();
        // Runes: halves of a pair by themselves become U+FFFD, which is left out.
        foreach (var rune in name.EnumerateRunes())
            switch (Rune.GetUnicodeCategory(rune))
            {
                // Direction, joiners, what has no width: a name must be what it looks like.
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned: break;
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
                    break;
                default:
                    if (rune.Value != 0xFFFD) tidy.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? "_" : rune.ToString());
                    break;
            }
        return tidy.ToString().Normalize(NormalizationForm.FormC).Trim('.', ' ');
    }

    // invoice.exe.pdf: who has endings hidden reads invoice.exe. Dots of versions and days stay.
    private static string WithoutInnerEndings(string stem)
    {
        var parts = stem.Split('.');
        var whole = new StringBuilder(parts[0]);
        foreach (var part in parts.Skip(1)) whole.Append(Run.Contains(part.Trim()) ? '_' : '.').Append(part);
        return whole.ToString();
    }

    // By what people see as one sign: a name is never cut within one.
    private static string Cut(string stem, int bytes, int units)
    {
        var (cut, elements, size) = (new StringBuilder(), 0, 0);
        for (var at = 0; at < stem.Length && elements < MostElements; elements++)
        {
            var length = StringInfo.GetNextTextElementLength(stem, at);
            size += Encoding.UTF8.GetByteCount(stem.AsSpan(at, length));
            // A sign with a thousand accents ends the name.
            if (size > bytes || cut.Length + length > units) break;
            cut.Append(stem, at, length);
            at += length;
        }
        var shown = cut.ToString().TrimEnd('.', ' ');
        return shown.Length == 0 ? "file" : shown;
    }
}
