using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Bonds;

/// <summary>Records what holds a customer: an exit barrier, a tie, or both. With the one before it, it is a renewal.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record RecordBond : IUseCase<Id<Bond>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public BondForm Form { get; set; }

    /// <summary>What exactly.</summary>
    [Required, StringLength(500)] public string? Words { get; set; }

    /// <summary>Of a barrier: how hard it makes it to leave.</summary>
    public Strength? Strength { get; set; }

    /// <summary>Today where not said.</summary>
    public DateOnly? FromOn { get; set; }

    /// <summary>The last day on which it holds; nothing without an end.</summary>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>The one that it goes on from.</summary>
    public Id<Bond>? RenewsId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RecordBond, Id<Bond>>
    {
        public async Task<Id<Bond>> Handle(RecordBond request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var now = clock.GetUtcNow();
            Bond? renews = null;
            if (request.RenewsId is { } id)
            {
                renews = Refuse.Missing(await db.Set<Bond>().FirstOrDefaultAsync(b => b.CustomerId == request.CustomerId && b.Id == id, ct), "retention.bond.not_found");
                Refuse.If(renews.EndedOn is not null, "retention.bond.ended_already");
            }
            var from = request.FromOn ?? (await db.Setting<FirmSettings>(ct)).DayOf(now);
            var bond = Bond.Record(request.CustomerId, request.Form, new(request.Words!, request.Strength, from, request.ExpiresOn), renews, actor.Id, now);
            db.Add(bond);
            return bond.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/bonds",
        (Id<Customer> customerId, RecordBond request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId }, _ => $"/api/customers/{customerId}/bonds", ct))
        .Produces<Id<Bond>>(StatusCodes.Status201Created).WithSummary("Record an exit barrier or a tie of a customer");
}
