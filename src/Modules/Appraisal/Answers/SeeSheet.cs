using System.ComponentModel.DataAnnotations;
using Guanxi.Appraisal.Sheets;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Answers;

/// <summary>The person rated has seen the sheet and does not object; what there is to say to it may be said.</summary>
[NeedsNoRight("Everybody answers to how they are rated.")]
internal sealed record SeeSheet : OnSheet, IUseCase<bool>
{
    [StringLength(2000)] public string? Answer { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<SeeSheet, bool>
    {
        public async Task<bool> Handle(SeeSheet request, Actor actor, CancellationToken ct)
        {
            var (sheet, period) = await db.SheetToActOn(request.SheetId, ct);
            db.Add(sheet.See(period, request.Answer, actor.Id, clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/sheets/{sheetId}/see", (Id<AppraisalSheet> sheetId, SeeSheet request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SheetId = sheetId }, ct)).Produces<bool>().WithSummary("Say that one has seen the own sheet");
}
