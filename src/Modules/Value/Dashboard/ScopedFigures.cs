using System.Collections.Concurrent;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Dashboard;

/// <summary>The dashboard's figures counted among the customers within someone's reach. A standing never changes, so they are kept until the next run.</summary>
internal sealed class ScopedFigures
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(Id<InsightRun>, int, string), (DateTimeOffset At, Figures Figures)> kept = new();
    private readonly TimeProvider clock;

    public ScopedFigures(TimeProvider clock) => this.clock = clock;

    public async Task<Figures> Of(GuanxiDb db, Actor actor, RunSummary run, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // Customers change hands: not kept for long.
        var key = (run.RunId, run.Wording, actor.VisibleSql("c"));
        if (kept.TryGetValue(key, out var there) && now - there.At < Fresh) return there.Figures;
        var figures = await Count(db, actor, run, ct);
        foreach (var old in kept.Where(k => now - k.Value.At >= Fresh).Select(k => k.Key).ToList()) kept.TryRemove(old, out _);
        kept[key] = (now, figures);
        return figures;
    }

    /// <summary>A standing did change: a person set a grade.</summary>
    public void Forget() => kept.Clear();

    private static async Task<Figures> Count(GuanxiDb db, Actor actor, RunSummary run, CancellationToken ct)
    {
        var (day, before) = (run.AsOf, run.ComparedWith ?? DateOnly.MinValue);
        var standings = db.Set<Standing>().AsNoTracking();
        var mine = from s in standings
                   join name in db.CustomerNamesFor(actor) on s.CustomerId equals name.Id
                   where s.AsOf == day
                   select s;
        var sums = await (from s in mine
                          join b in standings.Where(b => b.AsOf == before) on s.CustomerId equals b.CustomerId into earlier
                          from b in earlier.DefaultIfEmpty()
                          group s by new { s.Grade, s.Stage, s.State, s.LoyaltyType, FromGrade = b == null ? "" : b.Grade, FromStage = b == null ? "" : b.Stage } into g
                          select new
                          {
                              g.Key.Grade, g.Key.Stage, g.Key.State, g.Key.LoyaltyType, g.Key.FromGrade, g.Key.FromStage, Customers = g.Count(), Historic = g.Sum(s => s.HistoricMinor),
                              Current = g.Sum(s => s.CurrentMinor), Potential = g.Sum(s => s.PotentialMinor), Risk = g.Sum(s => s.RiskMinor),
                          }).ToListAsync(ct);
        var cells = await mine.GroupBy(s => new { s.Rfm, s.RfmOctant })
            .Select(g => new { g.Key.Rfm, g.Key.RfmOctant, Customers = g.Count(), Value = g.Sum(s => s.HistoricMinor + s.CurrentMinor + s.PotentialMinor) }).ToListAsync(ct);
        var values = await mine.Select(s => s.HistoricMinor + s.CurrentMinor).ToArrayAsync(ct);
        var eighty = ConcentrationCurve.CustomersFor(values, 0.8);
        return new()
        {
            Customers = sums.Sum(s => s.Customers),
            Totals = new()
            {
                HistoricMinor = sums.Sum(s => s.Historic), CurrentMinor = sums.Sum(s => s.Current), PotentialMinor = sums.Sum(s => s.Potential), RiskMinor = sums.Sum(s => s.Risk),
            },
            Curve = [.. ConcentrationCurve.Of(values).Select(p => new CurvePoint(p.Customers, p.Value, p.Least))],
            CustomersForEighty = double.IsNaN(eighty) ? null : eighty,
            Grades = sums.GroupBy(s => s.Grade).ToDictionary(g => g.Key, g => new GroupSum(g.Sum(s => s.Customers), g.Sum(s => s.Historic + s.Current + s.Potential))),
            Lists = await Grades.WorkLists.Counts(db, mine, before, ct),
            Stages = sums.GroupBy(s => s.Stage).ToDictionary(g => g.Key, g => new GroupSum(g.Sum(s => s.Customers), g.Sum(s => s.Historic + s.Current + s.Potential))),
            States = sums.GroupBy(s => s.State).ToDictionary(g => g.Key, g => new GroupSum(g.Sum(s => s.Customers), g.Sum(s => s.Historic + s.Current + s.Potential))),
            Loyalties = sums.GroupBy(s => s.LoyaltyType).ToDictionary(g => g.Key, g => new GroupSum(g.Sum(s => s.Customers), g.Sum(s => s.Historic + s.Current + s.Potential))),
            Rfm = cells.GroupBy(c => c.Rfm).ToDictionary(g => Whole(g.Key), g => new GroupSum(g.Sum(c => c.Customers), g.Sum(c => c.Value))),
            Octants = cells.GroupBy(c => c.RfmOctant).ToDictionary(g => Whole(g.Key), g => new GroupSum(g.Sum(c => c.Customers), g.Sum(c => c.Value))),
            GradeMoves = run.ComparedWith is null ? [] : [.. sums.GroupBy(s => (s.FromGrade, s.Grade))
                .Select(g => new Movement(g.Key.FromGrade, g.Key.Grade, g.Sum(s => s.Customers), g.Sum(s => s.Historic + s.Current + s.Potential)))],
            StageMoves = run.ComparedWith is null ? [] : [.. sums.GroupBy(s => (s.FromStage, s.Stage))
                .Select(g => new Movement(g.Key.FromStage, g.Key.Stage, g.Sum(s => s.Customers), g.Sum(s => s.Historic + s.Current + s.Potential)))],
        };
    }

    private static string Whole(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
