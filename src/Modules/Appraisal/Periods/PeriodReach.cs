using Guanxi.Appraisal.Sheets;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>A period is somebody's to see where one of its sheets is, beyond the own one.</summary>
internal sealed class PeriodReach(GuanxiDb db) : IReach<AppraisalPeriod>
{
    public string NotFound => "appraisal.period.not_found";

    public async Task<bool> Reaches(Actor actor, Id<AppraisalPeriod> id, CancellationToken ct) => await Within(db, actor).AnyAsync(p => p.Id == id, ct);

    public static IQueryable<AppraisalPeriod> Within(GuanxiDb db, Actor actor)
    {
        if (actor.Scope == Scope.All && actor.May(AppraisalRights.Read)) return db.Set<AppraisalPeriod>();
        var (me, seen) = (actor.Id, SheetReach.Within(db, actor));
        return db.Set<AppraisalPeriod>().Where(p => p.OpenedBy == me || seen.Any(s => s.PeriodId == p.Id && s.PersonId != me));
    }
}

/// <summary>Who acts on a period as a whole must have all of it within reach: the lead of one shop does not finalise the region's.</summary>
internal static class WholePeriods
{
    public static async Task<AppraisalPeriod> WholePeriod(this GuanxiDb db, Id<AppraisalPeriod> id, Actor actor, CancellationToken ct)
    {
        var period = Refuse.Missing(await db.Set<AppraisalPeriod>().FirstOrDefaultAsync(p => p.Id == id, ct), "appraisal.period.not_found");
        Refuse.If(!await db.HoldsWhole(id, actor, ct), "appraisal.period.beyond_reach");
        return period;
    }

    public static async Task<bool> HoldsWhole(this GuanxiDb db, Id<AppraisalPeriod> id, Actor actor, CancellationToken ct)
    {
        if (actor.Scope == Scope.All) return true;
        var units = actor.Units;
        return actor.Scope == Scope.ShopTree && !await db.Set<AppraisalSheet>().AnyAsync(s => s.PeriodId == id && !units.Contains(s.UnitId), ct);
    }

    public static Task<List<AppraisalSheet>> SheetsOf(this GuanxiDb db, Id<AppraisalPeriod> period, CancellationToken ct) => db.Set<AppraisalSheet>().Where(s => s.PeriodId == period).OrderBy(s => s.Id).ToListAsync(ct);
}
