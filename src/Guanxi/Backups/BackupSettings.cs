using System.ComponentModel.DataAnnotations;

namespace Guanxi.Backups;

/// <summary>When backups are taken by themselves and how long they are kept.</summary>
internal sealed record BackupSettings
{
    public bool Daily { get; init; } = true;

    /// <summary>Full hour of the day in the firm's zone.</summary>
    [Range(0, 23)] public int Hour { get; init; } = 3;

    /// <summary>Days, weeks and months of which the newest one is kept.</summary>
    [Range(1, 366)] public int KeepDays { get; init; } = 3;
    [Range(0, 104)] public int KeepWeeks { get; init; } = 2;
    [Range(0, 120)] public int KeepMonths { get; init; } = 1;

    /// <summary>The last moment that a backup was due.</summary>
    public DateTimeOffset LastDue(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        return At(day) <= now ? At(day) : At(day.AddDays(-1));

        DateTimeOffset At(DateOnly on)
        {
            var moment = on.ToDateTime(new TimeOnly(Hour, 0), DateTimeKind.Unspecified);
            // An hour that the clocks jump over is the one after it.
            if (zone.IsInvalidTime(moment)) moment = moment.AddHours(1);
            return new DateTimeOffset(moment, zone.GetUtcOffset(moment)).ToUniversalTime();
        }
    }
}

/// <summary>Which of the backups are needed no longer.</summary>
internal static class Keeping
{
    /// <summary>Of each of the last days, weeks (from Monday) and months that have a backup, the newest one is kept. The newest of all always is.</summary>
    /// <param name="backups">Newest first.</param>
    public static IReadOnlyList<T> Old<T>(IReadOnlyList<T> backups, Func<T, DateOnly> day, BackupSettings settings) where T : class
    {
        var kept = new HashSet<T>();
        Keep(settings.KeepDays, on => on.DayNumber);
        // 1 January of the year 1 was a Monday.
        Keep(settings.KeepWeeks, on => on.DayNumber / 7);
        Keep(settings.KeepMonths, on => on.Year * 12 + on.Month);
        return [.. backups.Skip(1).Where(b => !kept.Contains(b))];

        void Keep(int count, Func<DateOnly, int> span) => kept.UnionWith(backups.GroupBy(b => span(day(b))).Take(count).Select(g => g.First()));
    }
}
