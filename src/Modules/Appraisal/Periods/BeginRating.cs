using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>Lets the raters begin.</summary>
[Needs(AppraisalRights.Plan)]
internal sealed record BeginRating : IUseCase<bool>
{
    public Id<AppraisalPeriod> PeriodId { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<BeginRating, bool>
    {
        public async Task<bool> Handle(BeginRating request, Actor actor, CancellationToken ct)
        {
            var period = await db.WholePeriod(request.PeriodId, actor, ct);
            db.Add(period.BeginRating(actor.Id, clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/periods/{periodId}/begin-rating", (Id<AppraisalPeriod> periodId, BeginRating request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { PeriodId = periodId }, ct)).Produces<bool>().WithSummary("Let the raters begin");
}
