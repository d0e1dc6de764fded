using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

/// <summary>Decides, with the reason, not to win a customer back. Until someone starts an attempt after all, the decision stands.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record LetCustomerGo : IUseCase<Id<WinBackCase>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    [Required, StringLength(2000)] public string? Reason { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<LetCustomerGo, Id<WinBackCase>>
    {
        public async Task<Id<WinBackCase>> Handle(LetCustomerGo request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            Refuse.If(await db.Set<WinBackCase>().AnyAsync(w => w.CustomerId == request.CustomerId && (w.State == WinBackState.Running || w.State == WinBackState.SetAside), ct), "retention.win_back.running_already");
            var (now, firm) = (clock.GetUtcNow(), await db.Setting<FirmSettings>(ct));
            var grade = await db.Set<CustomerFace>().Where(f => f.CustomerId == request.CustomerId).Select(f => f.Grade).FirstOrDefaultAsync(ct);
            var decided = WinBackCase.NotTried(request.CustomerId, grade, request.Reason!, actor.Id, now, firm.DayOf(now));
            db.Add(decided);
            return decided.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/win-backs/let-go",
        (Id<Customer> customerId, LetCustomerGo request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId }, _ => $"/api/customers/{customerId}/win-backs", ct))
        .Produces<Id<WinBackCase>>(StatusCodes.Status201Created).WithSummary("Decide not to win a customer back");
}
