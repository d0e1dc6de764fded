using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Sheets;

/// <summary>Sends a sheet back to its rater, with a reason.</summary>
[Needs(AppraisalRights.Finalise)]
internal sealed record SendBack : OnSheet, IUseCase<bool>
{
    [StringLength(2000)] public string? Reason { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<SendBack, bool>
    {
        public async Task<bool> Handle(SendBack request, Actor actor, CancellationToken ct)
        {
            var (sheet, period) = await db.SheetToReview(request.SheetId, actor, ct);
            db.Add(sheet.SendBack(period, request.Reason, actor.Id, clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/sheets/{sheetId}/send-back", (Id<AppraisalSheet> sheetId, SendBack request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SheetId = sheetId }, ct)).Produces<bool>().WithSummary("Send a sheet back to its rater");
}
