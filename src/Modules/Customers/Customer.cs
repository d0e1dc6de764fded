using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

public enum CustomerKind { Individual, Organisation }

/// <summary>A private person or a firm that buys, may buy or bought.</summary>
[Watched]
public sealed class Customer : Entity<Customer>, IOwned, IFed
{
    /// <summary>The firm's own number for the customer; unique.</summary>
    public string Code { get; private init; } = "";
    public CustomerKind Kind { get; private init; }
    // Not marked personal: by the name everybody speaks of a customer, and a list without names is none.
    [History] public string Name { get; private set; } = "";

    /// <summary>Sorts Chinese names by pinyin among Latin ones.</summary>
    public string NameSort { get; private set; } = "";
    [History, Personal] public string? Phone { get; private set; }

    /// <summary>Further numbers, as <see cref="Several"/> reads them.</summary>
    [History, Personal] public string? OtherPhones { get; private set; }
    [History, Personal] public string? Email { get; private set; }
    [History, Personal] public string? OtherEmails { get; private set; }
    [History, Personal] public string? WeChat { get; private set; }

    /// <summary>ISO 3166-1 alpha-2 where known, otherwise as it came.</summary>
    [History] public string? Country { get; private set; }
    [History] public string? Province { get; private set; }
    [History] public string? City { get; private set; }

    /// <summary>District or county.</summary>
    [History] public string? District { get; private set; }
    [History, Personal] public string? Address { get; private set; }
    [History] public DateOnly? Birthday { get; private set; }

    /// <summary>With education and the bands a code of <see cref="FactChoices"/>.</summary>
    [History] public string? Gender { get; private set; }
    [History] public string? Occupation { get; private set; }
    [History] public string? Education { get; private set; }

    /// <summary>What a person earns in a year.</summary>
    [History, Personal] public string? IncomeBand { get; private set; }
    [History, Personal] public string? Family { get; private set; }
    [History] public string? Interests { get; private set; }

    /// <summary>How to get on with a person.</summary>
    [History, Personal] public string? Personality { get; private set; }

    /// <summary>A person's ID document, encrypted: whoever copies the database can't read it.</summary>
    [Personal] public string? IdNumberSealed { get; private set; }

    /// <summary>Unified social credit code of an organisation.</summary>
    [History] public string? CreditCode { get; private set; }
    [History] public string? Industry { get; private set; }

    /// <summary>How many work there.</summary>
    [History] public string? StaffBand { get; private set; }

    /// <summary>What an organisation turns over in a year.</summary>
    [History] public string? TurnoverBand { get; private set; }

    /// <summary>The market that an organisation serves, in the firm's own words.</summary>
    [History] public string? Region { get; private set; }

    /// <summary>How much an organisation may owe, in whole units of the base currency: nobody grants credit to the cent. Null where nothing was agreed.</summary>
    [History] public long? CreditLimit { get; private set; }

    /// <summary>Days within which an organisation pays.</summary>
    [History] public int? CreditTermDays { get; private set; }

    /// <summary>Where the customer came from: a code such as <c>store</c>, <c>fair</c>, <c>import</c>.</summary>
    [History] public string? Source { get; private set; }

    /// <summary>Which fair, which partner.</summary>
    [History] public string? SourceDetail { get; private set; }

    /// <summary>By what the customer agreed to be on record: the signed card, the tick in a form.</summary>
    [History] public string? ConsentEvidence { get; private set; }
    [History] public DateOnly? ConsentOn { get; private set; }
    [History] public string? Note { get; private set; }
    [History] public Id<Person>? OwnerId { get; private set; }
    [History] public Id<Unit>? UnitId { get; private set; }

    /// <summary>The customer who brought this one; part of what this one leaves in its first year counts for that one.</summary>
    [History] public Id<Customer>? ReferredById { get; private set; }

    /// <summary>The import that created it, so that it can be taken back.</summary>
    public long? ImportId { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When someone last made sure that the facts are right.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    long IFed.FeedCustomer => Id.Value;

    /// <param name="code">The firm's number; the caller made sure that it is free.</param>
    public static Customer Register(string code, CustomerKind kind, CustomerFacts facts, Id<Person>? owner, Id<Unit>? unit, DateTimeOffset at)
    {
        Refuse.Field(nameof(Code), string.IsNullOrWhiteSpace(code), "customers.customer.code_missing");
        var customer = new Customer { Code = code.Trim(), Kind = kind, CreatedAt = at, OwnerId = owner, UnitId = unit, ConfirmedAt = at };
        customer.Change(facts, at);
        return customer;
    }

    /// <summary>New facts for old. What is the same stays unchecked: data that came in wrong must not keep a person from putting something else right.</summary>
    public void Change(CustomerFacts facts, DateTimeOffset at)
    {
        facts = facts.Tidy();
        FactChecks.Check(this, facts, at);
        TakeOver(facts);
    }

    /// <summary>Facts that another customer had, or this one before: they were checked, or came in wrong, when they were new.</summary>
    internal void TakeOver(CustomerFacts facts)
    {
        Name = facts.Name;
        NameSort = Search.SearchTokens.SortKey(Name, Kind == CustomerKind.Individual);
        (Phone, Email, WeChat) = (facts.Phone, facts.Email, facts.WeChat);
        (OtherPhones, OtherEmails) = (facts.OtherPhones, facts.OtherEmails);
        (Country, Province, City, District, Address) = (facts.Country, facts.Province, facts.City, facts.District, facts.Address);
        var (person, firm) = Kind == CustomerKind.Individual ? (facts, new CustomerFacts()) : (new(), facts);
        (Birthday, Gender, Occupation, Education) = (person.Birthday, person.Gender, person.Occupation, person.Education);
        (IncomeBand, Family, Interests, Personality) = (person.IncomeBand, person.Family, person.Interests, person.Personality);
        (CreditCode, Industry, StaffBand, TurnoverBand, Region) = (firm.CreditCode, firm.Industry, firm.StaffBand, firm.TurnoverBand, firm.Region);
        (CreditLimit, CreditTermDays) = ((long?)firm.CreditLimit, firm.CreditTermDays);
        (Source, SourceDetail, ConsentEvidence, ConsentOn, Note) = (facts.Source, facts.SourceDetail, facts.ConsentEvidence, facts.ConsentOn, facts.Note);
    }

    /// <summary>Keeps the ID document, sealed by the caller; null forgets it.</summary>
    public void Keep(string? idNumberSealed) => IdNumberSealed = idNumberSealed;

    public void Assign(Id<Person>? owner, Id<Unit>? unit)
    {
        if (OwnerId != owner) Raise(new CustomerAssigned(Id, OwnerId, owner));
        (OwnerId, UnitId) = (owner, unit);
    }

    /// <summary>Another customer brought this one, or, with null, none did.</summary>
    public void ReferBy(Id<Customer>? referrer)
    {
        Refuse.Field("Referrer", referrer == Id, "customers.referral.self");
        ReferredById = referrer;
    }

    /// <summary>Someone made sure that the facts are right.</summary>
    public void Confirm(DateTimeOffset at) => ConfirmedAt = at;
}

/// <summary>A customer has another owner.</summary>
public sealed record CustomerAssigned(Id<Customer> CustomerId, Id<Person>? From, Id<Person>? To);

internal sealed class CustomerTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Customer>(customer =>
    {
        customer.ToTable("customers_customer");
        customer.HasKey(c => c.Id);
        customer.Property(c => c.Code).HasMaxLength(60);
        customer.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        customer.Property(c => c.Name).HasMaxLength(200);
        customer.Property(c => c.NameSort).HasMaxLength(200);
        customer.Property(c => c.WeChat).HasColumnName("wechat");
        customer.HasIndex(c => c.NameSort);
        customer.HasIndex(c => new { c.OwnerId, c.NameSort });
        customer.HasIndex(c => new { c.UnitId, c.NameSort });
        customer.HasIndex(c => c.ImportId);
        customer.HasIndex(c => c.ChangeStamp);
        // Without a foreign key: customers lie by id, and those who brought them lie elsewhere.
        customer.HasIndex(c => c.ReferredById).HasFilter("referred_by_id IS NOT NULL");
    });
}
