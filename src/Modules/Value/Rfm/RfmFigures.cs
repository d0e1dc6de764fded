using System.Globalization;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Insight;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Rfm;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Customers within reach by how recently, how often and for how much they bought.</summary>
[Needs(ValueRights.Read)]
public sealed record RfmFigures : IQuestion<RfmView>
{
    /// <summary>As it stood then; null for the newest.</summary>
    public DateOnly? AsOf { get; set; }

    internal sealed class Handler(GuanxiDb db, ScopedFigures scoped) : IHandler<RfmFigures, RfmView>
    {
        private static readonly string[] Octants = ["7", "5", "3", "1", "6", "4", "2", "0"];

        public async Task<RfmView> Handle(RfmFigures request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Day(db, request.AsOf, ct) is not { } day || await RunSummary.Of(db, day, ct) is not { Rfm: { } scales } run) return new() { Currency = currency };
            var figures = actor.Scope == Scope.All ? run.Figures : await scoped.Of(db, actor, run, ct);
            var cells = figures.Rfm.ToDictionary(c => int.Parse(c.Key, CultureInfo.InvariantCulture), c => c.Value);
            var segmented = run.RfmRule != nameof(RfmRule.Quartiles);
            return new()
            {
                AsOf = day, Currency = currency, Customers = figures.Customers, Rule = run.RfmRule, Scales = scales,
                Segments = !segmented ? [] : [.. RfmCells.Segments.Select(s => Sum(s, cells.Where(c => RfmCells.SegmentOf(c.Key) == s)))],
                Cells = [.. cells.GroupBy(c => c.Key / 10).OrderByDescending(g => g.Key).Select(g => Sum(g.Key.ToString(CultureInfo.InvariantCulture), g))],
                Octants = [.. Octants.Select(o => figures.Octants.GetValueOrDefault(o) is { } sum ? new GroupFigure(o, sum.Customers, sum.ValueMinor, null) : new(o, 0, 0, null))],
                Unmatched = segmented ? [.. cells.Keys.Where(c => RfmCells.SegmentOf(c) == Labels.Of(RfmSegment.Other)).Order()] : [],
            };
        }

        private static GroupFigure Sum(string code, IEnumerable<KeyValuePair<int, GroupSum>> cells)
        {
            var (customers, value) = (0, 0L);
            foreach (var (_, sum) in cells) (customers, value) = (customers + sum.Customers, value + sum.ValueMinor);
            return new(code, customers, value, null);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/rfm", (DateOnly? asOf, Asker asker, CancellationToken ct) =>
        asker.Answer(new RfmFigures { AsOf = asOf }, ct)).Produces<RfmView>().WithSummary("Customers by how recently, how often and for how much they bought");
}
