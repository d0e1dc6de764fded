using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Every change of what is known of one person at an organisation, newest first: who, when, from what to what.</summary>
[Needs(CustomersRights.Read)]
public sealed record ContactPersonHistory : IQuestion<IReadOnlyList<FactChange>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<ContactPerson> PersonId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Texts texts) : IHandler<ContactPersonHistory, IReadOnlyList<FactChange>>
    {
        private const int Most = 200;

        public async Task<IReadOnlyList<FactChange>> Handle(ContactPersonHistory request, Actor actor, CancellationToken ct)
        {
            var people = await db.ContactPeople(actor, request.CustomerId, ct);
            Refuse.Missing(people.Find(p => p.Id == request.PersonId), "customers.people.not_found");
            var changes = await db.Set<FieldChange>().AsNoTracking().Where(c => c.SubjectId == request.PersonId.Value).OrderByDescending(c => c.Id).Take(Most).ToListAsync(ct);
            var names = await db.NamesOf(changes.Select(c => c.ChangedBy), ct);
            return [.. changes.Select(c => new FactChange
            {
                Id = new(c.Id), Field = c.Field, Label = texts[$"customers.people.field.{CustomerFields.Snake(c.Field)}"], From = Said(c.Field, c.OldValue), To = Said(c.Field, c.NewValue),
                At = c.ChangedAt, By = names.GetValueOrDefault(c.ChangedBy) ?? texts["customers.history.by_product"],
            })];

            string? Said(string field, string? value) => field switch
            {
                _ when value is null => null,
                nameof(ContactPerson.Role) => texts.Find($"customers.buying_role.{CustomerFields.Snake(value)}") ?? value,
                nameof(ContactPerson.Attitude) => texts.Find($"customers.attitude.{CustomerFields.Snake(value)}") ?? value,
                nameof(ContactPerson.ReportsToId) => people.Find(p => p.Id.ToString() == value)?.Name ?? "?",
                nameof(ContactPerson.Phones) when actor.May(KernelRights.Personal) => Several.Each(value, Phones.Display),
                _ => ContactPersonMask.For(actor, field, value),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/people/{contactPersonId}/history", (Id<Customer> customerId, Id<ContactPerson> contactPersonId, Asker asker, CancellationToken ct) =>
        asker.Answer(new ContactPersonHistory { CustomerId = customerId, PersonId = contactPersonId }, ct)).Produces<IReadOnlyList<FactChange>>().WithSummary("Every change of what is known of one person at an organisation");
}
