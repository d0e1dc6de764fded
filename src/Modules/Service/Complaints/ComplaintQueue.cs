using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints;

/// <summary>Open complaints, the one that waits longest first; closed ones, newest first. Of customers within one's scope.</summary>
[Needs(ServiceRights.Read)]
internal sealed record ComplaintQueue : IQuestion<ComplaintsFound>, IConcerns<Customer>
{
    public ComplaintState State { get; init; }

    /// <summary>Only this customer's; none for all.</summary>
    public Id<Customer> CustomerId { get; init; }
    public ComplaintCause? Cause { get; init; }
    public Cursor? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<ComplaintQueue, ComplaintsFound>
    {
        private const int CountedTo = 1_000;

        public async Task<ComplaintsFound> Handle(ComplaintQueue request, Actor actor, CancellationToken ct)
        {
            var fitting = db.Set<Complaint>().AsNoTracking().Where(c => c.State == request.State);
            if (!request.CustomerId.IsNone) fitting = fitting.Where(c => c.CustomerId == request.CustomerId);
            else if (actor.Scope != Scope.All) fitting = fitting.Where(c => db.CustomerNamesFor(actor).Any(n => n.Id == c.CustomerId));
            if (request.Cause is { } cause) fitting = fitting.Where(c => c.Cause == cause);
            var found = await Page(fitting, request).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            var (ids, handlers) = (shown.Select(c => c.CustomerId).Distinct().ToList(), shown.Select(c => c.HandlerId).Distinct().ToList());
            var customers = await db.CustomerNamesFor(actor).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
            var people = await db.PersonNames().Where(p => handlers.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            return new()
            {
                Rows = [.. shown.Where(c => customers.ContainsKey(c.CustomerId)).Select(c => ComplaintRow.Of(c, customers[c.CustomerId], people.GetValueOrDefault(c.HandlerId), currency))],
                Total = await fitting.Take(CountedTo + 1).CountAsync(ct),
                Next = found.Count > request.Count ? new Cursor(shown[^1].ReceivedAt, shown[^1].Id.Value) : null,
            };
        }

        private static IQueryable<Complaint> Page(IQueryable<Complaint> complaints, ComplaintQueue request)
        {
            var (at, id) = (request.After?.At, new Id<Complaint>(request.After?.Id ?? 0));
            if (request.State == ComplaintState.Open)
            {
                if (at is not null) complaints = complaints.Where(c => c.ReceivedAt >= at && (c.ReceivedAt > at || c.Id > id));
                return complaints.OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id);
            }
            if (at is not null) complaints = complaints.Where(c => c.ReceivedAt <= at && (c.ReceivedAt < at || c.Id < id));
            return complaints.OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints",
        (Named<ComplaintState>? state, Id<Customer>? customerId, Named<ComplaintCause>? cause, Cursor? after, int? count, Asker asker, CancellationToken ct) => asker.Answer(
            new ComplaintQueue { State = state?.Value ?? ComplaintState.Open, CustomerId = customerId ?? default, Cause = cause?.Value, After = after, Count = count ?? 50 }, ct))
        .Produces<ComplaintsFound>().WithSummary("Open complaints, the one that waits longest first");
}

/// <summary>A page of complaints.</summary>
internal sealed record ComplaintsFound
{
    public required IReadOnlyList<ComplaintRow> Rows { get; init; }

    /// <summary>How many there are in all; 1,001 stands for more than a thousand.</summary>
    public int Total { get; init; }
    public Cursor? Next { get; init; }
}
