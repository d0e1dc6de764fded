using System.ComponentModel.DataAnnotations;
using Guanxi.Appraisal.Answers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Sheets;

/// <summary>Sets other marks, with a reason; those of the rater stay beside them.</summary>
[Needs(AppraisalRights.Finalise)]
internal sealed record AdjustMarks : OnSheet, IUseCase<bool>
{
    /// <summary>Hearts with another mark; those without one stay.</summary>
    [MaxLength(6)] public List<OtherMark> Marks { get; set; } = [];
    [StringLength(2000)] public string? Reason { get; set; }

    internal sealed class Handler(GuanxiDb db, AppealTime appeals, TimeProvider clock) : IHandler<AdjustMarks, bool>
    {
        public async Task<bool> Handle(AdjustMarks request, Actor actor, CancellationToken ct)
        {
            var (sheet, period) = await db.SheetToReview(request.SheetId, actor, ct);
            var now = clock.GetUtcNow();
            db.Add(sheet.Adjust(period, OtherMark.These(request.Marks), request.Reason, await appeals.Until(sheet, period, now, ct), actor.Id, now));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/sheets/{sheetId}/adjust", (Id<AppraisalSheet> sheetId, AdjustMarks request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SheetId = sheetId }, ct)).Produces<bool>().WithSummary("Set other marks");
}
