using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

/// <summary>Takes a customer off that list.</summary>
[Needs(RetentionRights.Plan)]
internal sealed record LiftNever : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<LiftNever, bool>
    {
        public async Task<bool> Handle(LiftNever request, Actor actor, CancellationToken ct)
        {
            Refuse.Missing(await db.Set<NeverWinBack>().FirstOrDefaultAsync(n => n.CustomerId == request.CustomerId && n.LiftedAt == null, ct), "retention.never.not_found").Lift(actor.Id, clock.GetUtcNow());
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapDelete("/customers/{customerId}/never-win-back", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new LiftNever { CustomerId = customerId }, ct)).Produces<bool>().WithSummary("Take a customer off the list of those not wanted back");
}
