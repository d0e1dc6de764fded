using System.ComponentModel.DataAnnotations;

namespace Guanxi.Customers;

/// <summary>What the firm knows of a customer and a person types in: form model and JSON body of creating and changing.</summary>
public record CustomerFacts
{
    [Required, StringLength(200)] public string Name { get; set; } = "";
    [StringLength(60)] public string? Phone { get; set; }
    [StringLength(200)] public string? Email { get; set; }
    [StringLength(100)] public string? WeChat { get; set; }

    /// <summary>ISO 3166-1 alpha-2: CN, GB.</summary>
    [StringLength(60)] public string? Country { get; set; }
    [StringLength(60)] public string? Province { get; set; }
    [StringLength(60)] public string? City { get; set; }
    [StringLength(300)] public string? Address { get; set; }

    /// <summary>Of an individual.</summary>
    public DateOnly? Birthday { get; set; }

    /// <summary>Unified social credit code of an organisation.</summary>
    [StringLength(18)] public string? CreditCode { get; set; }
    [StringLength(120)] public string? Industry { get; set; }

    /// <summary>Where the customer came from: store, fair, referral, web, wechat, hotline, visit, partner, import …</summary>
    [StringLength(60)] public string? Source { get; set; }
    [StringLength(4000)] public string? Note { get; set; }

    /// <summary>The facts of a customer as they are.</summary>
    public static CustomerFacts Of(Customer customer) => new()
    {
        Name = customer.Name, Phone = customer.Phone, Email = customer.Email, WeChat = customer.WeChat, Country = customer.Country, Province = customer.Province,
        City = customer.City, Address = customer.Address, Birthday = customer.Birthday, CreditCode = customer.CreditCode, Industry = customer.Industry,
        Source = customer.Source, Note = customer.Note,
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
        };
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
