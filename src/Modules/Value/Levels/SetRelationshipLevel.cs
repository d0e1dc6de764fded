using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Insight;
using Guanxi.Value.Levels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>Says how closely the firm keeps in touch with a customer, and why. What was said before is kept.</summary>
[Needs(CustomersRights.Edit)]
public sealed record SetRelationshipLevel : IUseCase<RelationshipLevel>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public RelationshipLevel Level { get; set; }
    [Required, StringLength(500)] public string? Reason { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<SetRelationshipLevel, RelationshipLevel>
    {
        public async Task<RelationshipLevel> Handle(SetRelationshipLevel request, Actor actor, CancellationToken ct)
        {
            foreach (var before in await db.Set<PractisedLevel>().Where(l => l.CustomerId == request.CustomerId && l.Current).ToListAsync(ct)) before.Replace();
            db.Add(PractisedLevel.Set(request.CustomerId, request.Level, request.Reason!, actor.Id, clock.GetUtcNow()));
            return request.Level;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/customers/{customerId}/level", (Id<Customer> customerId, SetRelationshipLevel request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CustomerId = customerId }, ct)).Produces<RelationshipLevel>().WithSummary("Say how closely the firm keeps in touch with a customer");
}
