using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Says that a customer's facts are still right today.</summary>
[Needs(CustomersRights.Edit)]
public sealed record ConfirmFacts : IUseCase<DateTimeOffset>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ConfirmFacts, DateTimeOffset>
    {
        public async Task<DateTimeOffset> Handle(ConfirmFacts request, Actor actor, CancellationToken ct)
        {
            var customer = await db.Set<Customer>().FirstAsync(c => c.Id == request.CustomerId, ct);
            customer.Confirm(clock.GetUtcNow());
            return customer.ConfirmedAt!.Value;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/customers/{customerId}/confirm", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
            asker.Answer(new ConfirmFacts { CustomerId = customerId }, ct)).Produces<DateTimeOffset>().WithSummary("Say that a customer's facts are still right");
}
