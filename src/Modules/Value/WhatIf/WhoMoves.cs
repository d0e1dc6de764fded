using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Guanxi.Value.WhatIf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>The customers within reach who would go from one grade to another by other edges, the most valuable first.</summary>
[Needs(ValueRights.Read)]
public sealed record WhoMoves : IQuestion<StandingPage>
{
    /// <summary>Null for the present ones, by which nobody moves.</summary>
    public GradeEdges? Edges { get; set; }

    /// <summary>By the present edges.</summary>
    [Required, StringLength(20)] public string? From { get; set; }

    /// <summary>By the edges asked about.</summary>
    [Required, StringLength(20)] public string? To { get; set; }

    /// <summary>From the row before: <see cref="StandingPage.Next"/>.</summary>
    public int? AfterPlace { get; set; }
    [Range(1, 200)] public int Take { get; set; } = 50;

    internal sealed class Handler(GuanxiDb db) : IHandler<WhoMoves, StandingPage>
    {
        public async Task<StandingPage> Handle(WhoMoves request, Actor actor, CancellationToken ct)
        {
            request.Edges?.Check();
            var (from, to) = (Array.IndexOf(Labels.Grades, request.From), Array.IndexOf(Labels.Grades, request.To));
            Refuse.If(from < 0 || to < 0, "value.grade.unknown");
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Day(db, null, ct) is not { } day || await RunSummary.Of(db, day, ct) is not { } run) return new() { Currency = currency };
            var cuts = new PlaceCuts(db, run);
            var now = GradeEdges.Of(await db.Setting<ValueSettings>(ct));
            var (old, @new) = (await cuts.Of(now, ct), await cuts.Of(request.Edges ?? now, ct));
            // Of one layer and in another: the places that two ranges have in common.
            var above = Math.Max(Math.Max(Start(old, from), Start(@new, to)), request.AfterPlace ?? 0);
            var last = Math.Min(old[from], @new[to]);
            var found = await (from s in db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == day && s.Place > above && s.Place <= last && (s.Traits & Traits.ByHand) == 0)
                               join name in db.CustomerNamesFor(actor) on s.CustomerId equals name.Id
                               orderby s.Place
                               select new { s, name }).Take(request.Take + 1).ToListAsync(ct);
            var owners = found.Select(r => r.name.OwnerId).OfType<Id<Person>>().Distinct().ToList();
            var people = await db.PersonNames().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            return new()
            {
                AsOf = day, Currency = currency, Next = found.Count > request.Take ? found[request.Take - 1].s.Place : null,
                Customers = [.. found.Take(request.Take).Select(r => StandingRow.Of(r.s, r.name, r.name.OwnerId is { } id ? people.GetValueOrDefault(id) : null))],
            };
        }

        private static int Start(int[] cuts, int layer) => layer == 0 ? 0 : cuts[layer - 1];
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/what-if/customers", ([AsParameters] EdgeQuery edges, string from, string to, int? after, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new WhoMoves { Edges = edges.Edges(), From = from, To = to, AfterPlace = after, Take = take ?? 50 }, ct)).Produces<StandingPage>().WithSummary("Who would move by other edges");
}
