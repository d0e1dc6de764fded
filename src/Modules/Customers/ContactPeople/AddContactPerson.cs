using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Adds somebody at an organisation whom the firm deals with. By their phone and e-mail the organisation is found from then on.</summary>
[Needs(CustomersRights.Edit)]
public sealed record AddContactPerson : ContactPersonFacts, IUseCase<Id<ContactPerson>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, CustomerKeys keys, TimeProvider clock) : IHandler<AddContactPerson, Id<ContactPerson>>
    {
        public async Task<Id<ContactPerson>> Handle(AddContactPerson request, Actor actor, CancellationToken ct)
        {
            var customer = Refuse.Missing(await db.Set<Customer>().FirstOrDefaultAsync(c => c.Id == request.CustomerId, ct), "customers.customer.not_found");
            Refuse.If(customer.Kind != CustomerKind.Organisation, "customers.people.only_at_organisations");
            var person = ContactPerson.Add(customer.Id, request, await db.ContactPeopleToChange(customer.Id, ct), customer.Country, actor.Id, clock.GetUtcNow());
            db.Add(person);
            await keys.Follow(customer, keepOthers: true, ct);
            return person.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/people", (Id<Customer> customerId, AddContactPerson request, Asker asker, CancellationToken ct) =>
        asker.Created(request with { CustomerId = customerId }, _ => $"/api/customers/{customerId}/people", ct)).Produces<Id<ContactPerson>>(201).WithSummary("Add somebody at an organisation");
}
