using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log;

/// <summary>Contacts on a customer's timeline.</summary>
internal sealed class ContactTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Name = "contact.entry";

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Name, "contact.timeline.entry", "message", ContactRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Name) || !actor.May(ContactRights.Read)) return [];
        var entries = db.Set<ContactEntry>().AsNoTracking().Where(e => e.CustomerId == question.CustomerId);
        if (question.Before is { } before)
        {
            var (at, id) = (before.At, new Id<ContactEntry>(before.Id));
            entries = entries.Where(e => e.HappenedAt <= at && (e.HappenedAt < at || e.Id < id));
        }
        return [.. (await entries.OrderByDescending(e => e.HappenedAt).ThenByDescending(e => e.Id).Take(question.Count).ToListAsync(ct)).Select(Entry)];
    }

    private TimelineEntry Entry(ContactEntry entry) => new()
    {
        At = entry.HappenedAt, Id = new(entry.Id.Value), Kind = Name, Icon = IconOf(entry.Channel), Colour = "blue",
        Title = texts[entry.Direction == ContactDirection.ToCustomer ? "contact.timeline.to_customer" : "contact.timeline.from_customer", texts.Of("contact", entry.Channel), entry.Purpose ?? ""].TrimEnd(' ', ':', '：'),
        Text = entry.Minutes is { } minutes ? $"{entry.Result} {texts["contact.timeline.minutes", minutes]}".Trim() : entry.Result,
    };

    private static string IconOf(ContactChannel channel) => channel switch
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
