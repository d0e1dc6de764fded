using System.ComponentModel.DataAnnotations;
using Guanxi.Appraisal.Answers;
using Guanxi.Appraisal.Evidence;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Sheets;

/// <summary>Hands the marks in. The evidence stays as it is now, and the person rated may see, answer and appeal.</summary>
[Needs(AppraisalRights.Rate)]
internal sealed record SubmitMarks : OnSheet, IUseCase<bool>
{
    /// <summary>Six, by heart.</summary>
    [MaxLength(6)] public List<GivenMark> Marks { get; set; } = [];
    [StringLength(2000)] public string? Comment { get; set; }

    internal sealed class Handler(GuanxiDb db, EvidenceOfWork evidence, AppealTime appeals, TimeProvider clock) : IHandler<SubmitMarks, bool>
    {
        public async Task<bool> Handle(SubmitMarks request, Actor actor, CancellationToken ct)
        {
            var (sheet, period) = await db.SheetToActOn(request.SheetId, ct);
            sheet.Draft(period, request.Marks, request.Comment, actor.Id);
            var now = clock.GetUtcNow();
            db.Add(sheet.Submit(period, await evidence.Of(sheet.PersonId, sheet.UnitId, period, now, ct), await appeals.Until(sheet, period, now, ct), actor.Id, now));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/sheets/{sheetId}/submit", (Id<AppraisalSheet> sheetId, SubmitMarks request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SheetId = sheetId }, ct)).Produces<bool>().WithSummary("Hand the marks in");
}
