using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Takes somebody off an organisation's record who never belonged there. Who left is marked as left instead, and stays.</summary>
[Needs(CustomersRights.Edit)]
public sealed record RemoveContactPerson : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<ContactPerson> PersonId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, CustomerKeys keys) : IHandler<RemoveContactPerson, bool>
    {
        public async Task<bool> Handle(RemoveContactPerson request, Actor actor, CancellationToken ct)
        {
            var customer = await db.Set<Customer>().FirstAsync(c => c.Id == request.CustomerId, ct);
            var people = await db.ContactPeopleToChange(customer.Id, ct);
            var person = Refuse.Missing(people.Find(p => p.Id == request.PersonId), "customers.people.not_found");
            foreach (var below in people.Where(p => p.ReportsToId == person.Id)) below.ReportToNobody();
            // What was on record of a person who never belonged there is nobody's to read.
            await db.Set<FieldChange>().Where(c => c.SubjectId == person.Id.Value).ExecuteDeleteAsync(ct);
            db.Remove(person);
            await keys.Follow(customer, keepOthers: true, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapDelete("/customers/{customerId}/people/{contactPersonId}", (Id<Customer> customerId, Id<ContactPerson> contactPersonId, Asker asker, CancellationToken ct) =>
        asker.Answer(new RemoveContactPerson { CustomerId = customerId, PersonId = contactPersonId }, ct)).Produces<bool>().WithSummary("Take somebody off an organisation's record who never belonged there");
}
