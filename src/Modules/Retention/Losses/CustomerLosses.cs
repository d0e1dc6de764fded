using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Losses;

/// <summary>What was learned of why one customer was lost, the last word first.</summary>
[Needs(ValueRights.Read)]
internal sealed record CustomerLosses : IQuestion<LossesOfCustomer>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<CustomerLosses, LossesOfCustomer>
    {
        public async Task<LossesOfCustomer> Handle(CustomerLosses request, Actor actor, CancellationToken ct)
        {
            var losses = await db.Set<Loss>().AsNoTracking().Where(l => l.CustomerId == request.CustomerId).OrderByDescending(l => l.Id).Take(20).ToListAsync(ct);
            return new()
            {
                Rows = losses.Count == 0 ? [] : await LossRow.Of(db, losses, actor, ct), Currency = losses.Count == 0 ? "" : (await db.Setting<FirmSettings>(ct)).BaseCurrency,
                Stage = (await db.FaceOf(request.CustomerId, ct))?.Stage,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/losses", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerLosses { CustomerId = customerId }, ct)).Produces<LossesOfCustomer>().WithSummary("Why one customer was lost");
}

/// <summary>What is known of one customer's loss.</summary>
internal sealed record LossesOfCustomer
{
    public required IReadOnlyList<LossRow> Rows { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Of the present standing; null without one.</summary>
    public string? Stage { get; init; }
}
