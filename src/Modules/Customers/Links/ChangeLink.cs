using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Customers;

/// <summary>Says since when and until when two customers are linked, from either end. With a last day the link has ended and stays on record.</summary>
[Needs(CustomersRights.Edit)]
public sealed record ChangeLink : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<CustomerLink> LinkId { get; set; }
    public DateOnly? SinceOn { get; set; }
    public DateOnly? UntilOn { get; set; }
    [StringLength(500)] public string? Note { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ChangeLink, bool>
    {
        public async Task<bool> Handle(ChangeLink request, Actor actor, CancellationToken ct)
        {
            var link = await db.LinkToChange(request.CustomerId, request.LinkId, actor, ct);
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var held = link.HoldsOn(today);
            link.Change(new(request.SinceOn, request.UntilOn, request.Note));
            // One that had ended holds again: meanwhile it may have been entered anew, or the other way round.
            if (!held && link.HoldsOn(today))
            {
                Refuse.Field(nameof(UntilOn), (await db.LinksOf(link.CustomerId, ct)).Any(l => l.Id != link.Id && l.Kind == link.Kind && l.HoldsOn(today) && l.Beside(link.CustomerId) == link.OtherId), "customers.link.again");
                Refuse.Field(nameof(UntilOn), link.Kind == LinkKind.Parent && await db.ComesRound([link.OtherId], [link.CustomerId], today, ct), "customers.link.comes_round");
            }
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/customers/{customerId}/links/{linkId}", (Id<Customer> customerId, Id<CustomerLink> linkId, ChangeLink request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CustomerId = customerId, LinkId = linkId }, ct)).Produces<bool>().WithSummary("Say since when and until when two customers are linked");
}
