using Guanxi.Contact.Log.Attachments;
using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log;

/// <summary>How firm and customer met.</summary>
internal enum ContactChannel { Visit, Meeting, Call, Email, Sms, WeChat, Letter, Gift, Event, StoreVisit }

internal enum ContactDirection { ToCustomer, FromCustomer }

/// <summary>Whether they really met; if not, why.</summary>
internal enum ContactReach
{
    Reached,

    /// <summary>Nobody answered: to be tried again.</summary>
    NoAnswer,

    /// <summary>The number exists no longer, or is somebody else's.</summary>
    NumberDead,

    /// <summary>The message came back.</summary>
    Bounced,

    /// <summary>Whom the firm knew there has left.</summary>
    PersonLeft,
}

/// <summary>One contact between firm and customer.</summary>
internal sealed class ContactEntry : Entity<ContactEntry>, IFed, IImported
{
    /// <summary>The field beside which is said what is wrong with files.</summary>
    public const string Files = "Files";

    public Id<Customer> CustomerId { get; private init; }
    public ContactChannel Channel { get; private init; }
    public ContactDirection Direction { get; private init; }
    public ContactReach Reach { get; private init; }
    public Id<Person> PersonId { get; private init; }
    public DateTimeOffset HappenedAt { get; private init; }

    /// <summary>The business day, in the firm's zone.</summary>
    public DateOnly HappenedOn { get; private init; }
    public int? Minutes { get; private init; }
    [Searched] public string? Purpose { get; private init; }
    [Searched] public string? Result { get; private init; }

    /// <summary>The complaint whose return visit it was; null where it was none.</summary>
    public long? ComplaintId { get; private init; }

    /// <summary>How many files belong to it. Here, so that lists need not count, and two who add files at once don't go beyond what is allowed together.</summary>
    public int Attachments { get; private set; }

    /// <inheritdoc/>
    public long? ImportId { get; private init; }

    /// <inheritdoc/>
    [Searched] public string? ExternalNumber { get; private init; }

    long IFed.FeedCustomer => CustomerId.Value;

    /// <param name="now">A contact that has not happened yet is a task.</param>
    /// <param name="import">The import that brings it, with its number there; null where somebody notes it.</param>
    public static ContactEntry Log(Id<Customer> customer, ContactNote note, Id<Person> person, DateTimeOffset happenedAt, DateOnly happenedOn, DateTimeOffset now, (long Id, string Number)? import = null)
    {
        // Clocks of phones and servers differ a little.
        Refuse.Field("HappenedAt", happenedAt > now + TimeSpan.FromMinutes(10), "contact.entry.in_the_future");
        Refuse.Field("Reach", note.Direction == ContactDirection.FromCustomer && note.Reach != ContactReach.Reached, "contact.entry.called_us");
        Refuse.Field("Minutes", note.Minutes is < 0 or > 24 * 60, "contact.entry.minutes_out_of_range");
        var entry = new ContactEntry
        {
            CustomerId = customer, Channel = note.Channel, Direction = note.Direction, Reach = note.Reach, PersonId = person, HappenedAt = happenedAt, HappenedOn = happenedOn,
            Minutes = note.Minutes, Purpose = Said(note.Purpose), Result = Said(note.Result), ComplaintId = note.ComplaintId, ImportId = import?.Id, ExternalNumber = import?.Number,
        };
        if (import is null && note.ComplaintId is null && entry is { Channel: ContactChannel.Visit or ContactChannel.Meeting, Reach: ContactReach.Reached }) entry.Raise(new CustomerMet(entry.Id.Value, customer, person, happenedAt));
        return entry;
    }

    /// <param name="most">Files that one contact may have.</param>
    public IReadOnlyList<Attachment> Attach(IReadOnlyList<ReceivedFile> files, int most, Id<Person> by, DateTimeOffset now)
    {
        Refuse.Field(Files, Attachments + files.Count > most, "contact.attachment.too_many", most, Attachments);
        Attachments += files.Count;
        return [.. files.Select(f => Attachment.Of(this, f, by, now))];
    }

    /// <summary>One of its files is taken away.</summary>
    public void Detach() => Attachments--;

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What someone notes of a contact.</summary>
internal sealed record ContactNote(ContactChannel Channel, ContactDirection Direction, int? Minutes = null, string? Purpose = null, string? Result = null, ContactReach Reach = ContactReach.Reached)
{
    /// <summary>The complaint whose return visit it was.</summary>
    public long? ComplaintId { get; init; }
}

internal sealed class ContactEntryTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<ContactEntry>(entry =>
    {
        entry.ToTable("contact_entry");
        entry.HasKey(e => new { e.CustomerId, e.Id });
        entry.Property(e => e.Channel).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Direction).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Reach).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Purpose).HasMaxLength(500);
        entry.Property(e => e.Result).HasMaxLength(2000);
        entry.HasIndex(e => e.Id);
        entry.HasIndex(e => new { e.CustomerId, e.HappenedAt });
        entry.HasIndex(e => e.HappenedAt);
        // What one person did within a period.
        entry.HasIndex(e => new { e.PersonId, e.HappenedOn });
        entry.HasIndex(e => e.ChangeStamp);
        entry.MayBeImported();
        entry.HasOne<Customer>().WithMany().HasForeignKey(e => e.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
