using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Losses;

/// <summary>Records why a customer was lost, or is on the way out: whose doing, what it was, how the firm knows.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record RecordLoss : IUseCase<Id<Loss>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public LossKind Kind { get; set; }
    public LossCause Cause { get; set; }

    /// <summary>Since when the customer stays away; today where not said.</summary>
    public DateOnly? LostOn { get; set; }

    /// <summary>In plain words, the customer's own where there was an interview.</summary>
    [StringLength(2000)] public string? Words { get; set; }

    /// <summary>The competitor's name, where one won the customer.</summary>
    [StringLength(120)] public string? Competitor { get; set; }
    public LossSource Source { get; set; }

    /// <summary>Who of the customer was asked.</summary>
    [StringLength(120)] public string? Asked { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RecordLoss, Id<Loss>>
    {
        public async Task<Id<Loss>> Handle(RecordLoss request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var now = clock.GetUtcNow();
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
            var lostOn = request.LostOn ?? today;
            var unit = await db.CustomerOwners().Where(c => c.Id == request.CustomerId).Select(c => c.UnitId).FirstOrDefaultAsync(ct);
            var before = await db.StandingBefore(request.CustomerId, lostOn, ct);
            var loss = Loss.Record(request.CustomerId, new(lostOn, request.Kind, request.Cause, request.Words, request.Competitor, request.Source, request.Asked),
                new(before?.AsOf, before?.Grade, before is null ? null : before.CurrentMinor + before.PotentialMinor, unit), actor.Id, now, today);
            db.Add(loss);
            return loss.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/losses",
        (Id<Customer> customerId, RecordLoss request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId }, _ => $"/api/customers/{customerId}/losses", ct))
        .Produces<Id<Loss>>(StatusCodes.Status201Created).WithSummary("Record why a customer was lost");
}
