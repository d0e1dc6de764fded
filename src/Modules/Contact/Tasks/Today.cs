namespace Guanxi.Contact.Tasks;

/// <summary>The day that it is for someone: a task is due by the reader's calendar, not the server's.</summary>
internal static class Today
{
    public static DateOnly Of(Actor actor, DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.TryFindSystemTimeZoneById(actor.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc).DateTime);
}
