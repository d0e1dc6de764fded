using System.ComponentModel.DataAnnotations;

namespace Guanxi.Customers;

/// <summary>What is known of somebody at an organisation, as typed: form model and JSON body of adding and changing.</summary>
public record ContactPersonFacts
{
    [Required, StringLength(200)] public string? Name { get; set; }
    [StringLength(120)] public string? Position { get; set; }
    [StringLength(120)] public string? Department { get; set; }

    /// <summary>One or several between commas, the first to be tried first.</summary>
    [StringLength(300)] public string? Phones { get; set; }

    /// <summary>One or several between commas.</summary>
    [StringLength(600)] public string? Emails { get; set; }
    [StringLength(100)] public string? WeChat { get; set; }
    public BuyingRole? Role { get; set; }
    public Attitude Attitude { get; set; }

    /// <summary>Their superior, somebody on record at the same organisation.</summary>
    public Id<ContactPerson>? ReportsToId { get; set; }
    [StringLength(2000)] public string? Note { get; set; }

    internal ContactPersonFacts Tidy(string? country) => new()
    {
        Name = Said(Name) ?? "", Position = Said(Position), Department = Said(Department), Phones = Several.Phones(Phones, country), Emails = Several.Emails(Emails), WeChat = Said(WeChat),
        Role = Role, Attitude = Attitude, ReportsToId = ReportsToId, Note = Said(Note),
    };

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What facts of a person must be like where they are new.</summary>
internal static class ContactPersonChecks
{
    public static void Check(ContactPerson now, ContactPersonFacts facts, string? country)
    {
        Refuse.Field(nameof(facts.Name), string.IsNullOrEmpty(facts.Name), "customers.people.name_missing");
        Refuse.Field(nameof(facts.Role), facts.Role is { } role && !Enum.IsDefined(role), "customers.people.role_unknown");
        Refuse.Field(nameof(facts.Attitude), !Enum.IsDefined(facts.Attitude), "customers.people.attitude_unknown");
        foreach (var (field, said, kept) in ((string, string?, string?)[])[(nameof(facts.Phones), facts.Phones, now.Phones), (nameof(facts.Emails), facts.Emails, now.Emails), (nameof(facts.WeChat), facts.WeChat, now.WeChat)])
            Refuse.Field(field, Mask.In(said) && said != kept, "customers.customer.still_masked");
        foreach (var phone in Several.Parts(facts.Phones).Except(Several.Parts(now.Phones)))
            Refuse.Field(nameof(facts.Phones), Guanxi.Customers.Phones.Normalise(phone, country) is null, "customers.people.phone_wrong", phone);
        foreach (var email in Several.Parts(facts.Emails).Except(Several.Parts(now.Emails)))
            Refuse.Field(nameof(facts.Emails), !FactChecks.IsEmail(email), "customers.people.email_wrong", email);
    }
}
