using System.Net.Mail;

namespace Guanxi.Customers;

/// <summary>What facts must be like where they are new.</summary>
internal static class FactChecks
{
    public static void Check(Customer now, CustomerFacts facts, DateTimeOffset at)
    {
        Refuse.Field(nameof(facts.Name), facts.Name.Length == 0, "customers.customer.name_missing");
        if (facts.Phone is { } phone && phone != now.Phone)
            Refuse.Field(nameof(facts.Phone), Phones.Normalise(phone, facts.Country) is null, "customers.customer.phone_wrong");
        if (facts.Email is { } email && email != now.Email)
            Refuse.Field(nameof(facts.Email), !IsEmail(email), "customers.customer.email_wrong");
        if (facts.CreditCode is { } code && code != now.CreditCode)
            Refuse.Field(nameof(facts.CreditCode), !CreditCodes.IsRight(code), "customers.customer.credit_code_wrong");
        if (facts.Birthday is { } birthday && birthday != now.Birthday)
            Refuse.Field(nameof(facts.Birthday), birthday.Year < 1900 || birthday > DateOnly.FromDateTime(at.UtcDateTime.AddDays(1)), "customers.customer.birthday_wrong");
    }

    public static bool IsEmail(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.') && !address.Host.EndsWith('.');
}
