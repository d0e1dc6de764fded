using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Gives a customer to another owner, and to that owner's unit unless another is named. Nobody as owner leaves it to the unit.</summary>
[Needs(CustomersRights.Assign)]
public sealed record AssignCustomer : IUseCase<int>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<Person>? OwnerId { get; set; }
    public Id<Unit>? UnitId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<AssignCustomer, int>
    {
        public async Task<int> Handle(AssignCustomer request, Actor actor, CancellationToken ct)
        {
            var customer = await db.Set<Customer>().FirstAsync(c => c.Id == request.CustomerId, ct);
            var owner = request.OwnerId is { IsNone: false } id ? await db.PersonNames().FirstOrDefaultAsync(p => p.Id == id && p.Active, ct) : null;
            Refuse.Field(nameof(OwnerId), request.OwnerId is { IsNone: false } && owner is null, "customers.customer.owner_unknown");
            var unit = request.UnitId is { IsNone: false } named ? named : owner?.UnitId ?? customer.UnitId;
            Refuse.Field(nameof(UnitId), unit is not null && !await db.UnitNames().AnyAsync(u => u.Id == unit, ct), "customers.customer.unit_unknown");
            customer.Assign(owner?.Id, unit);
            return customer.Version + 1;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/customers/{customerId}/assign", (Id<Customer> customerId, AssignCustomer request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId }, ct)).Produces<int>().WithSummary("Give a customer to another owner");
}
