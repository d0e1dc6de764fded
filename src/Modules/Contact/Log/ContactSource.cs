using Guanxi.Customers;
using Guanxi.Data;

namespace Guanxi.Contact.Log;

/// <summary>Contacts by what they were for and what came of them.</summary>
internal sealed class ContactSource(GuanxiDb db, RecordSearch search, Texts texts) : RecordSource<ContactEntry>(db, search)
{
    public override SearchKind Kind { get; } = new("contact.entry", "contact.search.entries", "message", ContactRights.Read, 55);

    protected override Id<Customer> CustomerOf(ContactEntry record) => record.CustomerId;

    protected override TimelineEntry Entry(ContactEntry record) => ContactTimeline.Entry(record, texts);
}
