using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public.Inbox;

/// <summary>What came in by the public form, by what became of it.</summary>
internal enum IncomingView
{
    /// <summary>Nobody has taken it up; oldest first.</summary>
    New,

    /// <summary>Answered without a complaint; newest first.</summary>
    Answered,

    /// <summary>Ended without an answer; newest first.</summary>
    Closed,
}

/// <summary>What came in by the public form: what waits for somebody to say whose it is, oldest first; or what was answered or ended, newest first. Of the reader's units, and what names no shop.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record IncomingList : IQuestion<IReadOnlyList<IncomingRow>>
{
    /// <summary>Only this one; none for all.</summary>
    public Id<Incoming>? IncomingId { get; init; }
    public IncomingView View { get; init; }

    /// <summary>Only suggestions, or only complaints; both where not said.</summary>
    public bool? Suggestions { get; init; }
    public Cursor? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 100;

    internal sealed class Handler(GuanxiDb db, IncomingRows rows, IReach<Customer> reach) : IHandler<IncomingList, IReadOnlyList<IncomingRow>>
    {
        public async Task<IReadOnlyList<IncomingRow>> Handle(IncomingList request, Actor actor, CancellationToken ct)
        {
            var found = await Page(Fitting(db.IncomingFor(actor), request), request).Take(request.Count).ToListAsync(ct);
            if (request.IncomingId is not null && found.Count == 0) throw new RefusedException("service.incoming.not_found");
            // Once it is somebody's, it is seen by who may see them.
            if (found is [{ CustomerId: { } customer }]) Refuse.If(!await reach.Reaches(actor, customer, ct), "service.incoming.not_found");
            return await rows.Of(found, actor, ct);
        }

        private static IQueryable<Incoming> Fitting(IQueryable<Incoming> incoming, IncomingList request)
        {
            if (request.IncomingId is { } id) return incoming.Where(i => i.Id == id);
            var state = request.View switch { IncomingView.Answered => IncomingState.Rejected, IncomingView.Closed => IncomingState.Closed, _ => IncomingState.Waiting };
            incoming = incoming.Where(i => i.State == state);
            return request.Suggestions is { } only ? incoming.Where(i => i.IsSuggestion == only) : incoming;
        }

        private static IQueryable<Incoming> Page(IQueryable<Incoming> incoming, IncomingList request)
        {
            var (at, id) = (request.After?.At, new Id<Incoming>(request.After?.Id ?? 0));
            if (request.View == IncomingView.New)
            {
                if (at is not null) incoming = incoming.Where(i => i.ReceivedAt >= at && (i.ReceivedAt > at || i.Id > id));
                return incoming.OrderBy(i => i.ReceivedAt).ThenBy(i => i.Id);
            }
            if (at is not null) incoming = incoming.Where(i => i.DecidedAt <= at && (i.DecidedAt < at || i.Id < id));
            return incoming.OrderByDescending(i => i.DecidedAt).ThenByDescending(i => i.Id);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints/incoming", (Id<Incoming>? incomingId, Named<IncomingView>? view, bool? suggestions, Cursor? after, int? count, Asker asker, CancellationToken ct) =>
        asker.Answer(new IncomingList { IncomingId = incomingId, View = view?.Value ?? IncomingView.New, Suggestions = suggestions, After = after, Count = count ?? 100 }, ct))
        .Produces<IReadOnlyList<IncomingRow>>().WithSummary("What came in by the public form: what waits, what was answered, what was ended");
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

    /// <summary>Why it was ended without an answer.</summary>
    public string? ClosedBecause { get; init; }

    /// <summary>Who took it up, answered or ended it, and when.</summary>
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Whether somebody was told that it waits too long.</summary>
    public bool Escalated { get; init; }
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
