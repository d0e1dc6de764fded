using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Customers;

/// <summary>With whom one customer is linked, whichever end it is. Who is out of the reader's reach is there without a name.</summary>
[Needs(CustomersRights.Read)]
public sealed record LinksOfCustomer : IQuestion<IReadOnlyList<LinkedCustomer>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<LinksOfCustomer, IReadOnlyList<LinkedCustomer>>
    {
        public async Task<IReadOnlyList<LinkedCustomer>> Handle(LinksOfCustomer request, Actor actor, CancellationToken ct)
        {
            var links = await db.LinksOf(request.CustomerId, ct);
            if (links.Count == 0) return [];
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var names = await db.CustomerNamesFor(actor, [.. links.Select(l => l.Beside(request.CustomerId)).Distinct()], ct);
            return
            [
                // After a merge the same partner may stand there from either end.
                .. links.DistinctBy(l => (l.SeenFrom(request.CustomerId), l.Beside(request.CustomerId), l.HoldsOn(today))).Select(l => (Link: l, Other: names.GetValueOrDefault(l.Beside(request.CustomerId)))).Select(l => new LinkedCustomer
                {
                    Id = l.Link.Id, Relation = l.Link.SeenFrom(request.CustomerId), OtherId = l.Other?.Id, Code = l.Other?.Code, Name = l.Other?.Name,
                    SinceOn = l.Link.SinceOn, UntilOn = l.Link.UntilOn, Holds = l.Link.HoldsOn(today), Note = l.Other is null ? null : l.Link.Note,
                }).OrderByDescending(l => l.Holds).ThenBy(l => l.Relation).ThenBy(l => l.Name ?? "~", ByName.Order).ThenBy(l => l.Id.Value),
            ];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/links", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new LinksOfCustomer { CustomerId = customerId }, ct)).Produces<IReadOnlyList<LinkedCustomer>>().WithSummary("With whom one customer is linked");
}

/// <summary>A link as one of its ends sees it.</summary>
public sealed record LinkedCustomer
{
    public required Id<CustomerLink> Id { get; init; }

    /// <summary>What the other one is to this one.</summary>
    public required LinkRelation Relation { get; init; }

    /// <summary>Null where the other one is out of the reader's reach; so with code, name and note.</summary>
    public Id<Customer>? OtherId { get; init; }
    public string? Code { get; init; }
    public string? Name { get; init; }
    public DateOnly? SinceOn { get; init; }
    public DateOnly? UntilOn { get; init; }
    public bool Holds { get; init; }
    public string? Note { get; init; }
}
