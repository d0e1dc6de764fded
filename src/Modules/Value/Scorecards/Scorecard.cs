using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Runs;
using Guanxi.Value.Scorecards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>The 10C scorecard of the customers within reach: profile, knowledge, segmentation, customisation, value, satisfaction, development, retention, acquisition, profitability, and their change.</summary>
[Needs(ValueRights.Read)]
public sealed record Scorecard : IQuestion<ScorecardView>
{
    /// <summary>As it stood then; null for the newest.</summary>
    public DateOnly? AsOf { get; set; }
    public ScorecardPeriod Period { get; set; }

    /// <summary>Only customers of this unit and those below it; null for all within reach.</summary>
    public Id<Unit>? UnitId { get; set; }

    internal sealed class Handler(GuanxiDb db, ScorecardCounts counts) : IHandler<Scorecard, ScorecardView>
    {
        public async Task<ScorecardView> Handle(Scorecard request, Actor actor, CancellationToken ct)
        {
            var view = new ScorecardView { Period = request.Period, Currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency };
            var within = await ScorecardReach.Of(db, actor, request.UnitId, ct);
            if (await counts.Of(db, within, request.AsOf, request.Period, ct) is not { } counted) return view;
            return view with { AsOf = counted.Now.Days.Day, ComparedWith = counted.Before.Days.Day, Figures = TenFigures.Of(counted) };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/scorecard", (DateOnly? asOf, Named<ScorecardPeriod>? period, Id<Unit>? unit, Asker asker, CancellationToken ct) =>
        asker.Answer(new Scorecard { AsOf = asOf, Period = period?.Value ?? default, UnitId = unit }, ct)).Produces<ScorecardView>().WithSummary("The 10C scorecard of the customers within reach");
}
