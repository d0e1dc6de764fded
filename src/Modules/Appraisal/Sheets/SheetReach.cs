using Guanxi.Appraisal.Periods;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Sheets;

/// <summary>A sheet is there for the person rated, for the rater, and, with the right, for those who have its unit within reach.</summary>
internal sealed class SheetReach(GuanxiDb db) : IReach<AppraisalSheet>
{
    public string NotFound => "appraisal.sheet.not_found";

    public Task<bool> Reaches(Actor actor, Id<AppraisalSheet> id, CancellationToken ct) => Within(db, actor).AnyAsync(s => s.Id == id, ct);

    public static IQueryable<AppraisalSheet> Within(GuanxiDb db, Actor actor)
    {
        var (sheets, me, units) = (db.Set<AppraisalSheet>().AsQueryable(), actor.Id, actor.Units);
        if (!actor.May(AppraisalRights.Read) || actor.Scope == Scope.Own) return sheets.Where(s => s.PersonId == me || s.RaterId == me);
        return actor.Scope == Scope.All ? sheets : sheets.Where(s => s.PersonId == me || s.RaterId == me || units.Contains(s.UnitId));
    }
}

internal static class SheetsToActOn
{
    public static async Task<(AppraisalSheet Sheet, AppraisalPeriod Period)> SheetToActOn(this GuanxiDb db, Id<AppraisalSheet> id, CancellationToken ct)
    {
        var sheet = Refuse.Missing(await db.Set<AppraisalSheet>().FirstOrDefaultAsync(s => s.Id == id, ct), "appraisal.sheet.not_found");
        return (sheet, await db.Set<AppraisalPeriod>().FirstAsync(p => p.Id == sheet.PeriodId, ct));
    }

    /// <summary>For who finalises or plans: the whole period must be within reach.</summary>
    public static async Task<(AppraisalSheet Sheet, AppraisalPeriod Period)> SheetOfWhole(this GuanxiDb db, Id<AppraisalSheet> id, Actor actor, CancellationToken ct)
    {
        var found = await db.SheetToActOn(id, ct);
        Refuse.If(!await db.HoldsWhole(found.Period.Id, actor, ct), "appraisal.period.beyond_reach");
        return found;
    }

    /// <summary>For who looks through and decides: not somebody who is rated in the same period.</summary>
    public static async Task<(AppraisalSheet Sheet, AppraisalPeriod Period)> SheetToReview(this GuanxiDb db, Id<AppraisalSheet> id, Actor actor, CancellationToken ct)
    {
        var found = await db.SheetOfWhole(id, actor, ct);
        Refuse.If(await db.RatedIn(found.Period.Id, actor.Id, ct), "appraisal.period.own_result");
        return found;
    }

    public static Task<bool> RatedIn(this GuanxiDb db, Id<AppraisalPeriod> period, Id<Person> person, CancellationToken ct) =>
        db.Set<AppraisalSheet>().AnyAsync(s => s.PeriodId == period && s.PersonId == person && s.State != SheetState.LeftOut, ct);
}
