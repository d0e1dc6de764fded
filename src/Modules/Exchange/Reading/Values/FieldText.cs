using System.Buffers;

namespace Guanxi.Exchange.Reading;

/// <summary>What a field's text is once the traces of spreadsheets and web shops are off.</summary>
internal static class FieldText
{
    private static readonly SearchValues<char> Decimals = SearchValues.Create("0123456789.,");
    private static readonly SearchValues<char> Harmless = SearchValues.Create("0123456789.,%() -\u00A0\u00A5$\u20AC\u00A3");
    private static readonly SearchValues<char> Inner = SearchValues.Create("\r\n\t\u00A0\u3000");

    /// <summary>Without blanks of any width at the ends, and without Excel's <c>="00123"</c> round a code.</summary>
    public static ReadOnlySpan<char> Bare(ReadOnlySpan<char> field)
    {
        if (field.IsEmpty || (IsPlain(field[0]) && IsPlain(field[^1]))) return field;
        while (!field.IsEmpty && IsBlank(field[0])) field = field[1..];
        while (!field.IsEmpty && IsBlank(field[^1])) field = field[..^1];
        if (field.Length > 3 && field[0] == '=' && field[1] == '"' && field[^1] == '"') return Bare(field[2..^1]);
        // Excel's sign for "this is text".
        if (field.Length > 1 && field[0] == '\'' && (char.IsAsciiDigit(field[1]) || IsFormula(field[1..]))) return field[1..];
        return field;
    }

    /// <summary>What a spreadsheet would work out instead of showing it. Numbers, phones and codes that begin with such a sign are none.</summary>
    public static bool IsFormula(ReadOnlySpan<char> text) => text.Length > 1 && text[0] switch
    {
        '=' => text[1] != '"',
        '@' => true,
        '+' or '-' => text[1..].ContainsAnyExcept(Harmless),
        _ => false,
    };

    /// <summary>A line break or tab inside a name becomes a blank.</summary>
    public static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAny(Inner)) return text;
        return string.Join(' ', text.Split([' ', '\r', '\n', '\t', '\u00A0', '\u3000'], StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A code or phone that a spreadsheet turned into <c>1.38E+10</c>: the digits are gone for good.</summary>
    public static bool IsScientific(ReadOnlySpan<char> text)
    {
        var sign = text.IndexOf("E+", StringComparison.OrdinalIgnoreCase);
        return sign > 0 && !text[..sign].ContainsAnyExcept(Decimals)
            && sign + 2 < text.Length && text[(sign + 2)..].IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>The ASCII twin of a full-width sign, else the sign itself.</summary>
    public static char Narrow(char letter) => letter switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(letter - 0xFEE0),
        '\u3000' or '\u00A0' or '\u202F' or '\u2009' => ' ',
        '\u2212' => '-',
        '\u2019' => '\'',
        '\uFFE5' => '\u00A5',
        _ => letter,
    };

    private static bool IsPlain(char letter) => letter is > ' ' and < '\u007F' and not ('=' or '\'' or '"');

    private static bool IsBlank(char letter) => char.IsWhiteSpace(letter) || letter is '\uFEFF' or '\u200B' or '\u200E';
}
