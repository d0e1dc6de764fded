using System.Buffers;
using System.Globalization;

namespace Guanxi.Exchange.Reading;

internal enum DecimalSign { Dot, Comma }

/// <summary>Which readings of the decimal sign make a number of a text.</summary>
[Flags]
internal enum NumberFit { None = 0, Dot = 1, Comma = 2, Both = 3, Differ = 7 }

/// <summary>Reads numbers as people and programs write them: grouped, with currency, in full width, negative in brackets.
/// What doesn't fit the sign in force is no number: <c>9,5</c> is never 95, and <c>test</c> never 0.</summary>
internal static class NumberText
{
    private const int Longest = 48;

    private static readonly SearchValues<char> Starts = SearchValues.Create("0123456789-+(");

    public static bool TryRead(ReadOnlySpan<char> field, DecimalSign sign, out decimal value) =>
        TryRead(field, sign, out value, out _);

    /// <param name="currency">The currency that the text names, where it names one for certain.</param>
    public static bool TryRead(ReadOnlySpan<char> field, DecimalSign sign, out decimal value, out string? currency)
    {
        currency = null;
        if (TryPlain(field, sign, out value)) return true;
        Span<char> narrow = stackalloc char[Longest];
        return TryUndress(field, narrow, out var body, out var negative, out currency)
            && TryBody(body, sign, negative, out value);
    }

    public static NumberFit Fits(ReadOnlySpan<char> field)
    {
        if (FitsPlain(field) is { } plain) return plain;
        Span<char> narrow = stackalloc char[Longest];
        if (!TryUndress(field, narrow, out var body, out _, out _)) return NumberFit.None;
        var dot = TryBody(body, DecimalSign.Dot, false, out var withDot);
        var comma = TryBody(body, DecimalSign.Comma, false, out var withComma);
        if (dot && comma) return withDot == withComma ? NumberFit.Both : NumberFit.Differ;
        return dot ? NumberFit.Dot : comma ? NumberFit.Comma : NumberFit.None;
    }

    /// <summary>The usual case, and the fast one: digits, at most one decimal sign, a minus in front.</summary>
    private static bool TryPlain(ReadOnlySpan<char> field, DecimalSign sign, out decimal value)
    {
        value = 0;
        if (field.Length is 0 or > 18) return false;
        var point = sign == DecimalSign.Dot ? '.' : ',';
        long mantissa = 0;
        var scale = -1;
        var at = field[0] == '-' ? 1 : 0;
        if (at == field.Length) return false;
        for (; at < field.Length; at++)
        {
            var digit = field[at] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = mantissa * 10 + digit;
                if (scale >= 0) scale++;
            }
            else if (field[at] == point && scale < 0 && at > 0 && at + 1 < field.Length && char.IsAsciiDigit(field[at - 1])) scale = 0;
            else return false;
        }

        value = new decimal((int)mantissa, (int)(mantissa >> 32), 0, field[0] == '-', (byte)Math.Max(scale, 0));
        return true;
    }

    /// <returns>Null where the usual case, digits and at most a point, doesn't tell.</returns>
    private static NumberFit? FitsPlain(ReadOnlySpan<char> field)
    {
        if (field.Length is 0 or > 18) return null;
        var digits = field[0] == '-' ? field[1..] : field;
        var point = digits.IndexOfAnyExceptInRange('0', '9');
        if (point < 0) return digits.IsEmpty ? null : NumberFit.Both;
        var behind = digits.Length - point - 1;
        // Three digits behind a point could be a group; that is for the thorough way.
        return point > 0 && digits[point] == '.' && behind is > 0 and not 3 && digits[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0
            ? NumberFit.Dot : null;
    }

    /// <summary>Takes off blanks, currency, signs and brackets.</summary>
    private static bool TryUndress(ReadOnlySpan<char> field, Span<char> narrow, out ReadOnlySpan<char> body, out bool negative, out string? currency)
    {
        body = default;
        negative = false;
        currency = null;
        field = FieldText.Bare(field);
        if (field.Length is 0 or > Longest) return false;
        for (var at = 0; at < field.Length; at++) narrow[at] = FieldText.Narrow(field[at]);
        ReadOnlySpan<char> rest = narrow[..field.Length];
        if (rest.IndexOfAnyInRange('0', '9') < 0) return false;
        var signs = 0;
        while (true)
        {
            rest = rest.Trim(' ');
            if (rest.IsEmpty) return false;
            if (TakeSign(ref rest, ref negative)) signs++;
            else if (IsBody(rest[0]) && char.IsAsciiDigit(rest[^1])) break;
            else if (currency is not null || !TakeCurrency(ref rest, out currency)) return false;
        }

        body = rest;
        if (currency?.Length == 0) currency = null;
        return signs <= 1;
    }

    /// <summary>A minus in front or behind, a plus, or brackets round a negative amount.</summary>
    private static bool TakeSign(ref ReadOnlySpan<char> rest, ref bool negative)
    {
        var brackets = rest[0] == '(' && rest[^1] == ')';
        var front = rest[0] is '-' or '+';
        var behind = rest[^1] == '-';
        if (!brackets && !front && !behind) return false;
        negative |= rest[0] != '+';
        rest = brackets ? rest[1..^1] : front ? rest[1..] : rest[..^1];
        return true;
    }

    private static bool IsBody(char letter) => char.IsAsciiDigit(letter) || letter is '.' or ',';

    /// <summary>A currency before the number or behind it. An ambiguous sign such as $ is taken too, but names none (an empty code).</summary>
    private static bool TakeCurrency(ref ReadOnlySpan<char> rest, out string? currency)
    {
        currency = null;
        var front = !IsBody(rest[0]);
        var split = front ? rest.IndexOfAny(Starts) : rest.LastIndexOfAnyInRange('0', '9') + 1;
        if (split <= 0 || split >= rest.Length || !CurrencyWords.TryFind(front ? rest[..split] : rest[split..], out currency)) return false;
        rest = front ? rest[split..] : rest[..split];
        return true;
    }

    private static bool TryBody(ReadOnlySpan<char> body, DecimalSign sign, bool negative, out decimal value)
    {
        value = 0;
        var (point, group) = sign == DecimalSign.Dot ? ('.', ',') : (',', '.');
        var whole = body;
        ReadOnlySpan<char> fraction = default;
        if (body.IndexOf(point) is >= 0 and var split)
        {
            whole = body[..split];
            fraction = body[(split + 1)..];
            if (fraction.IsEmpty || fraction.IndexOfAnyExceptInRange('0', '9') >= 0) return false;
        }

        Span<char> digits = stackalloc char[Longest + 2];
        if (!TryGroups(whole, group, digits, out var length)) return false;
        if (length + fraction.Length is 0 or > 24) return false;
        digits[length] = '.';
        fraction.CopyTo(digits[(length + 1)..]);
        if (!decimal.TryParse(digits[..(length + 1 + fraction.Length)], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)) return false;
        if (negative) value = -value;
        return true;
    }

    /// <summary>Groups are of three digits, all by one sign, and the first doesn't start with a zero.</summary>
    private static bool TryGroups(ReadOnlySpan<char> whole, char group, Span<char> digits, out int length)
    {
        length = 0;
        if (whole.IsEmpty) return true;
        var at = whole.IndexOfAnyExceptInRange('0', '9');
        if (at < 0)
        {
            whole.CopyTo(digits);
            length = whole.Length;
            return true;
        }

        var used = whole[at];
        if (used != group && used is not (' ' or '\'') || at is 0 or > 3 || whole[0] == '0') return false;
        whole[..at].CopyTo(digits);
        length = at;
        for (; at < whole.Length; at += 4)
        {
            if (whole[at] != used || at + 4 > whole.Length || whole.Slice(at + 1, 3).IndexOfAnyExceptInRange('0', '9') >= 0) return false;
            whole.Slice(at + 1, 3).CopyTo(digits[length..]);
            length += 3;
        }

        return true;
    }
}
