using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Risk.Indicators;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Register.Acts;

/// <summary>Enters a risk into the register, with its first assessment. It watches the indicators of its kind until somebody chooses others.</summary>
[Needs(RiskRights.Manage)]
internal sealed record EnterRisk : IUseCase<Id<RegisteredRisk>>
{
    public RiskKind Kind { get; set; }
    [Required, StringLength(200)] public string? Title { get; set; }
    [Required, StringLength(2000)] public string? Description { get; set; }

    /// <summary>Oneself where not said.</summary>
    public Id<Person>? OwnerId { get; set; }
    [Range(1, RegisteredRisk.Most)] public int Likelihood { get; set; }
    [Range(1, RegisteredRisk.Most)] public int Impact { get; set; }
    [Required, StringLength(2000)] public string? Because { get; set; }

    internal sealed class Handler(GuanxiDb db, IndicatorReadings indicators, TimeProvider clock) : IHandler<EnterRisk, Id<RegisteredRisk>>
    {
        public async Task<Id<RegisteredRisk>> Handle(EnterRisk request, Actor actor, CancellationToken ct)
        {
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var owner = await db.OwnerFor(request.OwnerId, actor, ct);
            var risk = RegisteredRisk.Enter(request.Kind, request.Title!, request.Description!, owner, today);
            risk.WatchBy([.. indicators.All.Where(i => i.Kind == request.Kind).Select(i => new WatchedIndicator(i.Key, i.Watch, i.Alarm))]);
            db.Add(risk);
            db.Add(await db.Assessed(risk, request.Likelihood, request.Impact, request.Because!, indicators, actor, today, ct));
            return risk.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/risks", (EnterRisk request, Asker asker, CancellationToken ct) => asker.Created(request, id => $"/api/risks/{id}", ct))
        .Produces<Id<RegisteredRisk>>(StatusCodes.Status201Created).WithSummary("Enter a risk into the register");
}

internal static class RiskActs
{
    /// <summary>The risk, for somebody who answers for it or for all of them.</summary>
    public static async Task<RegisteredRisk> RiskToActOn(this GuanxiDb db, Id<RegisteredRisk> id, Actor actor, CancellationToken ct)
    {
        var risk = Refuse.Missing(await db.Set<RegisteredRisk>().FirstOrDefaultAsync(r => r.Id == id, ct), "risk.register.not_found");
        Refuse.If(!actor.May(RiskRights.Manage) && risk.OwnerId != actor.Id, "risk.register.not_yours");
        return risk;
    }

    /// <summary>Who answers: somebody who still works here and may open the register.</summary>
    public static async Task<Id<Person>> OwnerFor(this GuanxiDb db, Id<Person>? wanted, Actor actor, CancellationToken ct)
    {
        var owner = wanted is { IsNone: false } id ? id : actor.Id;
        Refuse.Field("OwnerId", owner != actor.Id && !await db.PeopleWho(RiskRights.Register).AnyAsync(p => p == owner, ct), "risk.register.owner_cannot_see");
        return owner;
    }

    /// <summary>Assesses it, with what its indicators show at this moment.</summary>
    public static async Task<RiskAssessment> Assessed(this GuanxiDb db, RegisteredRisk risk, int likelihood, int impact, string because, IndicatorReadings indicators, Actor actor, DateOnly today, CancellationToken ct)
    {
        var read = await indicators.Now(risk.Indicators.Select(i => i.Key), ct);
        return risk.Assess(likelihood, impact, because, [.. read.Select(r => new SeenIndicator(r.Key, r.Value))], actor.Id, today, await db.Setting<RiskSettings>(ct));
    }
}
