using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Changes what is known of somebody at an organisation. What it was before is kept.</summary>
[Needs(CustomersRights.Edit)]
public sealed record ChangeContactPerson : ContactPersonFacts, IUseCase<int>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<ContactPerson> PersonId { get; init; }

    /// <summary>The version that the changer looked at; without one nobody is asked what changed meanwhile.</summary>
    public int? Version { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, CustomerKeys keys) : IHandler<ChangeContactPerson, int>
    {
        public async Task<int> Handle(ChangeContactPerson request, Actor actor, CancellationToken ct)
        {
            var customer = await db.Set<Customer>().FirstAsync(c => c.Id == request.CustomerId, ct);
            var people = await db.ContactPeopleToChange(customer.Id, ct);
            var person = Refuse.Missing(people.Find(p => p.Id == request.PersonId), "customers.people.not_found");
            Refuse.If(request.Version is { } version && version != person.Version, "kernel.record.changed_meanwhile");
            person.Change(ContactPersonMask.Unmasked(request, person, actor), people, customer.Country);
            await keys.Follow(customer, keepOthers: true, ct);
            return person.Version + 1;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/customers/{customerId}/people/{contactPersonId}", (Id<Customer> customerId, Id<ContactPerson> contactPersonId, ChangeContactPerson request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CustomerId = customerId, PersonId = contactPersonId }, ct)).Produces<int>().WithSummary("Change what is known of somebody at an organisation");
}
