using System.ComponentModel.DataAnnotations;
using Guanxi.Appraisal.Sheets;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Answers;

/// <summary>The person rated appeals, within the working days for it.</summary>
[NeedsNoRight("Everybody may appeal against how they are rated.")]
internal sealed record AppealSheet : OnSheet, IUseCase<bool>
{
    [StringLength(2000)] public string? Words { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<AppealSheet, bool>
    {
        public async Task<bool> Handle(AppealSheet request, Actor actor, CancellationToken ct)
        {
            var (sheet, period) = await db.SheetToActOn(request.SheetId, ct);
            var now = clock.GetUtcNow();
            db.Add(sheet.AppealAgainst(period, request.Words, (await db.Setting<FirmSettings>(ct)).DayOf(now), actor.Id, now));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/sheets/{sheetId}/appeal", (Id<AppraisalSheet> sheetId, AppealSheet request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SheetId = sheetId }, ct)).Produces<bool>().WithSummary("Appeal against the own sheet");
}
