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
