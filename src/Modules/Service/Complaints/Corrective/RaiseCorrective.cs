using System.ComponentModel.DataAnnotations;
using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Corrective;

/// <summary>Plans what the firm changes so that a cause does not come back.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record RaiseCorrective : IUseCase<Id<CorrectiveAction>>
{
    [Required, StringLength(200)] public string? Title { get; set; }
    public ComplaintCause Cause { get; set; }

    /// <summary>Only the firm's own finer cause.</summary>
    public Id<CauseCode>? CauseCodeId { get; set; }

    /// <summary>Only this unit; none for all.</summary>
    public Id<Unit>? UnitId { get; set; }
    [Required, StringLength(2000)] public string? Plan { get; set; }

    /// <summary>Oneself where not said.</summary>
    public Id<Person>? OwnerId { get; set; }

    /// <summary>Two weeks from now where not said.</summary>
    public DateOnly? DueOn { get; set; }

    internal sealed class Handler(GuanxiDb db, CorrectiveTasks tasks, TimeProvider clock) : IHandler<RaiseCorrective, Id<CorrectiveAction>>
    {
        public async Task<Id<CorrectiveAction>> Handle(RaiseCorrective request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
            var code = request.CauseCodeId is { IsNone: false } id ? Refuse.Missing(await db.Set<CauseCode>().FirstOrDefaultAsync(c => c.Id == id, ct), "service.cause.not_found") : null;
            Refuse.Field(nameof(UnitId), request.UnitId is { } unit && !await db.UnitNames().AnyAsync(u => u.Id == unit, ct), "staff.unit.not_found");
            var owner = request.OwnerId is { IsNone: false } wanted ? wanted : actor.Id;
            Refuse.Field(nameof(OwnerId), !await db.PersonNames().AnyAsync(p => p.Id == owner && p.Active, ct) && owner != actor.Id, "service.corrective.owner_missing");
            var action = CorrectiveAction.Raise(request.Title!, code?.Cause ?? request.Cause, code?.Id, request.UnitId, request.Plan!, owner, request.DueOn ?? today.AddDays(14), actor.Id, today);
            db.Add(action);
            // Something is being done about the cluster.
            foreach (var told in await Cluster.ToldOf(db, action, ct)) await db.FinishFirmTasks(told, now, ct);
            await tasks.Given(action, actor.Id, today, now, ct);
            return action.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/corrective-actions", (RaiseCorrective request, Asker asker, CancellationToken ct) => asker.Created(request, id => $"/api/corrective-actions/{id}", ct))
        .Produces<Id<CorrectiveAction>>(StatusCodes.Status201Created).WithSummary("Plan what changes so that a cause does not come back");
}
