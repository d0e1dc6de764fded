using Guanxi.Customers;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Checking;

/// <summary>One thing that a customer is found by.</summary>
/// <param name="Kind">As in <see cref="ContactKey"/>.</param>
internal readonly record struct ContactMark(string Kind, string Value)
{
    /// <summary>Surest first.</summary>
    public static readonly string[] Kinds = [ContactKey.Code, ContactKey.Phone, ContactKey.Email];

    /// <summary>The marks of a customer. One who has nothing but a name is found by it, as by a code.</summary>
    public static IEnumerable<ContactMark> Of(CustomerWords words, string? country)
    {
        if (CodeOf(words) is { } code) yield return new(ContactKey.Code, code);
        if (ContactKey.OfPhone(words.Phone, CountryNames.Code(country)) is { } phone) yield return new(ContactKey.Phone, phone);
        if (ContactKey.OfEmail(words.Email) is { } email) yield return new(ContactKey.Email, email);
    }

    public static string? CodeOf(CustomerWords words) => words switch
    {
        { Code: { } code } => code,
        { Phone: null, Email: null, Name: { } name } => name.Length <= OrderRowReader.LongestCode ? name : name[..OrderRowReader.LongestCode],
        _ => null,
    };
}
