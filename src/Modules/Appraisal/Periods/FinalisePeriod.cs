using Guanxi.Appraisal.Results;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>Makes results of the marks, once all sheets are in, all appeals decided, and everybody has seen theirs or let the time for it pass.</summary>
[Needs(AppraisalRights.Finalise)]
internal sealed record FinalisePeriod : IUseCase<bool>
{
    public Id<AppraisalPeriod> PeriodId { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<FinalisePeriod, bool>
    {
        public async Task<bool> Handle(FinalisePeriod request, Actor actor, CancellationToken ct)
        {
            var period = await db.WholePeriod(request.PeriodId, actor, ct);
            var sheets = await db.SheetsOf(period.Id, ct);
            var now = clock.GetUtcNow();
            var before = await LevelsBefore.Of(db, period, ct);
            db.Add(period.Finalise(sheets, before, actor.Id, now, (await db.Setting<FirmSettings>(ct)).DayOf(now)));
            db.Remark(sheets.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/periods/{periodId}/finalise", (Id<AppraisalPeriod> periodId, FinalisePeriod request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { PeriodId = periodId }, ct)).Produces<bool>().WithSummary("Make results of the marks");
}
