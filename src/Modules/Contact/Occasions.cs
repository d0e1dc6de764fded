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
    /// <summary>Everybody's. What a person is shown of it starts with the customers within reach.</summary>
    public static IQueryable<Occasion> ContactOccasions(this GuanxiDb db) => db.Set<ContactEntry>().AsNoTracking().Where(e => e.Channel == ContactChannel.Event || e.Channel == ContactChannel.Gift)
        .Select(e => new Occasion { CustomerId = e.CustomerId, HappenedOn = e.HappenedOn, Gift = e.Channel == ContactChannel.Gift, Purpose = e.Purpose, PersonId = e.PersonId });
}
