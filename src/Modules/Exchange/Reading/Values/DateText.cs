namespace Guanxi.Exchange.Reading;

internal enum DateShape
{
    None,

    /// <summary>Can be read in one way only.</summary>
    SelfDescribing,

    /// <summary>Three numbers whose order must be known.</summary>
    OrderNeeded,

    /// <summary>Days since 1899-12-30, as Excel counts; a plain number too.</summary>
    Serial,
}

/// <summary>What a text is as a date, before it is decided how the file's dates are to be read.</summary>
/// <param name="Differs">Day first and month first give two different dates.</param>
internal readonly record struct DateLook(DateShape Shape, bool DayFirst = false, bool MonthFirst = false, bool YearFirst = false, bool Differs = false);

/// <summary>Reads dates and times in the forms that exports really contain.</summary>
internal static class DateText
{
    private const int FirstYear = 1900, LastYear = 2199;
    private const int Longest = 48;

    public static bool IsPlausible(int year) => year is >= FirstYear and <= LastYear;

    public static bool TryRead(ReadOnlySpan<char> field, DateOrder? order, out SourceMoment moment)
    {
        moment = default;
        Span<char> narrow = stackalloc char[Longest];
        return TryNarrow(field, narrow, out var text) && TryParts(text, out var parts) && parts.TryMoment(order, out moment);
    }

    public static DateLook Look(ReadOnlySpan<char> field)
    {
        Span<char> narrow = stackalloc char[Longest];
        if (!TryNarrow(field, narrow, out var text) || !TryParts(text, out var parts)) return default;
        if (parts.Shape != DateShape.OrderNeeded) return parts.TryMoment(null, out _) ? new(parts.Shape) : default;
        var dayFirst = parts.TryMoment(DateOrder.DayFirst, out var byDay);
        var monthFirst = parts.TryMoment(DateOrder.MonthFirst, out var byMonth);
        var look = new DateLook(DateShape.OrderNeeded, dayFirst, monthFirst, parts.TryMoment(DateOrder.YearFirst, out _),
            dayFirst && monthFirst && byDay != byMonth);
        return look.DayFirst || look.MonthFirst || look.YearFirst ? look : default;
    }

    private static bool TryNarrow(ReadOnlySpan<char> field, Span<char> narrow, out ReadOnlySpan<char> text)
    {
        text = default;
        field = FieldText.Bare(field);
        if (field.Length is < 5 or > Longest) return false;
        for (var at = 0; at < field.Length; at++) narrow[at] = FieldText.Narrow(field[at]);
        text = narrow[..field.Length];
        return true;
    }

    private static bool TryParts(ReadOnlySpan<char> text, out DateParts parts)
    {
        parts = default;
        var scan = new TextScan(text);
        if (!char.IsAsciiDigit(text[0])) return TryNamedMonthFirst(ref scan, out parts) && TimeText.TryTail(ref scan, ref parts);
        var digits = scan.Digits(out var first);
        return digits switch
        {
            8 or 12 or 14 => TryCompact(ref scan, first, digits, out parts) && TimeText.TryTail(ref scan, ref parts),
            5 => TrySerial(ref scan, first, out parts),
            1 or 2 or 4 => TrySeparated(ref scan, (int)first, digits, out parts) && TimeText.TryTail(ref scan, ref parts),
            _ => false,
        };
    }

    /// <summary>20240305, 202403051430, 20240305143000.</summary>
    private static bool TryCompact(ref TextScan scan, long number, int digits, out DateParts parts)
    {
        parts = new() { Shape = DateShape.SelfDescribing, HasTime = digits > 8 };
        if (digits == 14) (parts.Second, number) = ((int)(number % 100), number / 100);
        if (digits >= 12) (parts.Minute, parts.Hour, number) = ((int)(number % 100), (int)(number / 100 % 100), number / 10_000);
        (parts.Year, parts.Month, parts.Day) = ((int)(number / 10_000), (int)(number / 100 % 100), (int)(number % 100));
        return digits == 8 || scan.AtEnd;
    }

    private static bool TrySerial(ref TextScan scan, long days, out DateParts parts)
    {
        parts = new() { Shape = DateShape.Serial, Serial = days };
        // 1954 to 2119; a wider range would take order numbers for dates.
        if (days is < 20_000 or > 80_000) return false;
        if (scan.AtEnd) return true;
        if (!scan.Take('.')) return false;
        var digits = scan.Digits(out var fraction);
        if (digits is 0 or > 15 || !scan.AtEnd) return false;
        parts.Serial += fraction / Math.Pow(10, digits);
        parts.HasTime = true;
        return true;
    }

    private static bool TrySeparated(ref TextScan scan, int first, int digits, out DateParts parts)
    {
        parts = new() { Shape = DateShape.SelfDescribing };
        if (scan.Take(DateSigns.Year)) return digits is 2 or 4 && TryChinese(ref scan, first, digits, ref parts);
        var separator = scan.Next;
        if (separator is not ('-' or '/' or '.' or ' ')) return false;
        scan.Take(separator);
        if (char.IsAsciiLetter(scan.Next)) return digits <= 2 && TryNamedMonthSecond(ref scan, first, separator, ref parts);
        if (separator == ' ' || scan.Digits(out var second) is 0 or > 2 || !scan.Take(separator)) return false;
        var lastDigits = scan.Digits(out var third);
        if (digits == 4)
        {
            (parts.Year, parts.Month, parts.Day) = (first, (int)second, (int)third);
            return lastDigits is 1 or 2;
        }

        parts.Shape = DateShape.OrderNeeded;
        (parts.First, parts.Middle, parts.Third, parts.ThirdDigits) = (first, (int)second, (int)third, lastDigits);
        return lastDigits is 2 or 4;
    }

    /// <summary>2024年3月5日, 24年3月5号.</summary>
    private static bool TryChinese(ref TextScan scan, int year, int digits, ref DateParts parts)
    {
        scan.Blanks();
        if (scan.Digits(out var month) is 0 or > 2 || !scan.Take(DateSigns.Month)) return false;
        scan.Blanks();
        if (scan.Digits(out var day) is 0 or > 2) return false;
        _ = scan.Take(DateSigns.Day) || scan.Take(DateSigns.DayColloquial);
        (parts.Year, parts.Month, parts.Day) = (digits == 2 ? DateParts.Century(year) : year, (int)month, (int)day);
        return true;
    }

    /// <summary>5-Mar-2024, 5 March 24.</summary>
    private static bool TryNamedMonthSecond(ref TextScan scan, int day, char separator, ref DateParts parts)
    {
        if (!DateSigns.TryMonth(scan.Letters(), out var month)) return false;
        scan.Take('.');
        if (!scan.Take(separator) && !scan.Take(' ')) return false;
        var digits = scan.Digits(out var year);
        (parts.Year, parts.Month, parts.Day) = (digits == 2 ? DateParts.Century((int)year) : (int)year, month, day);
        return digits is 2 or 4;
    }

    /// <summary>Mar 5, 2024.</summary>
    private static bool TryNamedMonthFirst(ref TextScan scan, out DateParts parts)
    {
        parts = new() { Shape = DateShape.SelfDescribing };
        if (!DateSigns.TryMonth(scan.Letters(), out var month)) return false;
        scan.Take('.');
        scan.Blanks();
        if (scan.Digits(out var day) is 0 or > 2) return false;
        scan.Take(',');
        scan.Blanks();
        var digits = scan.Digits(out var year);
        (parts.Year, parts.Month, parts.Day) = ((int)year, month, (int)day);
        return digits == 4;
    }
}
