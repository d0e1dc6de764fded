using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public.Inbox;

/// <summary>What came in by the public form and waits for somebody to say whose it is, oldest first. Of the reader's units, and what names no shop.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record IncomingList : IQuestion<IReadOnlyList<IncomingRow>>
{
    /// <summary>Only this one; none for all that wait.</summary>
    public Id<Incoming>? IncomingId { get; init; }

    internal sealed class Handler(GuanxiDb db, IncomingRows rows, IReach<Customer> reach) : IHandler<IncomingList, IReadOnlyList<IncomingRow>>
    {
        private const int Most = 100;

        public async Task<IReadOnlyList<IncomingRow>> Handle(IncomingList request, Actor actor, CancellationToken ct)
        {
            var incoming = db.IncomingFor(actor);
            incoming = request.IncomingId is { } id ? incoming.Where(i => i.Id == id) : incoming.Where(i => i.State == IncomingState.Waiting);
            var found = await incoming.OrderBy(i => i.ReceivedAt).ThenBy(i => i.Id).Take(Most).ToListAsync(ct);
            if (request.IncomingId is not null && found.Count == 0) throw new RefusedException("service.incoming.not_found");
            // Once it is somebody's, it is seen by who may see them.
            if (found is [{ CustomerId: { } customer }]) Refuse.If(!await reach.Reaches(actor, customer, ct), "service.incoming.not_found");
            return await rows.Of(found, actor, ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints/incoming", (Id<Incoming>? incomingId, Asker asker, CancellationToken ct) => asker.Answer(new IncomingList { IncomingId = incomingId }, ct))
        .Produces<IReadOnlyList<IncomingRow>>().WithSummary("What came in by the public form and waits");
}

/// <summary>Something that came in by the public form.</summary>
public sealed record IncomingRow
{
    public required Id<Incoming> Id { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required bool IsSuggestion { get; init; }
    public string? Unit { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? OrderNumber { get; init; }
    public required string Words { get; init; }
    public string? Wish { get; init; }
    public required IncomingState State { get; init; }
    public Id<Customer>? CustomerId { get; init; }
    public Id<Complaint>? ComplaintId { get; init; }
    public string? Answer { get; init; }
    public required IReadOnlyList<Id<Photo>> Photos { get; init; }
}

internal static class IncomingInReach
{
    /// <summary>What is nobody's yet is everybody's whose units it names, or where it names none.</summary>
    public static IQueryable<Incoming> IncomingFor(this GuanxiDb db, Actor actor)
    {
        var incoming = db.Set<Incoming>().AsNoTracking();
        var units = actor.Units;
        return actor.Scope == Scope.All ? incoming : incoming.Where(i => i.UnitId == null || units.Contains(i.UnitId.Value));
    }
}
