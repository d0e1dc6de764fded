using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log;

/// <summary>Contacts on a customer's timeline.</summary>
internal sealed class ContactTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Name = "contact.entry";

    private static readonly PreparedQuery<Id<Customer>, int, List<ContactEntry>> Newest = PreparedQuery.List((GuanxiDb db, Id<Customer> customer, int count) =>
        db.Set<ContactEntry>().AsNoTracking().Where(e => e.CustomerId == customer).OrderByDescending(e => e.HappenedAt).ThenByDescending(e => e.Id).Take(count));

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Name, "contact.timeline.entry", "message", ContactRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Name) || !actor.May(ContactRights.Read)) return [];
        var entries = question.Before is { } before ? await Older(question, before, ct) : await Newest.Run(db, question.CustomerId, question.Count, ct);
        return [.. entries.Select(e => Entry(e, texts))];
    }

    private Task<List<ContactEntry>> Older(TimelineQuestion question, Cursor before, CancellationToken ct)
    {
        var (at, id) = (before.At, new Id<ContactEntry>(before.Id));
        return db.Set<ContactEntry>().AsNoTracking().Where(e => e.CustomerId == question.CustomerId && e.HappenedAt <= at && (e.HappenedAt < at || e.Id < id))
            .OrderByDescending(e => e.HappenedAt).ThenByDescending(e => e.Id).Take(question.Count).ToListAsync(ct);
    }

    internal static TimelineEntry Entry(ContactEntry entry, Texts texts) => new()
    {
        At = entry.HappenedAt, Id = new(entry.Id.Value), Kind = Name, Icon = IconOf(entry.Channel), Colour = "blue", Url = $"/customers/{entry.CustomerId}/contacts/{entry.Id}", Attachments = entry.Attachments,
        Title = texts[entry.Direction == ContactDirection.ToCustomer ? "contact.timeline.to_customer" : "contact.timeline.from_customer", texts.Of("contact", entry.Channel), entry.Purpose ?? ""].TrimEnd(' ', ':', '：'),
        Text = string.Join(' ', new[] { entry.Reach == ContactReach.Reached ? null : texts.Of("contact", entry.Reach), entry.Result, entry.Minutes is { } minutes ? texts["contact.timeline.minutes", minutes] : null }.OfType<string>()),
    };

    internal static string IconOf(ContactChannel channel) => channel switch
    {
        ContactChannel.Visit => "map-pin",
        ContactChannel.Meeting => "users",
        ContactChannel.Call => "phone",
        ContactChannel.Email or ContactChannel.Letter => "mail",
        ContactChannel.Gift => "gift",
        ContactChannel.Event => "calendar",
        ContactChannel.StoreVisit => "building-store",
        _ => "message-2",
    };
}
