using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.History;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>All days of which the figures are kept, the newest first.</summary>
[Needs(ValueRights.Read)]
public sealed record RunDays : IQuestion<IReadOnlyList<RunDay>>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<RunDays, IReadOnlyList<RunDay>>
    {
        public async Task<IReadOnlyList<RunDay>> Handle(RunDays request, Actor actor, CancellationToken ct)
        {
            var runs = await db.Set<InsightRun>().AsNoTracking().OrderByDescending(r => r.AsOf).ThenByDescending(r => r.Id)
                .Select(r => new { r.AsOf, r.RanAt, Corrections = db.Set<Correction>().Count(c => c.AsOf == r.AsOf) }).ToListAsync(ct);
            return [.. runs.DistinctBy(r => r.AsOf).Select(r => new RunDay(r.AsOf, r.RanAt, r.Corrections))];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/days", (Asker asker, CancellationToken ct) => asker.Answer(new RunDays(), ct))
        .Produces<IReadOnlyList<RunDay>>().WithSummary("Days of which the figures are kept");
}

/// <summary>A day of which the figures are kept.</summary>
/// <param name="AsOf">Facts up to this day count.</param>
/// <param name="RanAt">When they were computed.</param>
/// <param name="Corrections">How often they came out otherwise when they were computed again.</param>
public sealed record RunDay(DateOnly AsOf, DateTimeOffset RanAt, int Corrections);
