using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Scorecards;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>The customers behind a figure of the scorecard: those that count for it, or those that don't.</summary>
[Needs(ValueRights.Read)]
public sealed record ScorecardCustomers : IQuestion<ScorecardCustomersFound>
{
    public TenC Figure { get; set; }

    /// <summary>As it stood then; null for the newest.</summary>
    public DateOnly? AsOf { get; set; }
    public ScorecardPeriod Period { get; set; }

    /// <summary>Only customers of this unit and those below it.</summary>
    public Id<Unit>? UnitId { get; set; }

    /// <summary>The other side: of whom facts are missing, with whom nobody spoke, who did not come back or move up, who cost more than they brought.</summary>
    public bool Others { get; set; }

    /// <summary>From the row before: <see cref="ScorecardCustomersFound.Next"/>.</summary>
    public ScorecardPlace? After { get; set; }
    [Range(1, 200)] public int Take { get; set; } = 50;

    /// <summary>As the page of these customers has it in its address.</summary>
    /// <param name="word">What the address says under a name, or null.</param>
    internal static ScorecardCustomers OfPage(Func<string, string?> word) => new()
    {
        Figure = Named<TenC>.TryParse(word("figure"), null, out var figure) ? figure.Value : default, AsOf = Wording.DayOf(word("as_of")), Others = word("others") == "true",
        Period = Named<ScorecardPeriod>.TryParse(word("period"), null, out var period) ? period.Value : default, UnitId = Id<Unit>.TryParse(word("unit"), null, out var unit) && !unit.IsNone ? unit : null,
        After = ScorecardPlace.TryParse(word("after"), null, out var after) ? after : null,
    };

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse) : IHandler<ScorecardCustomers, ScorecardCustomersFound>
    {
        private static readonly WarehouseQuery Found = WarehouseQuery.Of(typeof(ScorecardCustomers).Assembly, "scorecard_customers");

        public async Task<ScorecardCustomersFound> Handle(ScorecardCustomers request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(Figure), request.Figure is TenC.Customisation or TenC.Satisfaction, "value.scorecard.nobody_behind", request.Figure);
            var view = new ScorecardCustomersFound { Figure = request.Figure, Currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency };
            var within = await ScorecardReach.Of(db, actor, request.UnitId, ct);
            if (await LatestStandings.Day(db, request.AsOf, ct) is not { } day) return view;
            var (days, _) = await ScorecardDays.Of(db, day, request.Period, ct);
            var rows = request.Figure is TenC.Segmentation or TenC.Value or TenC.Development ? await ByStanding(request, within, days, ct) : await ByFacts(request, within, days, ct);
            var shown = rows.Take(request.Take).ToList();
            var names = await ReachedNames.Of(db, within, shown.ConvertAll(r => r.CustomerId), ct);
            var standings = await LatestStandings.Of(db, shown.ConvertAll(r => r.CustomerId), day, ct);
            return view with
            {
                AsOf = day,
                Since = request.Figure == TenC.Development ? days.StartStanding ?? days.Start : days.Start,
                Next = rows.Count > request.Take ? shown[^1] : null,
                Customers = [.. shown.Where(r => names.ContainsKey(r.CustomerId)).Select(r => ScorecardCustomer.Of(r, names[r.CustomerId], standings.GetValueOrDefault(r.CustomerId), request))],
            };
        }

        private async Task<IReadOnlyList<ScorecardPlace>> ByFacts(ScorecardCustomers request, Actor within, ScorecardDays days, CancellationToken ct)
        {
            var number = request.Figure switch { TenC.Profile => 1L, TenC.Knowledge => 2L, TenC.Retention => 3L, TenC.Acquisition => 4L, _ => 5L };
            var (rank, customer) = (request.After?.Rank ?? long.MaxValue, request.After?.CustomerId.Value ?? long.MaxValue);
            object?[] args = [days.Day, .. WarehouseReach.Of(within), .. await ScorecardCounts.Arguments(db, days, ct), number, request.Others ? 0L : 1L, await ScorecardCounts.EndOf(db, days.Day, ct), rank, customer, request.Take + 1L];
            return await warehouse.Read(Found.Sql, args, r => new ScorecardPlace(r.GetInt64(1), new(r.GetInt64(0))), ct);
        }

        // The most valuable first: their rank is their place.
        private async Task<IReadOnlyList<ScorecardPlace>> ByStanding(ScorecardCustomers request, Actor within, ScorecardDays days, CancellationToken ct)
        {
            var (day, after) = (days.Day, request.After?.Rank ?? 0);
            var standings = db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == day && s.Place > after);
            if (request.Figure == TenC.Development) standings = days.StartStanding is { } start ? Development.Only(db, standings, start, !request.Others) : standings.Where(_ => false);
            if (within.Scope != Scope.All) standings = standings.Join(db.CustomerNamesFor(within), s => s.CustomerId, n => n.Id, (s, _) => s);
            return await standings.OrderBy(s => s.Place).Take(request.Take + 1).Select(s => new ScorecardPlace(s.Place, s.CustomerId)).ToListAsync(ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/scorecard/customers",
        (Named<TenC> figure, DateOnly? asOf, Named<ScorecardPeriod>? period, Id<Unit>? unit, bool? others, ScorecardPlace? after, int? take, Asker asker, CancellationToken ct) => asker.Answer(new ScorecardCustomers
        {
            Figure = figure.Value, AsOf = asOf, Period = period?.Value ?? default, UnitId = unit, Others = others ?? false, After = after, Take = take ?? 50,
        }, ct)).Produces<ScorecardCustomersFound>().WithSummary("The customers behind a figure of the scorecard");
}
