using Guanxi.Staff;

namespace Guanxi.Service.Clocks;

/// <summary>How much of a limit is left.</summary>
public enum Urgency { None, InTime, Soon, Late }

internal static class LimitsLeft
{
    /// <summary>Working minutes until a limit, negative where it has passed; null where there is none.</summary>
    public static int? MinutesTo(this WorkCalendar calendar, DateTimeOffset? limit, DateTimeOffset now) => limit is not { } due ? null
        : (int)(due >= now ? calendar.Between(now, due).TotalMinutes : -calendar.Between(due, now).TotalMinutes);
}
