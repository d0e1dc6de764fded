using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Consent;

/// <summary>A customer's word about being contacted: given or withdrawn. Never changed: the newest word holds, and the older ones prove what held before.</summary>
internal sealed class ConsentEntry : Entity<ConsentEntry>
{
    public Id<Customer> CustomerId { get; private init; }
    public ConsentPurpose Purpose { get; private init; }

    /// <summary>Null for every way, as always for <see cref="ConsentPurpose.Profiling"/>.</summary>
    public ConsentChannel? Channel { get; private init; }
    public bool Given { get; private init; }
    public DateTimeOffset SaidAt { get; private init; }
    public ConsentSource Source { get; private init; }

    /// <summary>What proves it: a signed card, a recorded call. Consent that nobody can prove is none before the law.</summary>
    public string? Evidence { get; private init; }

    /// <summary>Who noted it; null where the customer did it alone.</summary>
    public Id<Person>? NotedBy { get; private init; }

    public static ConsentEntry Told(Id<Customer> customer, ConsentWord word, string? evidence, Id<Person> by, DateTimeOffset now)
    {
        Refuse.Field("Evidence", word.Given && string.IsNullOrWhiteSpace(evidence), "contact.consent.evidence_missing");
        return new() { CustomerId = customer, Purpose = word.Purpose, Channel = word.Channel, Given = word.Given, SaidAt = now, Source = ConsentSource.Told, Evidence = string.IsNullOrWhiteSpace(evidence) ? null : evidence.Trim(), NotedBy = by };
    }

    public static ConsentEntry ByLink(Id<Customer> customer, ConsentWord word, DateTimeOffset now) =>
        new() { CustomerId = customer, Purpose = word.Purpose, Channel = word.Channel, Given = word.Given, SaidAt = now, Source = ConsentSource.Link };
}

/// <summary>What is given or withdrawn.</summary>
/// <param name="Channel">Null for every way.</param>
internal readonly record struct ConsentWord(ConsentPurpose Purpose, ConsentChannel? Channel, bool Given);

/// <summary>How the customer said it.</summary>
internal enum ConsentSource
{
    /// <summary>To somebody of the firm, who noted it.</summary>
    Told,

    /// <summary>By their private link.</summary>
    Link,
}

internal sealed class ConsentTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<ConsentEntry>(entry =>
    {
        entry.ToTable("contact_consent");
        entry.HasKey(e => new { e.CustomerId, e.Id });
        entry.Property(e => e.Purpose).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Channel).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Source).HasConversion<string>().HasMaxLength(20);
        entry.Property(e => e.Evidence).HasMaxLength(500);
        entry.HasOne<Customer>().WithMany().HasForeignKey(e => e.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
