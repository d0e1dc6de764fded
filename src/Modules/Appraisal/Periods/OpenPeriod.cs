using System.ComponentModel.DataAnnotations;
using Guanxi.Appraisal.Criteria;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>Opens a period: everybody of the units that take part gets a sheet with a rater by hierarchy, and the criteria stay as they are now.</summary>
[Needs(AppraisalRights.Plan)]
internal sealed record OpenPeriod : IUseCase<Id<AppraisalPeriod>>
{
    [Required, StringLength(120)] public string? Name { get; set; }

    /// <summary>The time that is looked at, both days included.</summary>
    [Required] public DateOnly? FromOn { get; set; }
    [Required] public DateOnly? UntilOn { get; set; }
    [Required] public DateOnly? RateBy { get; set; }
    [Required] public DateOnly? AnswerBy { get; set; }
    [Required] public DateOnly? FinaliseBy { get; set; }
    [Required] public DateOnly? SignBy { get; set; }

    /// <summary>With all units below; none for the whole firm.</summary>
    [MaxLength(400)] public List<Id<Unit>> Units { get => field ??= []; set; }

    internal sealed class Handler(GuanxiDb db, RaterChoice raters, TimeProvider clock) : IHandler<OpenPeriod, Id<AppraisalPeriod>>
    {
        public async Task<Id<AppraisalPeriod>> Handle(OpenPeriod request, Actor actor, CancellationToken ct)
        {
            var units = request.Units.Where(u => !u.IsNone).Distinct().ToList();
            Refuse.Field(nameof(Units), await Staff.StaffNames.UnitNames(db).CountAsync(u => units.Contains(u.Id), ct) != units.Count, "staff.unit.not_found");
            Refuse.Field(nameof(Units), actor.Scope != Scope.All && (units.Count == 0 || units.Exists(u => !actor.Units.Contains(u))), "appraisal.period.beyond_reach");
            var name = request.Name!.Trim();
            Refuse.Field(nameof(Name), await db.Set<AppraisalPeriod>().AnyAsync(p => p.Name == name && p.Stage != PeriodStage.CalledOff, ct), "appraisal.period.name_taken");
            var now = clock.GetUtcNow();
            var plan = new PeriodPlan(name, request.FromOn!.Value, request.UntilOn!.Value, request.RateBy!.Value, request.AnswerBy!.Value, request.FinaliseBy!.Value, request.SignBy!.Value, units);
            var period = AppraisalPeriod.Open(plan, await db.Setting<AppraisalSettings>(ct), actor.Id, now);
            db.Add(period);
            var (rated, _) = await raters.Of(units, ct);
            Refuse.If(rated.Count == 0, "appraisal.period.nobody");
            foreach (var person in rated) db.Add(period.Add(person.PersonId, person.UnitId, person.RaterId));
            db.Add(period.Log(AppraisalAct.Opened, actor.Id, now));
            db.Remark(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rated.Count}"));
            return period.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/appraisals/periods", (OpenPeriod request, Asker asker, CancellationToken ct) =>
        asker.Created(request, id => $"/api/appraisals/periods/{id}", ct)).Produces<Id<AppraisalPeriod>>(StatusCodes.Status201Created).WithSummary("Open a period of evaluation");
}
