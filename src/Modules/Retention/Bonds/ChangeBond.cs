using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Bonds;

/// <summary>Puts right what was recorded of a barrier or tie that has not been ended. What it was before is kept.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record ChangeBond : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<Bond> BondId { get; set; }
    [Required, StringLength(500)] public string? Words { get; set; }
    public Strength? Strength { get; set; }
    [Required] public DateOnly? FromOn { get; set; }
    public DateOnly? ExpiresOn { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeBond, bool>
    {
        public async Task<bool> Handle(ChangeBond request, Actor actor, CancellationToken ct)
        {
            Refuse.Missing(await db.Set<Bond>().FirstOrDefaultAsync(b => b.CustomerId == request.CustomerId && b.Id == request.BondId, ct), "retention.bond.not_found")
                .Change(new(request.Words!, request.Strength, request.FromOn!.Value, request.ExpiresOn));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/customers/{customerId}/bonds/{bondId}",
        (Id<Customer> customerId, Id<Bond> bondId, ChangeBond request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, BondId = bondId }, ct)).Produces<bool>().WithSummary("Put right what was recorded of a barrier or tie");
}
