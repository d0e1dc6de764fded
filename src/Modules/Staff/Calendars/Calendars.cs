using Guanxi.Data;
using Guanxi.Staff.Calendars;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff;

/// <summary>The working calendars of the firm and its units.</summary>
public sealed class WorkCalendars
{
    private readonly IReadOnlyDictionary<Id<Unit>, string> paths;
    private readonly IReadOnlyDictionary<Id<Unit>, WorkCalendar> own;

    /// <summary>The firm's alone.</summary>
    public WorkCalendars(WorkTimes times, TimeZoneInfo zone) : this(times, new Dictionary<Id<Unit>, string>(), zone) { }

    internal WorkCalendars(WorkTimes times, IReadOnlyDictionary<Id<Unit>, string> paths, TimeZoneInfo zone)
    {
        this.paths = paths;
        var special = times.Days.GroupBy(d => d.Day).ToDictionary(g => g.Key, g => g.Last().Works);
        var calendars = times.Weeks.Select(week => new WorkCalendar(Spans(week), week.KeepsHolidays ? special : new Dictionary<DateOnly, bool>(), zone)).ToList();
        Firm = calendars[0];
        own = times.Weeks.Zip(calendars).Skip(1).SelectMany(pair => pair.First.Units.Select(unit => (unit, pair.Second))).GroupBy(p => p.unit).ToDictionary(g => g.Key, g => g.First().Second);
    }

    /// <summary>Everybody's, where nothing else is set.</summary>
    public WorkCalendar Firm { get; }

    /// <summary>A unit's own, or that of the nearest unit above it that has one.</summary>
    public WorkCalendar Of(Id<Unit>? unit)
    {
        if (unit is not { } id || own.Count == 0 || !paths.TryGetValue(id, out var path)) return Firm;
        foreach (var above in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            if (Id<Unit>.TryParse(above, null, out var key) && own.TryGetValue(key, out var calendar)) return calendar;
        return Firm;
    }

    // As days of the week are counted: Sunday first. A week without any hours would never end a deadline.
    private static IReadOnlyList<IReadOnlyList<WorkSpan>> Spans(WorkWeek week)
    {
        var spans = Enumerable.Range(0, 7).Select(d => WorkWeek.Read(week.Hours[(d + 6) % 7]) ?? []).ToList();
        return spans.TrueForAll(s => s.Count == 0) ? [.. Enumerable.Repeat<IReadOnlyList<WorkSpan>>([new(0, 24 * 60)], 7)] : spans;
    }
}

/// <summary>Calendars for other modules' deadlines.</summary>
public static class CalendarReading
{
    /// <summary>The calendars as they are set now.</summary>
    public static Task<WorkCalendars> Calendars(this GuanxiDb db, CancellationToken ct) => db.Once(typeof(WorkCalendars), async () =>
    {
        var times = await db.Setting<WorkTimes>(ct);
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await db.Setting<FirmSettings>(ct)).TimeZone);
        // Only where shops have hours of their own does the tree matter.
        var paths = times.Weeks.Count == 1 ? [] : await db.UnitNames().ToDictionaryAsync(u => u.Id, u => u.Path, ct);
        return new WorkCalendars(times, paths, zone);
    });
}
