using System.Collections.Concurrent;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.History;

/// <summary>Counts who went where between two runs. A run's standings never change, so what was counted is kept for a while: over a million customers it takes seconds.</summary>
internal sealed class Moves(TimeProvider clock)
{
    private const int MostKept = 200;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(Id<InsightRun>, Id<InsightRun>, string), (DateTimeOffset At, (IReadOnlyList<Movement> Grades, IReadOnlyList<Movement> Stages) Moves)> kept = new();

    public async Task<IReadOnlyList<Movement>> Between(GuanxiDb db, Actor actor, RunSummary earlier, RunSummary later, string kind, CancellationToken ct)
    {
        // What the run counted anyhow, if nobody is gone since: that is the movement which is looked at most.
        if (actor.Scope == Scope.All && later.ComparedWith == earlier.AsOf && later.Figures.GradeMoves.Where(m => m.From.Length > 0).Sum(m => m.Customers) == earlier.Customers)
            return kind == "grade" ? later.Figures.GradeMoves : later.Figures.StageMoves;
        var now = clock.GetUtcNow();
        // Customers change hands: not kept for long.
        var key = (earlier.RunId, later.RunId, actor.VisibleSql("c"));
        if (!kept.TryGetValue(key, out var there) || now - there.At >= Fresh)
        {
            there = (now, await Count(db, actor, earlier.AsOf, later.AsOf, ct));
            foreach (var old in kept.Where(k => now - k.Value.At >= Fresh || kept.Count > MostKept).Select(k => k.Key).ToList()) kept.TryRemove(old, out _);
            kept[key] = there;
        }
        return kind == "grade" ? there.Moves.Grades : there.Moves.Stages;
    }

    private static async Task<(IReadOnlyList<Movement>, IReadOnlyList<Movement>)> Count(GuanxiDb db, Actor actor, DateOnly since, DateOnly until, CancellationToken ct)
    {
        var standings = db.Set<Standing>().AsNoTracking();
        var there = Within(db, actor, standings.Where(s => s.AsOf == until));
        var sums = await (from s in there
                          join b in standings.Where(b => b.AsOf == since) on s.CustomerId equals b.CustomerId into before
                          from b in before.DefaultIfEmpty()
                          group s by new { s.Grade, s.Stage, FromGrade = b == null ? "" : b.Grade, FromStage = b == null ? "" : b.Stage } into g
                          select new { g.Key.Grade, g.Key.Stage, g.Key.FromGrade, g.Key.FromStage, Customers = g.Count(), Value = g.Sum(s => s.HistoricMinor + s.CurrentMinor + s.PotentialMinor) }).ToListAsync(ct);
        var gone = await (from b in Within(db, actor, standings.Where(b => b.AsOf == since))
                          where !standings.Any(s => s.AsOf == until && s.CustomerId == b.CustomerId)
                          group b by new { b.Grade, b.Stage } into g
                          select new { g.Key.Grade, g.Key.Stage, Customers = g.Count(), Value = g.Sum(s => s.HistoricMinor + s.CurrentMinor + s.PotentialMinor) }).ToListAsync(ct);
        return
        (
            [
                .. sums.GroupBy(s => (s.FromGrade, s.Grade)).Select(g => new Movement(g.Key.FromGrade, g.Key.Grade, g.Sum(s => s.Customers), g.Sum(s => s.Value))),
                .. gone.GroupBy(s => s.Grade).Select(g => new Movement(g.Key, "", g.Sum(s => s.Customers), g.Sum(s => s.Value))),
            ],
            [
                .. sums.GroupBy(s => (s.FromStage, s.Stage)).Select(g => new Movement(g.Key.FromStage, g.Key.Stage, g.Sum(s => s.Customers), g.Sum(s => s.Value))),
                .. gone.GroupBy(s => s.Stage).Select(g => new Movement(g.Key, "", g.Sum(s => s.Customers), g.Sum(s => s.Value))),
            ]
        );
    }

    // Whoever sees everybody needs no look at the customers, which is most of the time that this takes.
    private static IQueryable<Standing> Within(GuanxiDb db, Actor actor, IQueryable<Standing> standings) =>
        actor.Scope == Scope.All ? standings : standings.Join(db.CustomerNamesFor(actor), s => s.CustomerId, n => n.Id, (s, _) => s);
}
