using System.ComponentModel.DataAnnotations;
using Guanxi.Appraisal.Sheets;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Answers;

/// <summary>Decides an appeal, with a reason: upheld, other marks are set; dismissed, they stay. Not by the rater, unless nobody else may.</summary>
[Needs(AppraisalRights.Finalise)]
internal sealed record DecideAppeal : OnSheet, IUseCase<bool>
{
    public bool Upheld { get; set; }

    /// <summary>Hearts with another mark; those without one stay.</summary>
    [MaxLength(6)] public List<OtherMark> Marks { get; set; } = [];
    [StringLength(2000)] public string? Reason { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<DecideAppeal, bool>
    {
        public async Task<bool> Handle(DecideAppeal request, Actor actor, CancellationToken ct)
        {
            var (sheet, period) = await db.SheetToReview(request.SheetId, actor, ct);
            var alone = !await Staff.StaffNames.AnyoneElseMay(db, AppraisalRights.Finalise, actor.Id, ct);
            db.Add(sheet.Decide(period, request.Upheld, OtherMark.These(request.Marks), request.Reason, alone, actor.Id, clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/sheets/{sheetId}/decide-appeal", (Id<AppraisalSheet> sheetId, DecideAppeal request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SheetId = sheetId }, ct)).Produces<bool>().WithSummary("Decide an appeal");
}
