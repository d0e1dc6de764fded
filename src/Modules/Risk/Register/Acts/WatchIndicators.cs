using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Risk.Indicators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Risk.Register.Acts;

/// <summary>Chooses the indicators that tell early that a risk grows, and from which values on.</summary>
[Needs(RiskRights.Register)]
internal sealed record WatchIndicators : IUseCase<bool>
{
    public Id<RegisteredRisk> RiskId { get; set; }

    /// <summary>All that it watches from now on.</summary>
    public IReadOnlyList<WatchedIndicator> Indicators { get; set; } = [];

    internal sealed class Handler(GuanxiDb db, IndicatorReadings indicators) : IHandler<WatchIndicators, bool>
    {
        public async Task<bool> Handle(WatchIndicators request, Actor actor, CancellationToken ct)
        {
            var risk = await db.RiskToActOn(request.RiskId, actor, ct);
            var keys = request.Indicators.Select(i => i.Key).ToList();
            Refuse.If(keys.Count > indicators.All.Count || keys.Distinct(StringComparer.Ordinal).Count() != keys.Count || keys.Any(k => indicators.Named(k) is null), "risk.register.indicator_unknown");
            risk.WatchBy(request.Indicators);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/risks/{riskId}/indicators", (Id<RegisteredRisk> riskId, WatchIndicators request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { RiskId = riskId }, ct)).Produces<bool>().WithSummary("Choose what tells early that a risk grows");
}
