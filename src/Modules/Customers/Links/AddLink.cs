using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Links two customers: parent company, household, partner, competitor.</summary>
[Needs(CustomersRights.Edit)]
public sealed record AddLink : IUseCase<Id<CustomerLink>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>The other end, within one's reach as well.</summary>
    public Id<Customer> OtherId { get; set; }

    /// <summary>What the other one is to this one: Parent, Subsidiary, Household, Partner, Competitor.</summary>
    public LinkRelation Relation { get; set; }
    public DateOnly? SinceOn { get; set; }

    /// <summary>The last day on which it held; nothing while it holds.</summary>
    public DateOnly? UntilOn { get; set; }
    [StringLength(500)] public string? Note { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<AddLink, Id<CustomerLink>>
    {
        public async Task<Id<CustomerLink>> Handle(AddLink request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(Relation), request.Relation is LinkRelation.Referrer or LinkRelation.Referred || !Enum.IsDefined(request.Relation), "customers.link.relation_unknown");
            var customer = Refuse.Missing(await db.Set<Customer>().FirstOrDefaultAsync(c => c.Id == request.CustomerId, ct), "customers.customer.not_found");
            var other = await db.Set<Customer>().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == request.OtherId, ct);
            Refuse.Field(nameof(OtherId), other is null, "customers.link.other_not_found");
            var (now, kind) = (clock.GetUtcNow(), KindOf(request.Relation));
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
            var (from, to) = request.Relation == LinkRelation.Subsidiary ? (other!, customer) : (customer, other!);
            var link = CustomerLink.Between(from, to, kind, new(request.SinceOn, request.UntilOn, request.Note), actor.Id, now);

            var there = (await db.LinksOf(customer.Id, ct)).Where(l => l.Kind == kind && l.HoldsOn(today) && l.Beside(customer.Id) == other!.Id).ToList();
            Refuse.Field(nameof(OtherId), link.HoldsOn(today) && there.Any(l => kind != LinkKind.Parent || l.OtherId == to.Id), "customers.link.already", other!.Name);
            Refuse.Field(nameof(OtherId), kind == LinkKind.Parent && link.HoldsOn(today) && await db.ComesRound([to.Id], [from.Id], today, ct), "customers.link.circle", other.Name);
            db.Add(link);
            return link.Id;
        }

        private static LinkKind KindOf(LinkRelation relation) => relation switch
        {
            LinkRelation.Parent or LinkRelation.Subsidiary => LinkKind.Parent,
            LinkRelation.Household => LinkKind.Household,
            LinkRelation.Partner => LinkKind.Partner,
            _ => LinkKind.Competitor,
        };
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/links", (Id<Customer> customerId, AddLink request, Asker asker, CancellationToken ct) =>
        asker.Created(request with { CustomerId = customerId }, _ => $"/api/customers/{customerId}/links", ct)).Produces<Id<CustomerLink>>(201).WithSummary("Link two customers");
}
