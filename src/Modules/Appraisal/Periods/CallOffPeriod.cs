using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>Calls a period off, with a reason. Not after it was signed.</summary>
[Needs(AppraisalRights.Plan)]
internal sealed record CallOffPeriod : IUseCase<bool>
{
    public Id<AppraisalPeriod> PeriodId { get; set; }

    [StringLength(2000)] public string? Reason { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<CallOffPeriod, bool>
    {
        public async Task<bool> Handle(CallOffPeriod request, Actor actor, CancellationToken ct)
        {
            var period = await db.WholePeriod(request.PeriodId, actor, ct);
            db.Add(period.CallOff(request.Reason, actor.Id, clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/periods/{periodId}/call-off", (Id<AppraisalPeriod> periodId, CallOffPeriod request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { PeriodId = periodId }, ct)).Produces<bool>().WithSummary("Call a period off");
}
