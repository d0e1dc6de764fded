using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Register.Acts;

/// <summary>Plans what makes a risk less likely or less bad.</summary>
[Needs(RiskRights.Register)]
internal sealed record PlanControl : IUseCase<Id<RiskControl>>
{
    public Id<RegisteredRisk> RiskId { get; set; }
    [Required, StringLength(500)] public string? Measure { get; set; }

    /// <summary>Who owns the risk where not said.</summary>
    public Id<Person>? OwnerId { get; set; }

    /// <summary>A month from now where not said.</summary>
    public DateOnly? DueOn { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<PlanControl, Id<RiskControl>>
    {
        private const int UsualDays = 30;

        public async Task<Id<RiskControl>> Handle(PlanControl request, Actor actor, CancellationToken ct)
        {
            var risk = await db.RiskToActOn(request.RiskId, actor, ct);
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var owner = request.OwnerId is { IsNone: false } wanted && wanted != risk.OwnerId ? await db.OwnerFor(wanted, actor, ct) : risk.OwnerId;
            var control = RiskControl.Plan(risk, request.Measure!, owner, request.DueOn ?? today.AddDays(UsualDays));
            db.Add(control);
            return control.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/risks/{riskId}/controls", (Id<RegisteredRisk> riskId, PlanControl request, Asker asker, CancellationToken ct) =>
        asker.Created(request with { RiskId = riskId }, id => $"/api/risks/{riskId}/controls/{id}", ct)).Produces<Id<RiskControl>>(StatusCodes.Status201Created).WithSummary("Plan what makes a risk less likely or less bad");
}

/// <summary>Says that a control is in place, with what shows it, or that it was dropped, with the reason. Who sees to it may say so, too.</summary>
[Needs(RiskRights.Register)]
internal sealed record ReportControl : IUseCase<bool>
{
    public Id<RegisteredRisk> RiskId { get; set; }
    public Id<RiskControl> ControlId { get; set; }

    /// <summary>Whether it is in place; else it was dropped.</summary>
    public bool InPlace { get; set; }
    [Required, StringLength(2000)] public string? Evidence { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ReportControl, bool>
    {
        public async Task<bool> Handle(ReportControl request, Actor actor, CancellationToken ct)
        {
            var control = Refuse.Missing(await db.Set<RiskControl>().FirstOrDefaultAsync(c => c.Id == request.ControlId && c.RiskId == request.RiskId, ct), "risk.control.not_found");
            if (control.OwnerId != actor.Id) await db.RiskToActOn(request.RiskId, actor, ct);
            control.Report(request.InPlace, request.Evidence!, (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/risks/{riskId}/controls/{controlId}/report", (Id<RegisteredRisk> riskId, Id<RiskControl> controlId, ReportControl request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { RiskId = riskId, ControlId = controlId }, ct)).Produces<bool>().WithSummary("Say that a control is in place, or was dropped");
}
