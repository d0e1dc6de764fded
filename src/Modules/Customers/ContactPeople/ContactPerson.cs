using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>What somebody has to do with a purchase of their firm.</summary>
public enum BuyingRole { DecisionMaker, Influencer, User, Buyer, Gatekeeper }

/// <summary>How somebody at a customer stands to us.</summary>
public enum Attitude { Unknown, Supporter, Neutral, Opponent }

/// <summary>Somebody at an organisation with whom the firm deals. Stays on record when they leave it, so that what was agreed with them keeps its name. See docs/adr/0027.</summary>
public sealed class ContactPerson : Entity<ContactPerson>
{
    public Id<Customer> CustomerId { get; private init; }
    // By the name everybody speaks of them, as of a customer.
    [History] public string Name { get; private set; } = "";
    [History] public string? Position { get; private set; }
    [History] public string? Department { get; private set; }

    /// <summary>In E.164 between commas, as <see cref="Several"/> reads them.</summary>
    [History, Personal] public string? Phones { get; private set; }
    [History, Personal] public string? Emails { get; private set; }
    [History, Personal] public string? WeChat { get; private set; }
    [History] public BuyingRole? Role { get; private set; }
    [History] public Attitude Attitude { get; private set; }

    /// <summary>Their superior at the same organisation. No foreign key: a merge that is undone may part the two.</summary>
    [History] public Id<ContactPerson>? ReportsToId { get; private set; }
    [History] public string? Note { get; private set; }

    /// <summary>The first day on which they were no longer there.</summary>
    [History] public DateOnly? LeftOn { get; private set; }
    public Id<Person> AddedBy { get; private init; }
    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>When somebody said that they left, which may be later than the day itself.</summary>
    public DateTimeOffset? LeftSaidAt { get; private set; }

    public bool IsThere => LeftOn is null;

    /// <param name="colleagues">All who are on record at the organisation.</param>
    public static ContactPerson Add(Id<Customer> customer, ContactPersonFacts facts, IReadOnlyCollection<ContactPerson> colleagues, string? country, Id<Person> by, DateTimeOffset at)
    {
        var person = new ContactPerson { CustomerId = customer, AddedBy = by, AddedAt = at };
        person.Change(facts, colleagues, country);
        return person;
    }

    /// <summary>New facts for old. What is the same stays unchecked, as with customers.</summary>
    public void Change(ContactPersonFacts facts, IReadOnlyCollection<ContactPerson> colleagues, string? country)
    {
        facts = facts.Tidy(country);
        ContactPersonChecks.Check(this, facts, country);
        ReportTo(facts.ReportsToId, colleagues);
        (Name, Position, Department, Phones, Emails, WeChat) = (facts.Name!, facts.Position, facts.Department, facts.Phones, facts.Emails, facts.WeChat);
        (Role, Attitude, Note) = (facts.Role, facts.Attitude, facts.Note);
    }

    /// <summary>They left on a day; null says that they are there, after all.</summary>
    public void Leave(DateOnly? on, DateOnly today, DateTimeOffset at)
    {
        Refuse.Field(nameof(LeftOn), on > today, "customers.people.leaves_in_the_future");
        (LeftOn, LeftSaidAt) = (on, on is null ? null : LeftSaidAt ?? at);
    }

    /// <summary>Their superior is no longer on record.</summary>
    public void ReportToNobody() => ReportsToId = null;

    private void ReportTo(Id<ContactPerson>? superior, IReadOnlyCollection<ContactPerson> colleagues)
    {
        if (superior is { IsNone: true }) superior = null;
        if (superior == ReportsToId) return;
        Refuse.Field(nameof(ReportsToId), superior == Id, "customers.people.reports_to_self");
        Refuse.Field(nameof(ReportsToId), superior is not null && colleagues.All(c => c.Id != superior || !c.IsThere), "customers.people.superior_not_found");
        // As many steps as there are people: a line longer than that has come round.
        var above = superior;
        for (var steps = 0; above is { } one && steps <= colleagues.Count; steps++)
        {
            Refuse.Field(nameof(ReportsToId), one == Id, "customers.people.circle");
            above = colleagues.FirstOrDefault(c => c.Id == one)?.ReportsToId;
        }
        ReportsToId = superior;
    }
}

internal sealed class ContactPersonTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<ContactPerson>(person =>
    {
        person.ToTable("customers_contact_person");
        person.HasKey(p => new { p.CustomerId, p.Id });
        person.Ignore(p => p.IsThere);
        person.Property(p => p.Name).HasMaxLength(200);
        person.Property(p => p.Position).HasMaxLength(120);
        person.Property(p => p.Department).HasMaxLength(120);
        person.Property(p => p.Phones).HasMaxLength(300);
        person.Property(p => p.Emails).HasMaxLength(600);
        person.Property(p => p.WeChat).HasColumnName("wechat").HasMaxLength(100);
        person.Property(p => p.Role).HasConversion<string>().HasMaxLength(20);
        person.Property(p => p.Attitude).HasConversion<string>().HasMaxLength(20);
        person.Property(p => p.Note).HasMaxLength(2000);
        person.HasOne<Customer>().WithMany().HasForeignKey(p => p.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
