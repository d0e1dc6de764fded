using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Says that somebody left the organisation, or, without a day, that they are there after all. The organisation is no longer found by the phone that they took along.</summary>
[Needs(CustomersRights.Edit)]
public sealed record MarkContactPersonLeft : IUseCase<int>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<ContactPerson> PersonId { get; set; }

    /// <summary>The first day on which they were no longer there; null where they did not leave.</summary>
    public DateOnly? LeftOn { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, CustomerKeys keys, TimeProvider clock) : IHandler<MarkContactPersonLeft, int>
    {
        public async Task<int> Handle(MarkContactPersonLeft request, Actor actor, CancellationToken ct)
        {
            var customer = await db.Set<Customer>().FirstAsync(c => c.Id == request.CustomerId, ct);
            var person = Refuse.Missing((await db.ContactPeopleToChange(customer.Id, ct)).Find(p => p.Id == request.PersonId), "customers.people.not_found");
            var now = clock.GetUtcNow();
            person.Leave(request.LeftOn, (await db.Setting<FirmSettings>(ct)).DayOf(now), now);
            await keys.Follow(customer, keepOthers: true, ct);
            return person.Version + 1;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/people/{contactPersonId}/left", (Id<Customer> customerId, Id<ContactPerson> contactPersonId, MarkContactPersonLeft request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CustomerId = customerId, PersonId = contactPersonId }, ct)).Produces<int>().WithSummary("Say that somebody left the organisation, or is there after all");
}
