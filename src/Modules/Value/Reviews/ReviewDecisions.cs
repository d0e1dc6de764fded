using System.ComponentModel.DataAnnotations;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Reviews;

/// <summary>What the D-class review decided on customers within reach, the newest first.</summary>
[Needs(ValueRights.Read)]
internal sealed record ReviewDecisions : IQuestion<ReviewDecisionPage>, IConcerns<Customer>
{
    /// <summary>Only on this customer; none for all.</summary>
    public Id<Customer> CustomerId { get; init; }

    /// <summary>From the row before: <see cref="ReviewDecisionPage.Next"/>.</summary>
    public string? Before { get; init; }
    [Range(1, 200)] public int Take { get; init; } = 50;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<ReviewDecisions, ReviewDecisionPage>
    {
        public async Task<ReviewDecisionPage> Handle(ReviewDecisions request, Actor actor, CancellationToken ct)
        {
            var decisions = db.Set<ReviewDecision>().AsNoTracking();
            if (!request.CustomerId.IsNone) decisions = decisions.Where(d => d.CustomerId == request.CustomerId);
            if (Id<ReviewDecision>.TryParse(request.Before, null, out var last)) decisions = decisions.Where(d => d.Id < last);
            var found = await (from d in decisions
                               join name in db.CustomerNamesFor(actor) on d.CustomerId equals name.Id
                               orderby d.Id descending
                               select new { d, name }).Take(request.Take + 1).ToListAsync(ct);
            var ids = found.Select(r => r.d.DecidedById).Distinct().ToList();
            var people = await db.PersonNames().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            return new()
            {
                Next = found.Count > request.Take ? found[request.Take - 1].d.Id.ToString() : null,
                Decisions =
                [
                    .. found.Take(request.Take).Select(r => new ReviewDecisionRow
                    {
                        CustomerId = r.name.Id, Code = r.name.Code, Name = r.name.Name, Outcome = r.d.Outcome, Reason = r.d.Reason, DecidedAt = r.d.DecidedAt,
                        DecidedBy = people.GetValueOrDefault(r.d.DecidedById), NextOn = r.d.NextOn, TaskId = r.d.TaskId,
                    }),
                ],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/review/decisions", (Id<Customer>? customer, string? before, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new ReviewDecisions { CustomerId = customer ?? default, Before = before, Take = take ?? 50 }, ct)).Produces<ReviewDecisionPage>().WithSummary("What the D-class review decided");
}

/// <summary>Some decisions.</summary>
internal sealed record ReviewDecisionPage
{
    public IReadOnlyList<ReviewDecisionRow> Decisions { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public string? Next { get; init; }
}

/// <summary>One decision.</summary>
internal sealed record ReviewDecisionRow
{
    public Id<Customer> CustomerId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public ReviewOutcome Outcome { get; init; }
    public string Reason { get; init; } = "";
    public DateTimeOffset DecidedAt { get; init; }
    public string? DecidedBy { get; init; }

    /// <summary>The review shows the customer again from this day.</summary>
    public DateOnly NextOn { get; init; }
    public Id<FollowUp>? TaskId { get; init; }
}
