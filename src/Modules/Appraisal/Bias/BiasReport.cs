using Guanxi.Appraisal.Periods;
using Guanxi.Appraisal.Sheets;
using Guanxi.Staff;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Bias;

/// <summary>How the raters of a period differ: mild or strict, one impression for all hearts, the middle for everybody, with or against the customers. For who has the whole period within reach.</summary>
[Needs(AppraisalRights.Finalise)]
internal sealed record BiasReport : IQuestion<BiasFound>, IConcerns<AppraisalPeriod>
{
    public Id<AppraisalPeriod> PeriodId { get; init; }

    Id<AppraisalPeriod> IConcerns<AppraisalPeriod>.Subject => PeriodId;

    internal sealed class Handler(GuanxiDb db) : IHandler<BiasReport, BiasFound>
    {
        public async Task<BiasFound> Handle(BiasReport request, Actor actor, CancellationToken ct)
        {
            var period = await db.Set<AppraisalPeriod>().AsNoTracking().FirstAsync(p => p.Id == request.PeriodId, ct);
            Refuse.If(!await db.HoldsWhole(period.Id, actor, ct), "appraisal.period.beyond_reach");
            var sheets = await db.Set<AppraisalSheet>().AsNoTracking().Where(s => s.PeriodId == period.Id && s.State == SheetState.Submitted).OrderBy(s => s.Id).ToListAsync(ct);
            var rated = sheets.Select(s => RatedSheet.Of(s, period.Rules)).OfType<RatedSheet>().ToList();
            var names = await db.NamesOf(rated.Select(s => s.RaterId), ct);
            return new()
            {
                PeriodId = period.Id, Period = period.Name, SoFar = period.Stage is PeriodStage.Opened or PeriodStage.Rating, Sheets = rated.Count, Least = RaterBias.Least, LeastPairs = RaterBias.LeastPairs,
                Raters = [.. rated.Select(s => s.RaterId).Distinct().Select(r => RaterBias.Of(r, names.GetValueOrDefault(r) ?? "", rated)).OrderByDescending(r => r.Sheets).ThenBy(r => r.Rater, ByName.Order)],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/appraisals/periods/{periodId}/bias", (Id<AppraisalPeriod> periodId, Asker asker, CancellationToken ct) =>
        asker.Answer(new BiasReport { PeriodId = periodId }, ct)).Produces<BiasFound>().WithSummary("How the raters of a period differ");
}

/// <summary>All raters of one period.</summary>
internal sealed record BiasFound
{
    public required Id<AppraisalPeriod> PeriodId { get; init; }
    public required string Period { get; init; }

    /// <summary>Not all sheets are in yet.</summary>
    public bool SoFar { get; init; }
    public int Sheets { get; init; }
    public int Least { get; init; }
    public int LeastPairs { get; init; }
    public required IReadOnlyList<RaterBias> Raters { get; init; }
}
