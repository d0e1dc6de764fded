using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

/// <summary>Ends an attempt that leads nowhere, or that the firm decides not to go on with, with the reason. Coming back is found by the runs alone.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record EndWinBack : IUseCase<WinBackState>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<WinBackCase> WinBackId { get; set; }

    /// <summary>The decision to let go; otherwise it is given up.</summary>
    public bool LetGo { get; set; }
    [Required, StringLength(2000)] public string? Reason { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<EndWinBack, WinBackState>
    {
        public async Task<WinBackState> Handle(EndWinBack request, Actor actor, CancellationToken ct)
        {
            var winBack = await db.WinBackOf(request.CustomerId, request.WinBackId, ct);
            var now = clock.GetUtcNow();
            if (request.LetGo) winBack.LetGo(request.Reason!, actor.Id, now);
            else winBack.GiveUp(request.Reason!, actor.Id, now);
            await StepTasks.Finish(db, [winBack], request.Reason!.Trim(), now, ct);
            return winBack.State;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/win-backs/{winBackId}/end",
        (Id<Customer> customerId, Id<WinBackCase> winBackId, EndWinBack request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, WinBackId = winBackId }, ct)).Produces<WinBackState>().WithSummary("Give an attempt up, or let the customer go");
}

/// <summary>How a handler finds the attempt that it is about.</summary>
internal static class WinBacks
{
    public static async Task<WinBackCase> WinBackOf(this GuanxiDb db, Id<Customer> customer, Id<WinBackCase> id, CancellationToken ct) =>
        Refuse.Missing(await db.Set<WinBackCase>().FirstOrDefaultAsync(w => w.CustomerId == customer && w.Id == id, ct), "retention.win_back.not_found");
}
