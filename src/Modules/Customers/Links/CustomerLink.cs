using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>How two customers are linked. Who brought whom is a fact of the customer itself, <see cref="Customer.ReferredById"/>.</summary>
public enum LinkKind
{
    /// <summary>The other one is the parent company.</summary>
    Parent,
    Household,
    Partner,
    Competitor,
}

/// <summary>A link between two customers, for a while or for good. Of a parent company it is kept with the subsidiary, of all others with whoever's page it was entered on; both ends show it.</summary>
public sealed class CustomerLink : Entity<CustomerLink>
{
    public Id<Customer> CustomerId { get; private init; }

    // Without a foreign key: customers lie by id, and the other end lies elsewhere.
    public Id<Customer> OtherId { get; private init; }
    public LinkKind Kind { get; private init; }
    [History] public DateOnly? SinceOn { get; private set; }

    /// <summary>The last day on which it held; null while it holds.</summary>
    [History] public DateOnly? UntilOn { get; private set; }
    [History] public string? Note { get; private set; }
    public Id<Person> AddedBy { get; private init; }
    public DateTimeOffset AddedAt { get; private init; }

    /// <param name="other">For <see cref="LinkKind.Parent"/> the parent company.</param>
    public static CustomerLink Between(Customer customer, Customer other, LinkKind kind, LinkFacts facts, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field("OtherId", customer.Id == other.Id, "customers.link.self");
        var wanted = kind switch { LinkKind.Household => CustomerKind.Individual, LinkKind.Parent or LinkKind.Competitor => CustomerKind.Organisation, _ => (CustomerKind?)null };
        Refuse.Field("Relation", wanted is { } need && (customer.Kind != need || other.Kind != need), $"customers.link.only_{(wanted == CustomerKind.Individual ? "individuals" : "organisations")}");
        var link = new CustomerLink { CustomerId = customer.Id, OtherId = other.Id, Kind = kind, AddedBy = by, AddedAt = at };
        link.Change(facts);
        return link;
    }

    public void Change(LinkFacts facts)
    {
        Refuse.Field("UntilOn", facts.UntilOn < facts.SinceOn, "customers.link.ends_before_it_begins");
        (SinceOn, UntilOn, Note) = (facts.SinceOn, facts.UntilOn, string.IsNullOrWhiteSpace(facts.Note) ? null : facts.Note.Trim());
    }

    public bool HoldsOn(DateOnly day) => UntilOn is null || UntilOn >= day;

    /// <summary>The end that is not this one.</summary>
    public Id<Customer> Beside(Id<Customer> end) => end == CustomerId ? OtherId : CustomerId;

    /// <summary>What the other end is to this one.</summary>
    public LinkRelation SeenFrom(Id<Customer> end) => Kind switch
    {
        LinkKind.Parent => end == CustomerId ? LinkRelation.Parent : LinkRelation.Subsidiary,
        LinkKind.Household => LinkRelation.Household,
        LinkKind.Partner => LinkRelation.Partner,
        _ => LinkRelation.Competitor,
    };
}

/// <summary>What one customer is to another.</summary>
public enum LinkRelation { Parent, Subsidiary, Household, Partner, Competitor, Referrer, Referred }

/// <summary>What somebody says of a link.</summary>
public sealed record LinkFacts(DateOnly? SinceOn, DateOnly? UntilOn, string? Note);

internal sealed class CustomerLinkTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<CustomerLink>(link =>
    {
        link.ToTable("customers_link");
        link.HasKey(l => new { l.CustomerId, l.Id });
        link.Property(l => l.Kind).HasConversion<string>().HasMaxLength(20);
        link.Property(l => l.Note).HasMaxLength(500);
        link.HasIndex(l => l.OtherId);
        // Both of two who become one may belong to the same parent company.
        link.HasOneInForce("until_on IS NULL", "kind", "other_id");
        link.HasOne<Customer>().WithMany().HasForeignKey(l => l.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
