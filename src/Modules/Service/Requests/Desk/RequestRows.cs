using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service.Clocks;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Limits;
using Guanxi.Service.Requests.Queues;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Desk;

/// <summary>Makes rows of requests: names, colours, and what is left of their limits by the hours of each unit.</summary>
internal sealed class RequestRows(GuanxiDb db, TimeProvider clock)
{
    /// <summary>Those of customers within the actor's scope.</summary>
    public async Task<IReadOnlyList<RequestRow>> Of(IReadOnlyList<ServiceRequest> requests, Actor actor, CancellationToken ct)
    {
        if (requests.Count == 0) return [];
        var ids = requests.Select(r => r.CustomerId).Distinct().ToList();
        var customers = await db.CustomerNamesFor(actor, ids, ct);
        var faces = await db.FacesOf(ids, ct);
        var people = await db.NamesOf(requests.Select(r => r.HandlerId ?? default), ct);
        var calendars = await db.Calendars(ct);
        var settings = await db.Setting<RequestSettings>(ct);
        // Both are lists that a firm writes by hand.
        var kinds = await db.Set<RequestKind>().AsNoTracking().ToDictionaryAsync(k => k.Id, ct);
        var queues = await db.Set<ServiceQueue>().AsNoTracking().ToDictionaryAsync(q => q.Id, q => q.Name, ct);
        var now = clock.GetUtcNow();
        return [.. requests.Where(r => customers.ContainsKey(r.CustomerId)).Select(Row)];

        RequestRow Row(ServiceRequest r)
        {
            var (face, kind) = (faces.GetValueOrDefault(r.CustomerId), kinds[r.KindId]);
            var left = calendars.Of(r.UnitId).MinutesTo(r.DueAt, now);
            var whole = (r.RespondedAt is null ? kind.RespondHours : kind.SolveHours) * settings.ShareOf(r.Priority) * 60;
            return new()
            {
                Id = r.Id, Customer = customers[r.CustomerId], Colour = face?.Colour, Grade = face?.Grade, Title = r.Title, KindId = r.KindId, Kind = kind.Name, Queue = queues[r.QueueId], Priority = r.Priority, State = r.State, End = r.End,
                ReceivedAt = r.ReceivedAt, DueAt = r.DueAt, Responded = r.RespondedAt is not null, MinutesLeft = left, PausedBecause = r.PausedBecause, Reopened = r.Reopened, ClosedAt = r.ClosedAt, Satisfaction = r.Satisfaction,
                Urgency = left is not { } minutes ? Urgency.None : r.DueAt < now ? Urgency.Late : minutes < whole * settings.AmberShare ? Urgency.Soon : Urgency.InTime,
                HandlerId = r.HandlerId, Handler = r.HandlerId is { } handler ? people.GetValueOrDefault(handler) : null,
            };
        }
    }
}
