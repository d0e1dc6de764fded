using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Quality;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Desk;

/// <summary>Which of the complaints within one's scope.</summary>
internal enum DeskView { Open, Mine, Unassigned, Waiting, Approval, Visits, Closed, All }

/// <summary>The complaint desk: what is due first, first; while the clock stands still, what came in first; closed ones, and all together, newest first. Of customers within one's scope.</summary>
[Needs(ServiceRights.Read)]
internal sealed record ComplaintQueue : ComplaintFilter, IQuestion<ComplaintsFound>, IConcerns<Customer>
{
    public DeskView View { get; init; }

    /// <summary>Only this customer's; none for all.</summary>
    public Id<Customer> CustomerId { get; init; }
    public Cursor? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, ComplaintRows rows, Repurchases repurchases, TimeProvider clock) : IHandler<ComplaintQueue, ComplaintsFound>
    {
        private const int CountedTo = 1_000;

        public async Task<ComplaintsFound> Handle(ComplaintQueue request, Actor actor, CancellationToken ct)
        {
            var fitting = Fitting(db.ComplaintsFor(actor, request.CustomerId), request, actor, clock.GetUtcNow(), await request.Bought(repurchases, ct));
            var found = await Page(fitting, request).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            return new()
            {
                Rows = await rows.Of(shown, actor, ct), Total = await fitting.Take(CountedTo + 1).CountAsync(ct),
                Next = found.Count > request.Count ? Place(shown[^1], request.View) : null,
            };
        }

        private static IQueryable<Complaint> Fitting(IQueryable<Complaint> complaints, ComplaintQueue request, Actor actor, DateTimeOffset now, IReadOnlyList<Id<Complaint>>? bought)
        {
            var me = (Id<Person>?)actor.Id;
            complaints = request.View switch
            {
                DeskView.Closed => complaints.Where(c => c.State == ComplaintState.Closed),
                DeskView.Mine => complaints.Where(c => c.State == ComplaintState.Open && c.HandlerId == me),
                DeskView.Unassigned => complaints.Where(c => c.State == ComplaintState.Open && c.HandlerId == null),
                DeskView.Waiting => complaints.Where(c => c.State == ComplaintState.Open && c.PausedAt != null),
                DeskView.Approval => complaints.Where(c => c.State == ComplaintState.Open && (c.AwaitsApproval || c.Objected)),
                DeskView.All => complaints,
                DeskView.Visits => complaints.Where(c => c.State == ComplaintState.Open && c.Step == ComplaintStep.FollowUp),
                _ => complaints.Where(c => c.State == ComplaintState.Open),
            };
            return request.Narrow(complaints, now, bought);
        }

        private static Cursor Place(Complaint last, DeskView view) => new(view switch
        {
            DeskView.Closed => last.ClosedAt!.Value,
            DeskView.All => last.ReceivedAt,
            _ => last.DueAt ?? DateTimeOffset.MaxValue.AddSeconds(-1),
        }, last.Id.Value);

        // Those whose clock stands still come after all that are due, in the order in which they came in.
        private static IQueryable<Complaint> Page(IQueryable<Complaint> complaints, ComplaintQueue request)
        {
            var (at, id) = (request.After?.At, new Id<Complaint>(request.After?.Id ?? 0));
            if (request.View == DeskView.Closed)
            {
                if (at is not null) complaints = complaints.Where(c => c.ClosedAt <= at && (c.ClosedAt < at || c.Id < id));
                return complaints.OrderByDescending(c => c.ClosedAt).ThenByDescending(c => c.Id);
            }
            if (request.View == DeskView.All)
            {
                if (at is not null) complaints = complaints.Where(c => c.ReceivedAt <= at && (c.ReceivedAt < at || c.Id < id));
                return complaints.OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id);
            }
            if (at is { Year: 9999 }) complaints = complaints.Where(c => c.DueAt == null && c.Id > id);
            else if (at is not null) complaints = complaints.Where(c => c.DueAt == null || c.DueAt > at || (c.DueAt == at && c.Id > id));
            return complaints.OrderBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.Id);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints",
        (Named<DeskView>? view, Id<Customer>? customerId, [AsParameters] FilterWords filter, Cursor? after, int? count, Asker asker, CancellationToken ct) => asker.Answer(
            filter.Of(new ComplaintQueue { View = view?.Value ?? DeskView.Open, CustomerId = customerId ?? default, After = after, Count = count ?? 50 }), ct))
        .Produces<ComplaintsFound>().WithSummary("The complaint desk: what is due first, first");
}

/// <summary>A page of complaints.</summary>
internal sealed record ComplaintsFound
{
    public required IReadOnlyList<ComplaintRow> Rows { get; init; }

    /// <summary>How many there are in all; 1,001 stands for more than a thousand.</summary>
    public int Total { get; init; }
    public Cursor? Next { get; init; }
}

internal static class ComplaintsInReach
{
    /// <summary>Complaints of customers within the actor's scope; of one customer, whom the door has checked, where one is named.</summary>
    public static IQueryable<Complaint> ComplaintsFor(this GuanxiDb db, Actor actor, Id<Customer> customer = default)
    {
        var complaints = db.Set<Complaint>().AsNoTracking();
        if (!customer.IsNone) return complaints.Where(c => c.CustomerId == customer);
        return actor.Scope == Scope.All ? complaints : complaints.Where(c => db.CustomerNamesFor(actor).Any(n => n.Id == c.CustomerId));
    }
}
