using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>How many days pass between purchases, and how soon customers come back after the first one, by kind of customer.</summary>
[Needs(ValueRights.Read)]
public sealed record PurchaseIntervals : IQuestion<IntervalsView>
{
    /// <summary>As it stood then; null for the newest run's day.</summary>
    public DateOnly? AsOf { get; set; }

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse, BehaviourAnswers answers) : IHandler<PurchaseIntervals, IntervalsView>
    {
        private static readonly WarehouseQuery Gaps = WarehouseQuery.Of(typeof(PurchaseIntervals).Assembly, "purchase_gaps"), Seconds = WarehouseQuery.Of(typeof(PurchaseIntervals).Assembly, "second_purchase");

        public async Task<IntervalsView> Handle(PurchaseIntervals request, Actor actor, CancellationToken ct) =>
            await answers.Of(db, actor, request.AsOf, "intervals", day => Count(WarehouseReach.Of(actor), day), ct) ?? new();

        private async Task<IntervalsView> Count(object[] reach, DateOnly day)
        {
            var gaps = await warehouse.Read(Gaps.Sql, [day, .. reach], r => (Kind: r.GetString(0), Gap: (int)r.GetInt64(1), Times: r.GetInt64(2)), default);
            var waits = await warehouse.Read(Seconds.Sql, [day, .. reach], r => (Kind: r.GetString(0), Wait: new Wait((int)r.GetInt64(1), r.GetInt32(2) == 1, r.GetInt64(3))), default);
            return new()
            {
                AsOf = day,
                Kinds = [.. ((string?[])[null, "Individual", "Organisation"]).Where(kind => kind is null || waits.Any(w => w.Kind == kind)).Select(kind => KindIntervals.Of(kind,
                    [.. gaps.Where(g => kind is null || g.Kind == kind).GroupBy(g => g.Gap).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(x => x.Times)))],
                    [.. waits.Where(w => kind is null || w.Kind == kind).Select(w => w.Wait)]))],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/behaviour/intervals", (DateOnly? asOf, Asker asker, CancellationToken ct) =>
        asker.Answer(new PurchaseIntervals { AsOf = asOf }, ct)).Produces<IntervalsView>().WithSummary("How many days pass between purchases");
}

/// <summary>Days between purchases.</summary>
public sealed record IntervalsView
{
    /// <summary>The last day that counts; null before the first run.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>All customers first, then each kind there is.</summary>
    public IReadOnlyList<KindIntervals> Kinds { get; init; } = [];
}
