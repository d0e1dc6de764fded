using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Risk.Indicators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Risk.Register.View;

/// <summary>The indicators that a risk can watch, with the values from which on each is usually looked at, and what it shows.</summary>
[Needs(RiskRights.Register)]
internal sealed record IndicatorList : IQuestion<IReadOnlyList<IndicatorNow>>
{
    internal sealed class Handler(IndicatorReadings indicators) : IHandler<IndicatorList, IReadOnlyList<IndicatorNow>>
    {
        public async Task<IReadOnlyList<IndicatorNow>> Handle(IndicatorList request, Actor actor, CancellationToken ct)
        {
            var read = await indicators.Now(indicators.All.Select(i => i.Key), ct);
            return [.. indicators.All.Select(i => IndicatorNow.Of(i, i.Watch, i.Alarm, read))];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/risks/indicators", (Asker asker, CancellationToken ct) => asker.Answer(new IndicatorList(), ct))
        .Produces<IReadOnlyList<IndicatorNow>>().WithSummary("The indicators of risks, with what they show");
}
