using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>Signs the results: nothing changes any more.</summary>
[Needs(AppraisalRights.Sign)]
internal sealed record SignPeriod : IUseCase<bool>
{
    public Id<AppraisalPeriod> PeriodId { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<SignPeriod, bool>
    {
        public async Task<bool> Handle(SignPeriod request, Actor actor, CancellationToken ct)
        {
            var period = await db.WholePeriod(request.PeriodId, actor, ct);
            var alone = !await Staff.StaffNames.AnyoneElseMay(db, AppraisalRights.Sign, actor.Id, ct);
            db.Add(period.Sign(await db.SheetsOf(period.Id, ct), actor.Id, alone, clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/periods/{periodId}/sign", (Id<AppraisalPeriod> periodId, SignPeriod request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { PeriodId = periodId }, ct)).Produces<bool>().WithSummary("Sign the results");
}
