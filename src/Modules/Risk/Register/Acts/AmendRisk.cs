using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Risk.Register.Acts;

/// <summary>Says otherwise what a risk is and who answers for it.</summary>
[Needs(RiskRights.Manage)]
internal sealed record AmendRisk : IUseCase<bool>
{
    public Id<RegisteredRisk> RiskId { get; set; }
    public RiskKind Kind { get; set; }
    [Required, StringLength(200)] public string? Title { get; set; }
    [Required, StringLength(2000)] public string? Description { get; set; }
    public Id<Person>? OwnerId { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<AmendRisk, bool>
    {
        public async Task<bool> Handle(AmendRisk request, Actor actor, CancellationToken ct)
        {
            var risk = await db.RiskToActOn(request.RiskId, actor, ct);
            var owner = request.OwnerId == risk.OwnerId ? risk.OwnerId : await db.OwnerFor(request.OwnerId, actor, ct);
            risk.Amend(request.Kind, request.Title!, request.Description!, owner);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/risks/{riskId}", (Id<RegisteredRisk> riskId, AmendRisk request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { RiskId = riskId }, ct)).Produces<bool>().WithSummary("Change what a risk is and who answers for it");
}
