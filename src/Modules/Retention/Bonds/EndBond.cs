using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Bonds;

/// <summary>Ends a barrier or tie before it expires, with the reason.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record EndBond : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<Bond> BondId { get; set; }
    [Required, StringLength(500)] public string? Reason { get; set; }

    /// <summary>The first day on which it no longer holds; today where not said.</summary>
    public DateOnly? EndedOn { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<EndBond, bool>
    {
        public async Task<bool> Handle(EndBond request, Actor actor, CancellationToken ct)
        {
            var bond = Refuse.Missing(await db.Set<Bond>().FirstOrDefaultAsync(b => b.CustomerId == request.CustomerId && b.Id == request.BondId, ct), "retention.bond.not_found");
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            bond.End(request.EndedOn ?? today, request.Reason, actor.Id, today);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/bonds/{bondId}/end",
        (Id<Customer> customerId, Id<Bond> bondId, EndBond request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, BondId = bondId }, ct)).Produces<bool>().WithSummary("End a barrier or tie before it expires");
}
