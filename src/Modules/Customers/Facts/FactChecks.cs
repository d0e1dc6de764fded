using System.Net.Mail;

namespace Guanxi.Customers;

/// <summary>What facts must be like where they are new.</summary>
internal static class FactChecks
{
    public static void Check(Customer now, CustomerFacts facts, DateTimeOffset at)
    {
        Refuse.Field(nameof(facts.Name), facts.Name.Length == 0, "customers.customer.name_missing");
        // Whoever sees a value masked and sends it back changed by a letter would put the mask over the real one.
        Unmasked(nameof(facts.Phone), facts.Phone, now.Phone);
        Unmasked(nameof(facts.Email), facts.Email, now.Email);
        Unmasked(nameof(facts.WeChat), facts.WeChat, now.WeChat);
        Unmasked(nameof(facts.Address), facts.Address, now.Address);
        Unmasked(nameof(facts.OtherPhones), facts.OtherPhones, now.OtherPhones);
        Unmasked(nameof(facts.OtherEmails), facts.OtherEmails, now.OtherEmails);
        Unmasked(nameof(facts.IncomeBand), facts.IncomeBand, now.IncomeBand);
        Unmasked(nameof(facts.Family), facts.Family, now.Family);
        Unmasked(nameof(facts.Personality), facts.Personality, now.Personality);
        foreach (var other in Several.Parts(facts.OtherPhones).Except(Several.Parts(now.OtherPhones)))
            Refuse.Field(nameof(facts.OtherPhones), Phones.Normalise(other, facts.Country) is null, "customers.people.phone_wrong", other);
        foreach (var other in Several.Parts(facts.OtherEmails).Except(Several.Parts(now.OtherEmails)))
            Refuse.Field(nameof(facts.OtherEmails), !IsEmail(other), "customers.people.email_wrong", other);
        foreach (var (name, codes) in FactChoices.All)
            if (CustomerFields.Find(name) is { } field && field.ReadFacts!(facts) is { } chosen && chosen != field.Read(now)) Refuse.Field(name, !codes.Contains(chosen), "customers.customer.choice_unknown", chosen);
        if (facts.CreditLimit is { } limit && limit != now.CreditLimit)
            Refuse.Field(nameof(facts.CreditLimit), limit < 0 || limit != decimal.Truncate(limit), "customers.customer.credit_limit_wrong");
        if (facts.ConsentOn is { } consent && consent != now.ConsentOn)
            Refuse.Field(nameof(facts.ConsentOn), consent.Year < 1990 || consent > DateOnly.FromDateTime(at.UtcDateTime.AddDays(1)), "customers.customer.consent_on_wrong");
        if (facts.Phone is { } phone && phone != now.Phone)
            Refuse.Field(nameof(facts.Phone), Phones.Normalise(phone, facts.Country) is null, "customers.customer.phone_wrong");
        if (facts.Email is { } email && email != now.Email)
            Refuse.Field(nameof(facts.Email), !IsEmail(email), "customers.customer.email_wrong");
        if (facts.CreditCode is { } code && code != now.CreditCode)
            Refuse.Field(nameof(facts.CreditCode), !CreditCodes.IsRight(code), "customers.customer.credit_code_wrong");
        if (facts.Birthday is { } birthday && birthday != now.Birthday)
            Refuse.Field(nameof(facts.Birthday), birthday.Year < 1900 || birthday > DateOnly.FromDateTime(at.UtcDateTime.AddDays(1)), "customers.customer.birthday_wrong");
    }

    private static void Unmasked(string field, string? said, string? now) => Refuse.Field(field, Mask.In(said) && said != now, "customers.customer.still_masked");

    public static bool IsEmail(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.') && !address.Host.EndsWith('.');
}
