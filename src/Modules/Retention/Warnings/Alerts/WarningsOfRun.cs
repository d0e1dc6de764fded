using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>What the newest run found, and how much of it got no warning and why.</summary>
[Needs(ValueRights.Read)]
internal sealed record WarningsOfRun : IQuestion<WarningSummary>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<WarningsOfRun, WarningSummary>
    {
        public Task<WarningSummary> Handle(WarningsOfRun request, Actor actor, CancellationToken ct) => db.Setting<WarningSummary>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/warnings/run", (Asker asker, CancellationToken ct) => asker.Answer(new WarningsOfRun(), ct))
        .Produces<WarningSummary>().WithSummary("What the newest run found, and what got no warning");
}
