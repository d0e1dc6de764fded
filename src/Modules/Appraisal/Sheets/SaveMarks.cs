using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Sheets;

/// <summary>Keeps a draft of the marks; the person rated sees nothing of it.</summary>
[Needs(AppraisalRights.Rate)]
internal sealed record SaveMarks : OnSheet, IUseCase<bool>
{
    /// <summary>Six, by heart.</summary>
    [MaxLength(6)] public List<GivenMark> Marks { get; set; } = [];
    [StringLength(2000)] public string? Comment { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<SaveMarks, bool>
    {
        public async Task<bool> Handle(SaveMarks request, Actor actor, CancellationToken ct)
        {
            var (sheet, period) = await db.SheetToActOn(request.SheetId, ct);
            sheet.Draft(period, request.Marks, request.Comment, actor.Id);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/appraisals/sheets/{sheetId}/marks", (Id<AppraisalSheet> sheetId, SaveMarks request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SheetId = sheetId }, ct)).Produces<bool>().WithSummary("Keep a draft of the marks");
}
