using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

/// <summary>Puts a customer on the list of those whom the firm does not want back, with the reason. An attempt that runs is let go.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record ListNever : IUseCase<Id<NeverWinBack>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public NeverReason Reason { get; set; }
    [Required, StringLength(2000)] public string? Note { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ListNever, Id<NeverWinBack>>
    {
        public async Task<Id<NeverWinBack>> Handle(ListNever request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            Refuse.If(await db.Set<NeverWinBack>().AnyAsync(n => n.CustomerId == request.CustomerId && n.LiftedAt == null, ct), "retention.never.listed_already");
            var now = clock.GetUtcNow();
            var never = NeverWinBack.List(request.CustomerId, request.Reason, request.Note!, actor.Id, now);
            var running = await db.Set<WinBackCase>().Where(w => w.CustomerId == request.CustomerId && w.State == WinBackState.Running).ToListAsync(ct);
            foreach (var winBack in running) winBack.LetGo(request.Note!, actor.Id, now);
            await StepTasks.Finish(db, running, request.Note!.Trim(), now, ct);
            db.Add(never);
            return never.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/never-win-back",
        (Id<Customer> customerId, ListNever request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId }, _ => $"/api/customers/{customerId}/win-backs", ct))
        .Produces<Id<NeverWinBack>>(StatusCodes.Status201Created).WithSummary("List a customer whom the firm does not want back");
}
