using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Bonds;

/// <summary>One thing that holds one customer, from a day on, until it expires or somebody ends it. What kind of barrier and tie it is follows from its form. See docs/adr/0018.</summary>
internal sealed class Bond : Entity<Bond>, IFed
{
    public Id<Customer> CustomerId { get; private init; }
    public BondForm Form { get; private init; }

    /// <summary>By the form; kept, because lists and runs ask by it.</summary>
    public BarrierKind? Barrier { get; private init; }
    public TieLevel? Level { get; private init; }

    /// <summary>What exactly: the number of the contract, the name of the system.</summary>
    [History] public string Words { get; private set; } = "";

    /// <summary>Null for what is no barrier.</summary>
    [History] public Strength? Strength { get; private set; }
    [History] public DateOnly FromOn { get; private set; }

    /// <summary>The last day on which it holds; null without an end.</summary>
    [History] public DateOnly? ExpiresOn { get; private set; }

    /// <summary>The one before it, which it goes on from.</summary>
    public Id<Bond>? RenewsId { get; private init; }
    public Id<Person> RecordedBy { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Set where it ended before it expired: the first day on which it no longer holds.</summary>
    [History] public DateOnly? EndedOn { get; private set; }
    public string? EndReason { get; private set; }
    public Id<Person>? EndedBy { get; private set; }

    long IFed.FeedCustomer => CustomerId.Value;

    public static Bond Record(Id<Customer> customer, BondForm form, BondFacts facts, Bond? renews, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field("Form", !Enum.IsDefined(form), "retention.bond.form_unknown");
        Refuse.Field("FromOn", renews is not null && facts.FromOn <= renews.FromOn, "retention.bond.renewal_before_it");
        var bond = new Bond { CustomerId = customer, Form = form, Barrier = BondForms.Barrier(form), Level = BondForms.Level(form), RenewsId = renews?.Id, RecordedBy = by, RecordedAt = at };
        bond.Change(facts);
        return bond;
    }

    /// <summary>Puts right what was recorded.</summary>
    public void Change(BondFacts facts)
    {
        Refuse.If(EndedOn is not null, "retention.bond.ended_already");
        Refuse.Field("Words", string.IsNullOrWhiteSpace(facts.Words), "retention.bond.words_missing");
        Refuse.Field("Strength", Barrier is not null && facts.Strength is null, "retention.bond.strength_missing");
        Refuse.Field("ExpiresOn", facts.ExpiresOn < facts.FromOn, "retention.bond.expires_before_it_begins");
        (Words, Strength, FromOn, ExpiresOn) = (facts.Words.Trim(), Barrier is null ? null : facts.Strength, facts.FromOn, facts.ExpiresOn);
    }

    /// <summary>Ends it before it expires.</summary>
    public void End(DateOnly on, string? reason, Id<Person> by, DateOnly today)
    {
        Refuse.If(EndedOn is not null, "retention.bond.ended_already");
        Refuse.Field("Reason", string.IsNullOrWhiteSpace(reason), "retention.bond.end_needs_reason");
        Refuse.Field("EndedOn", on > today, "retention.bond.ends_in_the_future");
        // What is yet to begin is called off as of any day; what has begun was there for a while.
        Refuse.Field("EndedOn", on < FromOn && FromOn <= today, "retention.bond.ends_before_it_begins");
        Refuse.Field("EndedOn", on > ExpiresOn, "retention.bond.ended_by_itself");
        (EndedOn, EndReason, EndedBy) = (on, reason.Trim(), by);
    }

    public bool HoldsOn(DateOnly day) => EndedOn is null && FromOn <= day && (ExpiresOn is null || ExpiresOn >= day);

    /// <summary>Whether the other goes on where this one stops: recorded as its renewal, or a later one of the same form that lasts longer.</summary>
    public bool IsRenewedBy(Bond other) => other.EndedOn is null && other.Id != Id && (other.RenewsId == Id || (other.Form == Form && other.FromOn > FromOn)) && (other.ExpiresOn is null || other.ExpiresOn > ExpiresOn);
}

/// <summary>What somebody says of a bond.</summary>
internal sealed record BondFacts(string Words, Strength? Strength, DateOnly FromOn, DateOnly? ExpiresOn);

internal sealed class BondTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Bond>(bond =>
    {
        bond.ToTable("retention_bond");
        bond.HasKey(b => new { b.CustomerId, b.Id });
        bond.Property(b => b.Form).HasConversion<string>().HasMaxLength(20);
        bond.Property(b => b.Barrier).HasConversion<string>().HasMaxLength(20);
        bond.Property(b => b.Level).HasConversion<string>().HasMaxLength(20);
        bond.Property(b => b.Strength).HasConversion<string>().HasMaxLength(20);
        bond.Property(b => b.Words).HasMaxLength(500);
        bond.Property(b => b.EndReason).HasMaxLength(500);
        // What ends soon: the list, and each run.
        bond.HasIndex(b => new { b.ExpiresOn, b.Id });
        bond.HasIndex(b => b.ChangeStamp);
        bond.HasOne<Customer>().WithMany().HasForeignKey(b => b.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
