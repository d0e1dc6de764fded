using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Runs;
using Guanxi.Value.Scorecards;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Grades;

/// <summary>Grades that persons set, and how they come into the standings: by the run, and between two runs at once.</summary>
internal sealed class HandGrades(GuanxiDb db, ScopedFigures scoped, BehaviourAnswers answers)
{
    /// <summary>Those that held on a day, by customer.</summary>
    public async Task<Dictionary<long, HandGrade>> On(DateOnly day, CancellationToken ct)
    {
        var valid = await db.Set<GradeOverride>().AsNoTracking().Where(o => o.Until >= day && o.SetOn <= day && (o.LiftedOn == null || o.LiftedOn > day)).OrderBy(o => o.Id).ToListAsync(ct);
        // Set twice on one day: the first one was lifted on that day and is not among them. The last one counts in any case.
        return valid.GroupBy(o => o.CustomerId.Value).ToDictionary(g => g.Key, g => g.Last().Hand());
    }

    /// <summary>The one that holds for a customer; null where the rule counts.</summary>
    public async Task<GradeOverride?> Of(Id<Customer> customer, DateOnly today, CancellationToken ct) =>
        await db.Set<GradeOverride>().Where(o => o.CustomerId == customer && o.LiftedAt == null && o.Until >= today).OrderByDescending(o => o.Id).FirstOrDefaultAsync(ct);

    /// <summary>Puts a grade on the newest standing, on what lists show and into the figures, without waiting for a run.</summary>
    /// <param name="hand">Null for the rule's own.</param>
    /// <returns>False where the customer has no standing.</returns>
    public async Task<bool> Apply(Id<Customer> customer, HandGrade? hand, CancellationToken ct)
    {
        if (await LatestStandings.Of(db, customer, null, ct) is not { } now || await RunSummary.Of(db, now.AsOf, ct) is not { } run) return false;
        var (day, total) = (now.AsOf, now.HistoricMinor + now.CurrentMinor + now.PotentialMinor);
        var code = hand?.Grade ?? Traits.Rule(now.Traits);
        var @class = Grading.ClassOf(code, total > 0 ? (double)now.PotentialMinor / total : 0, run.MedianPotentialShare);
        var (grade, letter) = (Labels.Grades[(int)code], Labels.Classes[(int)@class]);
        var colour = Labels.Colours[(int)Grading.ColourOf(@class, now.CurrentMinor, hand?.NeverConcede ?? false)];
        var traits = (now.Traits & ~(Traits.ByHand | Traits.NeverConcede)) | (hand is null ? 0 : Traits.ByHand) | (hand?.NeverConcede == true ? Traits.NeverConcede : 0);
        await db.Set<Standing>().Where(s => s.AsOf == day && s.CustomerId == customer).ExecuteUpdateAsync(s => s
            .SetProperty(x => x.Grade, grade).SetProperty(x => x.Class, letter).SetProperty(x => x.Colour, colour).SetProperty(x => x.Traits, traits), ct);
        var shown = colour.Length == 0 ? null : colour;
        await db.Set<CustomerFace>().Where(f => f.CustomerId == customer).ExecuteUpdateAsync(f => f.SetProperty(x => x.Grade, grade).SetProperty(x => x.Colour, shown), ct);
        if (grade == now.Grade && letter == now.Class) return true;

        var before = run.ComparedWith is { } month ? await db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == month && s.CustomerId == customer).Select(s => s.Grade).FirstOrDefaultAsync(ct) : null;
        var figures = run.Figures.Regraded(now, grade, letter, total, run.ComparedWith is null ? null : before ?? "");
        var summary = StoredJson.Write(run with { Figures = figures });
        await db.Set<InsightRun>().Where(r => r.Id == run.RunId).ExecuteUpdateAsync(r => r.SetProperty(x => x.Summary, summary), ct);
        db.Afterwards(scoped.Forget);
        db.Afterwards(() => answers.Forget(ScorecardCounts.Question));
        return true;
    }
}
