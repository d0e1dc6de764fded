using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Insight;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.States;

/// <summary>Takes a declaration back. The state is what the figures of the newest run say, or another declaration.</summary>
[Needs(CustomersRights.Edit)]
internal sealed record LiftDeclaration : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<CustomerDeclaration> DeclarationId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<LiftDeclaration, bool>
    {
        public async Task<bool> Handle(LiftDeclaration request, Actor actor, CancellationToken ct)
        {
            var held = await db.Set<CustomerDeclaration>().Where(d => d.CustomerId == request.CustomerId && d.LiftedAt == null).ToListAsync(ct);
            var declaration = Refuse.Missing(held.Find(d => d.Id == request.DeclarationId), "value.declaration.not_found");
            var (now, firm) = (clock.GetUtcNow(), await db.Setting<FirmSettings>(ct));
            declaration.Lift(actor.Id, now, firm.DayOf(now));
            var state = held.Find(d => d.Id != declaration.Id) is { } other ? CustomerDeclaration.StateOf(other.Kind)
                : (await LatestStandings.Of(db, request.CustomerId, null, ct))?.StateByFigures ?? Labels.Of(CustomerState.Potential);
            await ShownState.Change(db, request.CustomerId, state, firm.DayOf(now), ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapDelete("/customers/{customerId}/declarations/{declarationId}",
        (Id<Customer> customerId, Id<CustomerDeclaration> declarationId, Asker asker, CancellationToken ct) =>
            asker.Answer(new LiftDeclaration { CustomerId = customerId, DeclarationId = declarationId }, ct)).Produces<bool>().WithSummary("Take a declaration of a customer back");
}
