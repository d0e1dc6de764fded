using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact;

/// <summary>A contact for the sake of the relationship, as modules above read it: an event, or a gift, by which birthdays and feasts show in the log.</summary>
public sealed record Occasion
{
    public Id<Customer> CustomerId { get; init; }
    public DateOnly HappenedOn { get; init; }
    public bool Gift { get; init; }
    public string? Purpose { get; init; }
    public Id<Person> PersonId { get; init; }
}

/// <summary>Contacts as a read shape for modules above.</summary>
public static class Occasions
{
    private static readonly PreparedQuery<Id<Customer>, DateOnly, Occasion?> Newest = PreparedQuery.One((GuanxiDb db, Id<Customer> customer, DateOnly until, CancellationToken _) =>
        db.Set<ContactEntry>().Where(e => e.CustomerId == customer && (e.Channel == ContactChannel.Event || e.Channel == ContactChannel.Gift) && e.HappenedOn <= until).OrderByDescending(e => e.HappenedOn)
            .Select(e => new Occasion { CustomerId = e.CustomerId, HappenedOn = e.HappenedOn, Gift = e.Channel == ContactChannel.Gift, Purpose = e.Purpose, PersonId = e.PersonId }).FirstOrDefault());

    /// <summary>The newest of one customer up to a day; null where there was none.</summary>
    public static Task<Occasion?> LastOccasion(this GuanxiDb db, Id<Customer> customer, DateOnly until, CancellationToken ct) => Newest.Run(db, customer, until, ct);

    /// <summary>Everybody's. What a person is shown of it starts with the customers within reach.</summary>
    public static IQueryable<Occasion> ContactOccasions(this GuanxiDb db) => db.Set<ContactEntry>().AsNoTracking().Where(e => e.Channel == ContactChannel.Event || e.Channel == ContactChannel.Gift)
        .Select(e => new Occasion { CustomerId = e.CustomerId, HappenedOn = e.HappenedOn, Gift = e.Channel == ContactChannel.Gift, Purpose = e.Purpose, PersonId = e.PersonId });
}
