using Guanxi.Data;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Staff;

namespace Guanxi.Service.Requests.Limits;

/// <summary>Working time to the first answer and to the solution.</summary>
public readonly record struct RequestLimits(TimeSpan Respond, TimeSpan Solve);

/// <summary>By what one request is measured: the hours of its unit, the limits of its kind and priority, and the time it is.</summary>
public sealed record RequestClock(WorkCalendar Calendar, RequestLimits Limits, FirmSettings Firm, DateTimeOffset Now)
{
    /// <summary>The firm's business day.</summary>
    public DateOnly Today { get; } = Firm.DayOf(Now);

    /// <summary>Whole working minutes between two moments.</summary>
    public int Minutes(DateTimeOffset from, DateTimeOffset to) => (int)Math.Min(Calendar.Between(from, to).TotalMinutes, int.MaxValue);

    /// <summary>The end of the day that is so many working days later.</summary>
    public DateTimeOffset QuietUntil(int days) => Firm.EndOf(Calendar.DayAfter(Today, days));
}

internal static class RequestClocks
{
    /// <summary>The clock of a request as it stands, or would with another kind, unit or priority.</summary>
    public static async Task<RequestClock> ClockOf(this GuanxiDb db, RequestKind kind, Id<Unit>? unit, RequestPriority priority, DateTimeOffset now, CancellationToken ct)
    {
        var share = (await db.Setting<RequestSettings>(ct)).ShareOf(priority);
        return new((await db.Calendars(ct)).Of(unit), new(TimeSpan.FromHours(kind.RespondHours * share), TimeSpan.FromHours(kind.SolveHours * share)), await db.Setting<FirmSettings>(ct), now);
    }

    public static async Task<RequestClock> ClockOf(this GuanxiDb db, ServiceRequest request, DateTimeOffset now, CancellationToken ct) =>
        await db.ClockOf(await db.KindOf(request.KindId, ct), request.UnitId, request.Priority, now, ct);

    /// <summary>A kind of request, whether or not it is still offered.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async Task<RequestKind> KindOf(this GuanxiDb db, Id<RequestKind> id, CancellationToken ct) =>
        Refuse.Missing(await db.Set<RequestKind>().FindAsync([id], ct), "service.kind.not_found");
}
