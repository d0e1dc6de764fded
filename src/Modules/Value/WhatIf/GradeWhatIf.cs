using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Grades;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Guanxi.Value.WhatIf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>What would become of the grades by other edges: how many customers and how much value would move between them. By the edges alone; what persons set stays.</summary>
[Needs(ValueRights.Read)]
public sealed record GradeWhatIf : IQuestion<WhatIfView>
{
    /// <summary>Null for the present ones.</summary>
    public GradeEdges? Edges { get; set; }

    internal sealed class Handler(GuanxiDb db, HandGrades hands, TimeProvider clock) : IHandler<GradeWhatIf, WhatIfView>
    {
        public async Task<WhatIfView> Handle(GradeWhatIf request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            var now = GradeEdges.Of(await db.Setting<ValueSettings>(ct));
            var then = request.Edges ?? now;
            then.Check();
            var view = new WhatIfView { Currency = firm.BaseCurrency, Now = now, Then = then };
            if (await LatestStandings.Day(db, null, ct) is not { } day || await RunSummary.Of(db, day, ct) is not { } run) return view;
            var cuts = new PlaceCuts(db, run);
            var (old, @new) = (await cuts.Of(now, ct), await cuts.Of(then, ct));
            var (customers, value) = (new int[4, 4], new long[4, 4]);
            if (actor.Scope == Scope.All) await CountAll(cuts, old, @new, customers, value, ct);
            else await CountMine(actor, day, old, @new, customers, value, ct);
            var byHand = await KeepByHand(actor, day, firm.DayOf(clock.GetUtcNow()), old, @new, customers, value, ct);
            return view with
            {
                AsOf = day,
                ByHand = byHand,
                Customers = customers.Cast<int>().Sum(),
                Moves = [.. from f in Enumerable.Range(0, 4) from t in Enumerable.Range(0, 4) where customers[f, t] > 0 select new Movement(Labels.Grades[f], Labels.Grades[t], customers[f, t], value[f, t])],
                Grades = [.. Enumerable.Range(0, 4).Select(g => new WhatIfGrade(Labels.Grades[g], Row(customers, g), Column(customers, g), Row(value, g), Column(value, g)))],
            };
        }

        /// <summary>Between two neighbouring cuts everybody moves alike.</summary>
        private static async Task CountAll(PlaceCuts cuts, int[] old, int[] @new, int[,] customers, long[,] value, CancellationToken ct)
        {
            var (from, worth) = (0, 0L);
            foreach (var to in old.Concat(@new).Distinct().Order().Where(c => c > 0))
            {
                var upTo = await cuts.ValueOf(to, ct);
                var (f, t) = (PlaceCuts.Layer(old, to), PlaceCuts.Layer(@new, to));
                customers[f, t] += to - from;
                value[f, t] += upTo - worth;
                (from, worth) = (to, upTo);
            }
        }

        private async Task CountMine(Actor actor, DateOnly day, int[] old, int[] @new, int[,] customers, long[,] value, CancellationToken ct)
        {
            var (o0, o1, o2, n0, n1, n2) = (old[0], old[1], old[2], @new[0], @new[1], @new[2]);
            var sums = await (from s in db.Set<Standing>().AsNoTracking()
                              join name in db.CustomerNamesFor(actor) on s.CustomerId equals name.Id
                              where s.AsOf == day
                              group s by new { From = s.Place <= o0 ? 0 : s.Place <= o1 ? 1 : s.Place <= o2 ? 2 : 3, To = s.Place <= n0 ? 0 : s.Place <= n1 ? 1 : s.Place <= n2 ? 2 : 3 } into g
                              select new { g.Key.From, g.Key.To, Customers = g.Count(), Value = g.Sum(s => s.HistoricMinor + s.CurrentMinor + s.PotentialMinor) }).ToListAsync(ct);
            foreach (var sum in sums) (customers[sum.From, sum.To], value[sum.From, sum.To]) = (sum.Customers, sum.Value);
        }

        /// <summary>Whoever has a grade by hand keeps it: taken out where the edges would move them, counted as staying.</summary>
        private async Task<int> KeepByHand(Actor actor, DateOnly day, DateOnly today, int[] old, int[] @new, int[,] customers, long[,] value, CancellationToken ct)
        {
            var by = await hands.On(today, ct);
            var ids = by.Keys.Select(id => new Id<Customer>(id)).ToList();
            var reached = ids.Count == 0 ? [] : (await db.CustomerNamesFor(actor).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
            var standings = reached.Count == 0 ? [] : await LatestStandings.Of(db, [.. reached], day, ct);
            foreach (var (id, s) in standings)
            {
                var (f, t, stays, total) = (PlaceCuts.Layer(old, s.Place), PlaceCuts.Layer(@new, s.Place), (int)by[id.Value].Grade, s.HistoricMinor + s.CurrentMinor + s.PotentialMinor);
                (customers[f, t], value[f, t]) = (customers[f, t] - 1, value[f, t] - total);
                (customers[stays, stays], value[stays, stays]) = (customers[stays, stays] + 1, value[stays, stays] + total);
            }
            return standings.Count;
        }

        private static int Row(int[,] cells, int row) => Enumerable.Range(0, 4).Sum(k => cells[row, k]);
        private static int Column(int[,] cells, int column) => Enumerable.Range(0, 4).Sum(k => cells[k, column]);
        private static long Row(long[,] cells, int row) => Enumerable.Range(0, 4).Sum(k => cells[row, k]);
        private static long Column(long[,] cells, int column) => Enumerable.Range(0, 4).Sum(k => cells[k, column]);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/what-if", ([AsParameters] EdgeQuery edges, Asker asker, CancellationToken ct) =>
        asker.Answer(new GradeWhatIf { Edges = edges.Edges() }, ct)).Produces<WhatIfView>().WithSummary("What would become of the grades by other edges");
}

/// <summary>The grades by present and by other edges.</summary>
public sealed record WhatIfView
{
    /// <summary>The day of the standings; null where there was no run yet.</summary>
    public DateOnly? AsOf { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>The present edges, and those asked about.</summary>
    public GradeEdges Now { get; init; } = new();
    public GradeEdges Then { get; init; } = new();

    /// <summary>Customers within reach.</summary>
    public int Customers { get; init; }

    /// <summary>Of them with a grade by hand: they don't move.</summary>
    public int ByHand { get; init; }

    /// <summary>From each grade to each; those who stay are from a grade to itself.</summary>
    public IReadOnlyList<Movement> Moves { get; init; } = [];

    /// <summary>Best first.</summary>
    public IReadOnlyList<WhatIfGrade> Grades { get; init; } = [];

    /// <summary>Customers who would move.</summary>
    public int Moved => Moves.Where(m => m.From != m.To).Sum(m => m.Customers);
}

/// <summary>One grade by present (before) and by other edges (after). Minor units of the base currency.</summary>
public sealed record WhatIfGrade(string Code, int CustomersBefore, int CustomersAfter, long ValueBeforeMinor, long ValueAfterMinor);
