using Guanxi.Customers;
using Guanxi.Files;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>A file that belongs to a contact. The file itself lies in the data folder.</summary>
internal sealed class Attachment : Entity<Attachment>
{
    public Id<Customer> CustomerId { get; private init; }
    public Id<ContactEntry> EntryId { get; private init; }

    /// <summary>The sender's name for it, cleaned. For show only: nothing is found or opened by it.</summary>
    public string Name { get; private init; } = "";
    public FileGroup Kind { get; private init; }
    public string MediaType { get; private init; } = "";

    /// <summary>The name of our own under which it lies.</summary>
    public string StoredAs { get; private init; } = "";
    public long Bytes { get; private init; }

    /// <summary>SHA-256, to see that it is unchanged.</summary>
    public string Checksum { get; private init; } = "";
    public Id<Person> AddedBy { get; private init; }
    public DateTimeOffset AddedAt { get; private init; }

    public static Attachment Of(ContactEntry entry, ReceivedFile file, Id<Person> by, DateTimeOffset now) => new()
    {
        CustomerId = entry.CustomerId, EntryId = entry.Id, Name = file.Name, Kind = file.Kind.Group, MediaType = file.Kind.MediaType,
        StoredAs = file.Stored.Name, Bytes = file.Stored.Bytes, Checksum = file.Stored.Checksum, AddedBy = by, AddedAt = now,
    };

    /// <summary>Who added it may take it away, and who manages contacts.</summary>
    public bool MayBeRemovedBy(Actor actor) => actor.May(ContactRights.Edit) && (AddedBy == actor.Id || actor.May(ContactRights.Plan));
}

internal sealed class AttachmentTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Attachment>(attachment =>
    {
        attachment.ToTable("contact_attachment");
        attachment.HasKey(a => new { a.CustomerId, a.Id });
        attachment.Property(a => a.Name).HasMaxLength(FileNames.Longest);
        attachment.Property(a => a.Kind).HasConversion<string>().HasMaxLength(20);
        attachment.Property(a => a.MediaType).HasMaxLength(100);
        attachment.Property(a => a.StoredAs).HasMaxLength(60);
        attachment.Property(a => a.Checksum).HasMaxLength(64);
        attachment.HasIndex(a => new { a.CustomerId, a.EntryId });
        // A download names the attachment alone.
        attachment.HasIndex(a => a.Id);
        // The sweep asks which of the files are named.
        attachment.HasIndex(a => a.StoredAs);
        attachment.HasOne<ContactEntry>().WithMany().HasForeignKey(a => new { a.CustomerId, a.EntryId }).OnDelete(DeleteBehavior.Restrict);
    });
}
