using System.ComponentModel.DataAnnotations;

namespace Guanxi.Customers;

/// <summary>What the firm knows of a customer and a person types in: form model and JSON body of creating and changing.</summary>
public record CustomerFacts
{
    [Required, StringLength(200)] public string Name { get; set; } = "";
    [StringLength(60)] public string? Phone { get; set; }

    /// <summary>Further numbers between commas.</summary>
    [StringLength(300)] public string? OtherPhones { get; set; }
    [StringLength(200)] public string? Email { get; set; }

    /// <summary>Further addresses between commas.</summary>
    [StringLength(600)] public string? OtherEmails { get; set; }
    [StringLength(100)] public string? WeChat { get; set; }

    /// <summary>ISO 3166-1 alpha-2: CN, GB.</summary>
    [StringLength(60)] public string? Country { get; set; }
    [StringLength(60)] public string? Province { get; set; }
    [StringLength(60)] public string? City { get; set; }

    /// <summary>District or county.</summary>
    [StringLength(60)] public string? District { get; set; }
    [StringLength(300)] public string? Address { get; set; }

    /// <summary>Of an individual.</summary>
    public DateOnly? Birthday { get; set; }

    /// <summary>Of an individual: female, male, other.</summary>
    [StringLength(20)] public string? Gender { get; set; }
    [StringLength(120)] public string? Occupation { get; set; }

    /// <summary>Of an individual: junior, senior, college, bachelor, master, doctor.</summary>
    [StringLength(20)] public string? Education { get; set; }

    /// <summary>Of an individual, in a year: to_50k, to_100k, to_200k, to_500k, above_500k of the base currency.</summary>
    [StringLength(20)] public string? IncomeBand { get; set; }
    [StringLength(500)] public string? Family { get; set; }
    [StringLength(500)] public string? Interests { get; set; }

    /// <summary>How to get on with an individual.</summary>
    [StringLength(500)] public string? Personality { get; set; }

    /// <summary>Unified social credit code of an organisation.</summary>
    [StringLength(18)] public string? CreditCode { get; set; }
    [StringLength(120)] public string? Industry { get; set; }

    /// <summary>How many work at an organisation: to_10, to_50, to_200, to_1000, above_1000.</summary>
    [StringLength(20)] public string? StaffBand { get; set; }

    /// <summary>What an organisation turns over in a year: to_1m, to_10m, to_100m, to_1b, above_1b of the base currency.</summary>
    [StringLength(20)] public string? TurnoverBand { get; set; }

    /// <summary>The market that an organisation serves.</summary>
    [StringLength(120)] public string? Region { get; set; }

    /// <summary>How much an organisation may owe, in whole units of the base currency.</summary>
    [Range(0, 1_000_000_000_000)] public decimal? CreditLimit { get; set; }

    /// <summary>Days within which an organisation pays.</summary>
    [Range(0, 3_650)] public int? CreditTermDays { get; set; }

    /// <summary>Where the customer came from: store, fair, referral, web, wechat, hotline, visit, partner, import …</summary>
    [StringLength(60)] public string? Source { get; set; }

    /// <summary>Which fair, which partner.</summary>
    [StringLength(200)] public string? SourceDetail { get; set; }

    /// <summary>By what the customer agreed to be on record.</summary>
    [StringLength(500)] public string? ConsentEvidence { get; set; }
    public DateOnly? ConsentOn { get; set; }
    [StringLength(4000)] public string? Note { get; set; }

    /// <summary>The facts of a customer as they are.</summary>
    public static CustomerFacts Of(Customer customer) => new()
    {
        Name = customer.Name, Phone = customer.Phone, Email = customer.Email, WeChat = customer.WeChat, Country = customer.Country, Province = customer.Province,
        City = customer.City, Address = customer.Address, Birthday = customer.Birthday, CreditCode = customer.CreditCode, Industry = customer.Industry,
        Source = customer.Source, Note = customer.Note, OtherPhones = customer.OtherPhones, OtherEmails = customer.OtherEmails, District = customer.District, Gender = customer.Gender,
        Occupation = customer.Occupation, Education = customer.Education, IncomeBand = customer.IncomeBand, Family = customer.Family, Interests = customer.Interests, Personality = customer.Personality,
        StaffBand = customer.StaffBand, TurnoverBand = customer.TurnoverBand, Region = customer.Region, CreditLimit = customer.CreditLimit, CreditTermDays = customer.CreditTermDays,
        SourceDetail = customer.SourceDetail, ConsentEvidence = customer.ConsentEvidence, ConsentOn = customer.ConsentOn,
    };

    /// <summary>Trimmed, empty as none, phone and e-mail and codes in one way of writing.</summary>
    internal CustomerFacts Tidy()
    {
        var country = Said(Country)?.ToUpperInvariant() is { Length: 2 } code ? code : Said(Country);
        return new()
        {
            Name = Said(Name) ?? "", Phone = Said(Phone) is { } phone ? Phones.Normalise(phone, country) ?? phone : null, Email = Said(Email), WeChat = Said(WeChat),
            Country = country, Province = Said(Province), City = Said(City), Address = Said(Address), Birthday = Birthday,
            CreditCode = Said(CreditCode)?.ToUpperInvariant(), Industry = Said(Industry), Source = Said(Source), Note = Said(Note),
            OtherPhones = Several.Phones(OtherPhones, country), OtherEmails = Several.Emails(OtherEmails), District = Said(District), Gender = Code(Gender), Occupation = Said(Occupation), Education = Code(Education),
            IncomeBand = Code(IncomeBand), Family = Said(Family), Interests = Said(Interests), Personality = Said(Personality), StaffBand = Code(StaffBand), TurnoverBand = Code(TurnoverBand), Region = Said(Region),
            CreditLimit = CreditLimit, CreditTermDays = CreditTermDays, SourceDetail = Said(SourceDetail), ConsentEvidence = Said(ConsentEvidence), ConsentOn = ConsentOn,
        };
    }

    private static string? Code(string? text) => Said(text)?.ToLowerInvariant();

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
