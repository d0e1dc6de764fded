using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Risk.Indicators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Risk.Register.Acts;

/// <summary>Says how likely and how bad a risk is now, and why. What its indicators show is kept with it; the next day for it follows from how grave it is.</summary>
[Needs(RiskRights.Register)]
internal sealed record AssessRisk : IUseCase<bool>
{
    public Id<RegisteredRisk> RiskId { get; set; }
    [Range(1, RegisteredRisk.Most)] public int Likelihood { get; set; }
    [Range(1, RegisteredRisk.Most)] public int Impact { get; set; }
    [Required, StringLength(2000)] public string? Because { get; set; }

    internal sealed class Handler(GuanxiDb db, IndicatorReadings indicators, TimeProvider clock) : IHandler<AssessRisk, bool>
    {
        public async Task<bool> Handle(AssessRisk request, Actor actor, CancellationToken ct)
        {
            var risk = await db.RiskToActOn(request.RiskId, actor, ct);
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            db.Add(await db.Assessed(risk, request.Likelihood, request.Impact, request.Because!, indicators, actor, today, ct));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/risks/{riskId}/assessments", (Id<RegisteredRisk> riskId, AssessRisk request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { RiskId = riskId }, ct)).Produces<bool>().WithSummary("Assess a risk");
}
