using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Calls;

/// <summary>A call to the firm that somebody answered: of a customer, or of somebody whom nobody knows yet and who may be joined to a customer later.</summary>
internal sealed class Call : Entity<Call>
{
    /// <summary>Who called; null while nobody knows.</summary>
    public Id<Customer>? CustomerId { get; private set; }

    /// <summary>From which number, as it was shown or said.</summary>
    [Personal] public string? Number { get; private init; }

    /// <summary>As the caller named themselves.</summary>
    public string? CallerName { get; private init; }

    /// <summary>What it was about, in a few words.</summary>
    public string Purpose { get; private init; } = "";

    /// <summary>As the caller said it, or what was answered.</summary>
    public string? Words { get; private init; }
    public int? Minutes { get; private init; }

    /// <summary>Who answered, and where they work.</summary>
    public Id<Person> TakenBy { get; private init; }
    public Id<Unit>? UnitId { get; private init; }
    public DateTimeOffset HappenedAt { get; private init; }

    /// <summary>The business day, in the firm's zone.</summary>
    public DateOnly HappenedOn { get; private init; }

    /// <summary>When somebody found out whose it was; null where it was known at once, or is not known.</summary>
    public DateTimeOffset? JoinedAt { get; private set; }
    public Id<Person>? JoinedBy { get; private set; }

    public static Call Of(Id<Customer>? customer, CallNote note, Id<Person> takenBy, Id<Unit>? unit, DateTimeOffset at, DateOnly on)
    {
        Refuse.Field("Purpose", string.IsNullOrWhiteSpace(note.Purpose), "contact.call.purpose_missing");
        Refuse.Field("Number", customer is null && string.IsNullOrWhiteSpace(note.Number) && string.IsNullOrWhiteSpace(note.CallerName) && string.IsNullOrWhiteSpace(note.Words), "contact.call.nothing_known");
        return new()
        {
            CustomerId = customer, Number = Tidy(note.Number), CallerName = Tidy(note.CallerName), Purpose = note.Purpose.Trim(), Words = Tidy(note.Words), Minutes = note.Minutes, TakenBy = takenBy, UnitId = unit, HappenedAt = at, HappenedOn = on,
        };
    }

    /// <summary>Somebody found out who called.</summary>
    public void Join(Id<Customer> customer, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(CustomerId is not null, "contact.call.joined_already");
        (CustomerId, JoinedBy, JoinedAt) = (customer, by, at);
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What whoever answered notes of a call.</summary>
internal sealed record CallNote(string? Purpose, string? Words, int? Minutes, string? Number = null, string? CallerName = null);

internal sealed class CallTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Call>(call =>
    {
        call.ToTable("contact_call");
        call.HasKey(c => c.Id);
        call.Property(c => c.Number).HasMaxLength(60);
        call.Property(c => c.CallerName).HasMaxLength(120);
        call.Property(c => c.Purpose).HasMaxLength(500);
        call.Property(c => c.Words).HasMaxLength(2000);
        call.HasIndex(c => new { c.HappenedAt, c.Id });
        call.HasIndex(c => c.CustomerId);
        call.HasIndex(c => new { c.TakenBy, c.HappenedAt });
    });
}
