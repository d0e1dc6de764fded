namespace Guanxi.Staff;

/// <summary>A stretch of a working day, in minutes from midnight by the firm's clock.</summary>
/// <param name="From">Its first minute.</param>
/// <param name="To">The minute at which it is over.</param>
public readonly record struct WorkSpan(int From, int To);

/// <summary>When people of a shop or team are at work: hours by day of the week, and the days that are otherwise, which are public holidays and the work days made up for them.</summary>
/// <param name="week">Seven lists, Sunday first, as <see cref="DayOfWeek"/> counts; spans in order, none overlapping. At least one isn't empty.</param>
/// <param name="special">Days off (false) and days worked in their place (true).</param>
/// <param name="zone">By which zone's clock the hours are meant.</param>
public sealed class WorkCalendar(IReadOnlyList<IReadOnlyList<WorkSpan>> week, IReadOnlyDictionary<DateOnly, bool> special, TimeZoneInfo zone)
{
    // Ten years: whoever closes for longer has no deadlines either.
    private const int MostDays = 3_653;

    // A Sunday that is worked for a Friday has the hours of a usual working day.
    private readonly IReadOnlyList<WorkSpan> usual = Enumerable.Range(1, 7).Select(d => week[d % 7]).First(spans => spans.Count > 0);

    /// <summary>Whether anybody works on that day.</summary>
    public bool IsWorkingDay(DateOnly day) => SpansOf(day).Count > 0;

    /// <summary>The day that is so many working days later; with 0 the day itself, or the next working day where it is none.</summary>
    public DateOnly DayAfter(DateOnly day, int days)
    {
        for (var looked = 0; looked < MostDays; looked++, day = day.AddDays(1))
            if (IsWorkingDay(day) && days-- == 0) return day;
        return day;
    }

    /// <summary>The moment at which so much working time has passed since another. With none: the moment itself if somebody works then, else the next opening.</summary>
    /// <param name="from">From when on time counts.</param>
    /// <param name="work">How much of it, not negative.</param>
    public DateTimeOffset After(DateTimeOffset from, TimeSpan work)
    {
        var day = DayOf(from);
        for (var looked = 0; looked < MostDays; looked++, day = day.AddDays(1))
            foreach (var (opens, closes) in SpansOf(day).Select(span => Moments(day, span)))
            {
                if (closes <= from) continue;
                var start = opens > from ? opens : from;
                if (closes - start >= work) return start + work;
                work -= closes - start;
            }
        return from.AddDays(MostDays);
    }

    /// <summary>The working time between two moments; nothing where the second isn't later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var worked = TimeSpan.Zero;
        for (var (day, last) = (DayOf(from), DayOf(to)); day <= last; day = day.AddDays(1))
            foreach (var (opens, closes) in SpansOf(day).Select(span => Moments(day, span)))
            {
                var (start, end) = (opens > from ? opens : from, closes < to ? closes : to);
                if (end > start) worked += end - start;
            }
        return worked;
    }

    /// <summary>A day's hours; none on a day off.</summary>
    public IReadOnlyList<WorkSpan> SpansOf(DateOnly day)
    {
        var own = week[(int)day.DayOfWeek];
        return !special.TryGetValue(day, out var works) ? own : !works ? [] : own.Count > 0 ? own : usual;
    }

    private DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    private (DateTimeOffset Opens, DateTimeOffset Closes) Moments(DateOnly day, WorkSpan span) => (At(day, span.From), At(day, span.To));

    private DateTimeOffset At(DateOnly day, int minute)
    {
        var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified).AddMinutes(minute);
        // An hour that the clock jumps over is there an hour later.
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
