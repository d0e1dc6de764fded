using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Sheets;

/// <summary>Gives a sheet to another rater, with a reason.</summary>
[Needs(AppraisalRights.Plan)]
internal sealed record AppointRater : OnSheet, IUseCase<bool>
{
    public Id<Person> RaterId { get; set; }
    [StringLength(2000)] public string? Reason { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<AppointRater, bool>
    {
        public async Task<bool> Handle(AppointRater request, Actor actor, CancellationToken ct)
        {
            var (sheet, period) = await db.SheetOfWhole(request.SheetId, actor, ct);
            Refuse.Field(nameof(RaterId), !await Staff.StaffNames.PeopleWho(db, AppraisalRights.Rate).AnyAsync(p => p == request.RaterId, ct), "appraisal.sheet.rater_may_not");
            db.Add(sheet.Appoint(period, request.RaterId, request.Reason, actor.Id, clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/sheets/{sheetId}/appoint-rater", (Id<AppraisalSheet> sheetId, AppointRater request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SheetId = sheetId }, ct)).Produces<bool>().WithSummary("Give a sheet to another rater");
}
