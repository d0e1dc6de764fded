using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Periods;
using Guanxi.Appraisal.Sheets;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Results;

/// <summary>What people reached in the period before: the last one that was signed and was over before this one began.</summary>
internal static class LevelsBefore
{
    public static async Task<IReadOnlyDictionary<Id<Person>, Level>> Of(GuanxiDb db, AppraisalPeriod period, CancellationToken ct)
    {
        var (id, began) = (period.Id, period.FromOn);
        var rows = await (from mine in db.Set<AppraisalSheet>()
                          join sheet in db.Set<AppraisalSheet>() on mine.PersonId equals sheet.PersonId
                          join past in db.Set<AppraisalPeriod>() on sheet.PeriodId equals past.Id
                          where mine.PeriodId == id && past.Stage == PeriodStage.Signed && past.UntilOn < began && sheet.Level != null
                          select new { sheet.PersonId, past.UntilOn, sheet.Id, Level = sheet.Level!.Value }).ToListAsync(ct);
        return rows.GroupBy(r => r.PersonId).ToDictionary(g => g.Key, g => g.OrderBy(r => r.UntilOn).ThenBy(r => r.Id).Last().Level);
    }
}
