using System.Globalization;

namespace Guanxi.Exchange.Reading;

/// <summary>The order of the three numbers of a date such as 5/3/24, which the date itself doesn't say.</summary>
internal enum DateOrder { DayFirst, MonthFirst, YearFirst }

/// <summary>How a file's dates are read. Dates that describe themselves (2024-03-05, 20240305, 5 Mar 2024, an Excel serial)
/// need no choice; an order is needed where they don't, and only there.</summary>
internal sealed record DateReading
{
    /// <summary>Null: such dates are refused row by row rather than guessed.</summary>
    public DateOrder? Order { get; init; }

    /// <summary>A .NET pattern that every date must have exactly; null where any known form will do.</summary>
    public string? Format { get; init; }

    /// <summary>The file writes local times with a zone that isn't meant: only the wall clock counts.</summary>
    public bool KeepWallClock { get; init; }

    /// <summary>Takes the pattern as people type it: <c>YYYY-MM-DD</c> is <c>yyyy-MM-dd</c>.</summary>
    public static DateReading Exactly(string pattern)
    {
        var format = pattern.Trim().Replace('Y', 'y').Replace('D', 'd').Replace('S', 's');
        if (!format.Contains('M', StringComparison.Ordinal) && !format.Contains('H', StringComparison.OrdinalIgnoreCase)) format = format.Replace('m', 'M');
        return SaysTheDay(format) ? new() { Format = format } : throw new UnreadableFile("exchange.date_format.unknown", pattern);
    }

    public bool TryRead(ReadOnlySpan<char> field, out SourceMoment moment)
    {
        if (Format is null)
        {
            if (!DateText.TryRead(field, Order, out moment)) return false;
        }
        else
        {
            moment = default;
            var bare = FieldText.Bare(field);
            if (!DateTimeOffset.TryParseExact(bare, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact)
                || !DateText.IsPlausible(exact.Year)) return false;
            var zoned = Format.Contains('z', StringComparison.Ordinal) || Format.Contains('K', StringComparison.Ordinal);
            var offset = zoned ? (short?)exact.Offset.TotalMinutes : Format.EndsWith('Z') ? 0 : null;
            moment = new(DateTime.SpecifyKind(exact.DateTime, DateTimeKind.Unspecified), offset,
                Format.Contains('H', StringComparison.Ordinal) || Format.Contains('h', StringComparison.Ordinal));
        }

        if (KeepWallClock) moment = moment with { OffsetMinutes = null };
        return true;
    }

    private static bool SaysTheDay(string format)
    {
        // One letter alone is a name for a whole pattern in .NET, and not what was meant.
        if (format.Length is < 4 or > 60) return false;
        var day = new DateTime(2031, 11, 23, 0, 0, 0, DateTimeKind.Unspecified);
        try
        {
            var written = new DateTimeOffset(day, TimeSpan.Zero).ToString(format, CultureInfo.InvariantCulture);
            return DateTimeOffset.TryParseExact(written, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
                && read.Date == day;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
