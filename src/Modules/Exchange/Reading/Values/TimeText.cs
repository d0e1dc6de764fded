namespace Guanxi.Exchange.Reading;

/// <summary>The time behind a date: 14:30, 2:30:05 PM, T08:26:00.000Z, 下午2时30分.</summary>
internal static class TimeText
{
    public static bool TryTail(ref TextScan scan, ref DateParts parts)
    {
        if (scan.AtEnd) return true;
        if (parts.HasTime) return TryZone(ref scan, ref parts);
        // A weekday or a comma between date and time carries nothing.
        var separated = scan.Take('T') || scan.Take(',') | scan.Blanks();
        bool? afternoon = scan.Take(DateSigns.Afternoon) ? true : scan.Take(DateSigns.Morning) ? false : null;
        scan.Blanks();
        if (!separated && afternoon is null && !char.IsAsciiDigit(scan.Next)) return false;
        if (!TryClock(ref scan, ref parts)) return false;
        scan.Blanks();
        afternoon ??= scan.Take("PM") || scan.Take(DateSigns.Afternoon) ? true : scan.Take("AM") || scan.Take(DateSigns.Morning) ? false : null;
        if (afternoon is not null && parts.Hour > 12 && afternoon == false) return false;
        if (afternoon == true && parts.Hour < 12) parts.Hour += 12;
        if (afternoon == false && parts.Hour == 12) parts.Hour = 0;
        parts.HasTime = true;
        return TryZone(ref scan, ref parts);
    }

    private static bool TryClock(ref TextScan scan, ref DateParts parts)
    {
        if (scan.Digits(out var hour) is 0 or > 2) return false;
        parts.Hour = (int)hour;
        var spoken = scan.Take(DateSigns.Hour) || scan.Take(DateSigns.HourColloquial);
        if (spoken && scan.AtEnd) return true;
        if (!spoken && !scan.Take(':')) return false;
        if (scan.Digits(out var minute) is 0 or > 2) return false;
        parts.Minute = (int)minute;
        var more = scan.Take(':') || (scan.Take(DateSigns.Minute) && char.IsAsciiDigit(scan.Next));
        if (!more) return true;
        if (scan.Digits(out var second) is 0 or > 2) return false;
        parts.Second = (int)second;
        scan.Take(DateSigns.Second);
        if (!scan.Take('.')) return true;
        var digits = scan.Digits(out var fraction);
        if (digits is 0 or > 9) return false;
        for (; digits < 7; digits++) fraction *= 10;
        for (; digits > 7; digits--) fraction /= 10;
        parts.FractionTicks = fraction;
        return true;
    }

    private static bool TryZone(ref TextScan scan, ref DateParts parts)
    {
        scan.Blanks();
        if (scan.AtEnd) return true;
        if (scan.Take('Z') || scan.Take("UTC") || scan.Take("GMT"))
        {
            parts.OffsetMinutes = 0;
            if (scan.AtEnd) return true;
        }

        var west = scan.Next == '-';
        if (!scan.Take('+') && !scan.Take('-')) return false;
        var digits = scan.Digits(out var hours);
        long minutes = 0;
        if (digits == 4) (hours, minutes) = (hours / 100, hours % 100);
        else if (digits is not (1 or 2)) return false;
        else if (scan.Take(':') && scan.Digits(out minutes) != 2) return false;
        if (hours > 14 || minutes > 59) return false;
        parts.OffsetMinutes = (short)((west ? -1 : 1) * (hours * 60 + minutes));
        return scan.AtEnd;
    }
}
