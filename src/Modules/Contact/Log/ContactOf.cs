using Guanxi.Contact.Log.Attachments;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log;

/// <summary>One contact with its files.</summary>
[Needs(ContactRights.Read)]
internal sealed record ContactOf : IQuestion<ContactDetail>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<ContactEntry> EntryId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<ContactOf, ContactDetail>
    {
        public async Task<ContactDetail> Handle(ContactOf request, Actor actor, CancellationToken ct)
        {
            var entry = Refuse.Missing(await db.Set<ContactEntry>().AsNoTracking().FirstOrDefaultAsync(e => e.CustomerId == request.CustomerId && e.Id == request.EntryId, ct), "contact.entry.not_found");
            var customer = Refuse.Missing(await db.CustomerNameFor(actor, entry.CustomerId, ct), "customers.customer.not_found");
            var people = await db.NamesOf([entry.PersonId], ct);
            return new(customer, ContactRow.Of(entry, people.GetValueOrDefault(entry.PersonId)), entry.Attachments == 0 ? [] : await db.AttachmentsOf(entry.CustomerId, entry.Id, actor, ct));
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/contacts/{entryId}",
        (Id<Customer> customerId, Id<ContactEntry> entryId, Asker asker, CancellationToken ct) => asker.Answer(new ContactOf { CustomerId = customerId, EntryId = entryId }, ct))
        .Produces<ContactDetail>().WithSummary("One contact with its files");
}

/// <summary>A contact, with whom, and its files.</summary>
internal sealed record ContactDetail(CustomerName Customer, ContactRow Contact, IReadOnlyList<AttachmentRow> Attachments);
