using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Sheets;

/// <summary>Takes somebody out of a period, with a reason: long ill, or gone.</summary>
[Needs(AppraisalRights.Plan)]
internal sealed record LeaveOut : OnSheet, IUseCase<bool>
{
    [StringLength(2000)] public string? Reason { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<LeaveOut, bool>
    {
        public async Task<bool> Handle(LeaveOut request, Actor actor, CancellationToken ct)
        {
            var (sheet, period) = await db.SheetOfWhole(request.SheetId, actor, ct);
            db.Add(sheet.LeaveOut(period, request.Reason, actor.Id, clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/sheets/{sheetId}/leave-out", (Id<AppraisalSheet> sheetId, LeaveOut request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SheetId = sheetId }, ct)).Produces<bool>().WithSummary("Take somebody out of a period");
}
