using System.Collections.Frozen;

namespace Guanxi.Customers;

/// <summary>Personal data for those who may not see it in full: enough to recognise, too little to use.</summary>
public static class Mask
{
    private static readonly FrozenSet<string> PersonalFacts = typeof(Customer).GetProperties().Where(p => p.IsDefined(typeof(PersonalAttribute), inherit: false)).Select(p => p.Name).ToFrozenSet();

    private const string Hidden = "****";

    /// <summary>138 **** 8000</summary>
    public static string? Phone(string? phone)
    {
        if (phone is null) return null;
        var shown = Phones.Display(phone);
        var digits = shown.Count(char.IsAsciiDigit);
        if (digits < 7) return "****";
        var nth = 0;
        return string.Concat(shown.Select(c => char.IsAsciiDigit(c) && nth++ is var n && n >= digits - 8 && n < digits - 4 ? '*' : c));
    }

    /// <summary>z****@example.com</summary>
    public static string? Email(string? email) => email is null ? null : email.LastIndexOf('@') is var at and > 0 ? $"{email[..1]}****{email[at..]}" : "****";

    /// <summary>The first two signs.</summary>
    public static string? Text(string? text) => text is null ? null : text.Length <= 2 ? "****" : $"{text[..2]}****";

    /// <summary>3301**********0012</summary>
    public static string? IdNumber(string? number) => number is null ? null : number.Length < 12 ? "****" : $"{number[..4]}{new string('*', number.Length - 8)}{number[^4..]}";

    /// <summary>Whether part of it is hidden: such a text is never a fact.</summary>
    public static bool In(string? text) => text?.Contains("**", StringComparison.Ordinal) == true;

    /// <summary>A fact of a customer as the actor may see it.</summary>
    /// <param name="field">Name of the property, e.g. <c>Phone</c>.</param>
    public static string? For(Actor actor, string field, string? value) => actor.May(KernelRights.Personal) ? value : field switch
    {
        nameof(Customer.Phone) => Phone(value),
        nameof(Customer.Email) => Email(value),
        nameof(Customer.OtherPhones) => Several.Each(value, Phone),
        nameof(Customer.OtherEmails) => Several.Each(value, Email),
        // Of these the first signs tell all.
        nameof(Customer.IncomeBand) or nameof(Customer.Family) or nameof(Customer.Personality) => value is null ? null : Hidden,
        // A fact that is marked personal tomorrow is masked without anybody thinking of this place.
        _ => PersonalFacts.Contains(field) ? Text(value) : value,
    };
}
