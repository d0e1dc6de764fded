using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Corrective;

/// <summary>Notes that a corrective action was done. Some weeks later it is looked at whether it helped.</summary>
[Needs(ServiceRights.Edit)]
internal sealed record FinishCorrective : IUseCase<bool>
{
    public Id<CorrectiveAction> ActionId { get; set; }
    [Required, StringLength(2000)] public string? Done { get; set; }

    /// <summary>Days until the check.</summary>
    [Range(7, 365)] public int CheckAfterDays { get; set; } = 30;

    internal sealed class Handler(GuanxiDb db, CorrectiveTasks tasks, TimeProvider clock) : IHandler<FinishCorrective, bool>
    {
        public async Task<bool> Handle(FinishCorrective request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var (action, today) = await db.ActionToChange(request.ActionId, now, ct);
            // Its owner does it; who plans may say so for them.
            Refuse.If(action.OwnerId != actor.Id && !actor.May(ServiceRights.Plan), "service.corrective.not_yours");
            action.Finish(request.Done!, today, request.CheckAfterDays);
            await tasks.Done(action, now, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/corrective-actions/{actionId}/finish", (Id<CorrectiveAction> actionId, FinishCorrective request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { ActionId = actionId }, ct)).Produces<bool>().WithSummary("Note that a corrective action was done");
}

/// <summary>Says whether a corrective action helped; the numbers of that day are kept with it.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record CheckCorrective : IUseCase<bool>
{
    public Id<CorrectiveAction> ActionId { get; set; }
    public bool Effective { get; set; }
    [Required, StringLength(2000)] public string? Finding { get; set; }

    internal sealed class Handler(GuanxiDb db, CorrectiveTasks tasks, TimeProvider clock) : IHandler<CheckCorrective, bool>
    {
        public async Task<bool> Handle(CheckCorrective request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var (action, today) = await db.ActionToChange(request.ActionId, now, ct);
            var effect = await db.EffectOf(action, today, ct);
            action.Check(request.Effective, request.Finding!, effect?.Before ?? 0, effect?.After ?? 0, effect?.Days ?? 0, actor.Id, today, alone: !await db.AnyoneElseMay(ServiceRights.Plan, actor.Id, ct));
            await tasks.Finish(action, now, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/corrective-actions/{actionId}/check", (Id<CorrectiveAction> actionId, CheckCorrective request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { ActionId = actionId }, ct)).Produces<bool>().WithSummary("Say whether a corrective action helped");
}

/// <summary>Gives a corrective action up, with the reason.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record DropCorrective : IUseCase<bool>
{
    public Id<CorrectiveAction> ActionId { get; set; }
    [Required, StringLength(2000)] public string? Because { get; set; }

    internal sealed class Handler(GuanxiDb db, CorrectiveTasks tasks, TimeProvider clock) : IHandler<DropCorrective, bool>
    {
        public async Task<bool> Handle(DropCorrective request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var (action, today) = await db.ActionToChange(request.ActionId, now, ct);
            action.Drop(request.Because!, actor.Id, today);
            await tasks.Finish(action, now, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/corrective-actions/{actionId}/drop", (Id<CorrectiveAction> actionId, DropCorrective request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { ActionId = actionId }, ct)).Produces<bool>().WithSummary("Give a corrective action up");
}

internal static class CorrectiveActions
{
    public static async Task<(CorrectiveAction Action, DateOnly Today)> ActionToChange(this GuanxiDb db, Id<CorrectiveAction> id, DateTimeOffset now, CancellationToken ct) =>
        (Refuse.Missing(await db.Set<CorrectiveAction>().FirstOrDefaultAsync(a => a.Id == id, ct), "service.corrective.not_found"), (await db.Setting<FirmSettings>(ct)).DayOf(now));
}
