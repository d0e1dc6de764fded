using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>Does not sign: the results go back to who finalises, with a reason.</summary>
[Needs(AppraisalRights.Sign)]
internal sealed record ReturnPeriod : IUseCase<bool>
{
    public Id<AppraisalPeriod> PeriodId { get; set; }

    [StringLength(2000)] public string? Reason { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ReturnPeriod, bool>
    {
        public async Task<bool> Handle(ReturnPeriod request, Actor actor, CancellationToken ct)
        {
            var period = await db.WholePeriod(request.PeriodId, actor, ct);
            db.Add(period.Return(await db.SheetsOf(period.Id, ct), request.Reason, actor.Id, clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/periods/{periodId}/return", (Id<AppraisalPeriod> periodId, ReturnPeriod request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { PeriodId = periodId }, ct)).Produces<bool>().WithSummary("Return the results instead of signing them");
}
