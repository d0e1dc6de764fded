using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Customers;

/// <summary>Takes a link away that never was. One that has ended gets its last day instead.</summary>
[Needs(CustomersRights.Edit)]
public sealed record RemoveLink : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<CustomerLink> LinkId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<RemoveLink, bool>
    {
        public async Task<bool> Handle(RemoveLink request, Actor actor, CancellationToken ct)
        {
            db.Remove(await db.LinkToChange(request.CustomerId, request.LinkId, actor, ct));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapDelete("/customers/{customerId}/links/{linkId}", (Id<Customer> customerId, Id<CustomerLink> linkId, Asker asker, CancellationToken ct) =>
        asker.Answer(new RemoveLink { CustomerId = customerId, LinkId = linkId }, ct)).Produces<bool>().WithSummary("Take a link away that never was");
}
