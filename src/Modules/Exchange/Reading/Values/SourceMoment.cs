namespace Guanxi.Exchange.Reading;

/// <summary>A moment as a file states it: a clock on the wall, and where the file says so, how far that clock is from UTC.</summary>
/// <param name="Wall">What the clock showed; kind unspecified.</param>
/// <param name="OffsetMinutes">East of Greenwich; null where the file names no zone.</param>
/// <param name="HasTime">False for a date without a time, which then means that day's first minute.</param>
internal readonly record struct SourceMoment(DateTime Wall, short? OffsetMinutes, bool HasTime)
{
    /// <summary>The instant in UTC; a clock without a zone is one in <paramref name="zone"/>.</summary>
    public DateTimeOffset ToUtc(TimeZoneInfo zone)
    {
        if (OffsetMinutes is { } minutes) return new DateTimeOffset(Wall, TimeSpan.FromMinutes(minutes)).ToUniversalTime();
        // An hour that the clocks skipped exists in no zone; it is read with the offset before the jump.
        var offset = zone.IsInvalidTime(Wall) ? zone.GetUtcOffset(Wall.AddHours(-1)) : zone.GetUtcOffset(Wall);
        return new DateTimeOffset(Wall, offset).ToUniversalTime();
    }
}
