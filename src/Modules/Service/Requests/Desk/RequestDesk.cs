using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Desk;

/// <summary>Which of the requests within one's scope.</summary>
internal enum RequestView
{
    Open,
    Mine,

    /// <summary>Those without anybody in the queues to which one sees.</summary>
    Queues,
    Unassigned,
    Waiting,
    Solved,
    Closed,
    All,
}

/// <summary>The request desk: what is due first, first; while the clock stands still, what came in first; closed ones, and all together, newest first. Of customers within one's scope.</summary>
[Needs(ServiceRights.Read)]
internal sealed record RequestDesk : IQuestion<RequestsFound>, IConcerns<Customer>
{
    public RequestView View { get; init; }

    /// <summary>Only this customer's; none for all.</summary>
    public Id<Customer> CustomerId { get; init; }
    public Id<RequestKind>? KindId { get; init; }
    public Id<ServiceQueue>? QueueId { get; init; }
    public RequestPriority? Priority { get; init; }
    public ServiceChannel? Channel { get; init; }

    /// <summary>Only those whose next limit has passed.</summary>
    public bool Late { get; init; }

    /// <summary>Only those of customers who had this grade when it came in; empty for those without one.</summary>
    [StringLength(20)] public string? Grade { get; init; }
    public Id<Person>? HandlerId { get; init; }

    /// <summary>Only those that came in on this day or later, and up to that one.</summary>
    public DateOnly? Since { get; init; }
    public DateOnly? Until { get; init; }
    public Cursor? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, RequestRows rows, TimeProvider clock) : IHandler<RequestDesk, RequestsFound>
    {
        private const int CountedTo = 1_000;

        public async Task<RequestsFound> Handle(RequestDesk request, Actor actor, CancellationToken ct)
        {
            var fitting = Fitting(Seen(db.RequestsFor(actor, request.CustomerId), request.View, actor), request, clock.GetUtcNow());
            var found = await Page(fitting, request).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            return new()
            {
                Rows = await rows.Of(shown, actor, ct), Total = await fitting.Take(CountedTo + 1).CountAsync(ct),
                Next = found.Count > request.Count ? Place(shown[^1], request.View) : null,
            };
        }

        private IQueryable<ServiceRequest> Seen(IQueryable<ServiceRequest> requests, RequestView view, Actor actor)
        {
            var me = (Id<Person>?)actor.Id;
            return view switch
            {
                RequestView.All => requests,
                RequestView.Closed => requests.Where(r => r.State == RequestState.Closed),
                RequestView.Solved => requests.Where(r => r.State == RequestState.Solved),
                RequestView.Mine => requests.Where(r => r.State == RequestState.Open && r.HandlerId == me),
                RequestView.Queues => requests.Where(r => r.State == RequestState.Open && r.HandlerId == null && db.Set<QueueMember>().Any(m => m.QueueId == r.QueueId && m.PersonId == actor.Id)),
                RequestView.Unassigned => requests.Where(r => r.State == RequestState.Open && r.HandlerId == null),
                RequestView.Waiting => requests.Where(r => r.State == RequestState.Open && r.PausedAt != null),
                _ => requests.Where(r => r.State == RequestState.Open),
            };
        }

        private static IQueryable<ServiceRequest> Fitting(IQueryable<ServiceRequest> requests, RequestDesk request, DateTimeOffset now)
        {
            if (request.KindId is { } kind) requests = requests.Where(r => r.KindId == kind);
            if (request.QueueId is { } queue) requests = requests.Where(r => r.QueueId == queue);
            if (request.Priority is { } priority) requests = requests.Where(r => r.Priority == priority);
            if (request.Channel is { } channel) requests = requests.Where(r => r.Channel == channel);
            if (request.Late) requests = requests.Where(r => r.DueAt < now);
            if (request.Grade is { } grade) requests = grade.Length > 0 ? requests.Where(r => r.Grade == grade) : requests.Where(r => r.Grade == null);
            if (request.HandlerId is { } handler) requests = requests.Where(r => r.HandlerId == handler);
            if (request.Since is { } since) requests = requests.Where(r => r.ReceivedOn >= since);
            if (request.Until is { } until) requests = requests.Where(r => r.ReceivedOn <= until);
            return requests;
        }

        private static Cursor Place(ServiceRequest last, RequestView view) => new(view switch
        {
            RequestView.Closed => last.ClosedAt!.Value,
            RequestView.All or RequestView.Solved => last.ReceivedAt,
            _ => last.DueAt ?? DateTimeOffset.MaxValue.AddSeconds(-1),
        }, last.Id.Value);

        // Those whose clock stands still come after all that are due, in the order in which they came in.
        private static IQueryable<ServiceRequest> Page(IQueryable<ServiceRequest> requests, RequestDesk request)
        {
            var (at, id) = (request.After?.At, new Id<ServiceRequest>(request.After?.Id ?? 0));
            if (request.View == RequestView.Closed)
            {
                if (at is not null) requests = requests.Where(r => r.ClosedAt <= at && (r.ClosedAt < at || r.Id < id));
                return requests.OrderByDescending(r => r.ClosedAt).ThenByDescending(r => r.Id);
            }
            if (request.View is RequestView.All or RequestView.Solved)
            {
                if (at is not null) requests = requests.Where(r => r.ReceivedAt <= at && (r.ReceivedAt < at || r.Id < id));
                return requests.OrderByDescending(r => r.ReceivedAt).ThenByDescending(r => r.Id);
            }
            if (at is { Year: 9999 }) requests = requests.Where(r => r.DueAt == null && r.Id > id);
            else if (at is not null) requests = requests.Where(r => r.DueAt == null || r.DueAt > at || (r.DueAt == at && r.Id > id));
            return requests.OrderBy(r => r.DueAt == null).ThenBy(r => r.DueAt).ThenBy(r => r.Id);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/requests",
        (Named<RequestView>? view, Id<Customer>? customerId, Id<RequestKind>? kindId, Id<ServiceQueue>? queueId, Named<RequestPriority>? priority, Named<ServiceChannel>? channel, bool? late, string? grade, Id<Person>? handlerId, DateOnly? since, DateOnly? until, Cursor? after, int? count, Asker asker, CancellationToken ct) => asker.Answer(
            new RequestDesk
            {
                View = view?.Value ?? RequestView.Open, CustomerId = customerId ?? default, KindId = kindId, QueueId = queueId, Priority = priority?.Value, Channel = channel?.Value, Late = late ?? false, Grade = grade, HandlerId = handlerId, Since = since, Until = until, After = after, Count = count ?? 50,
            }, ct))
        .Produces<RequestsFound>().WithSummary("The request desk: what is due first, first");
}

/// <summary>A page of requests.</summary>
internal sealed record RequestsFound
{
    public required IReadOnlyList<RequestRow> Rows { get; init; }

    /// <summary>How many there are in all; 1,001 stands for more than a thousand.</summary>
    public int Total { get; init; }
    public Cursor? Next { get; init; }
}

internal static class RequestsInReach
{
    /// <summary>Requests of customers within the actor's scope; of one customer, whom the door has checked, where one is named.</summary>
    public static IQueryable<ServiceRequest> RequestsFor(this GuanxiDb db, Actor actor, Id<Customer> customer = default)
    {
        var requests = db.Set<ServiceRequest>().AsNoTracking();
        if (!customer.IsNone) return requests.Where(r => r.CustomerId == customer);
        return actor.Scope == Scope.All ? requests : requests.Where(r => db.CustomerNamesFor(actor).Any(n => n.Id == r.CustomerId));
    }
}
