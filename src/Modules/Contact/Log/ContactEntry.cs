using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log;

/// <summary>How firm and customer met.</summary>
public enum ContactChannel { Visit, Meeting, Call, Email, Sms, WeChat, Letter, Gift, Event, StoreVisit }

public enum ContactDirection { ToCustomer, FromCustomer }

/// <summary>One contact between firm and customer.</summary>
internal sealed class ContactEntry : Entity<ContactEntry>, IFed
{
    public Id<Customer> CustomerId { get; private init; }
    public ContactChannel Channel { get; private init; }
    public ContactDirection Direction { get; private init; }
    public Id<Person> PersonId { get; private init; }
    public DateTimeOffset HappenedAt { get; private init; }
    public int? Minutes { get; private init; }
    public string? Purpose { get; private init; }
    public string? Result { get; private init; }

    long IFed.FeedCustomer => CustomerId.Value;
}

internal sealed class ContactEntryTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<ContactEntry>(entry =>
    {
        entry.ToTable("contact_entry");
        entry.HasKey(e => new { e.CustomerId, e.Id });
        entry.Property(e => e.Channel).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Direction).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Purpose).HasMaxLength(500);
        entry.Property(e => e.Result).HasMaxLength(2000);
        entry.HasIndex(e => new { e.CustomerId, e.HappenedAt });
        entry.HasIndex(e => e.ChangeStamp);
        entry.HasOne<Customer>().WithMany().HasForeignKey(e => e.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
