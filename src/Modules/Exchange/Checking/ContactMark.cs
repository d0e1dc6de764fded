using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Checking;

/// <summary>One thing that a customer is found by.</summary>
/// <param name="Kind"><c>code</c>, <c>phone</c>, <c>email</c>.</param>
internal readonly record struct ContactMark(string Kind, string Value)
{
    /// <summary>The marks of a customer, surest first. One who has nothing but a name is found by it, as by a code.</summary>
    public static IEnumerable<ContactMark> Of(CustomerWords words)
    {
        if (words.Code is not null) yield return new("code", words.Code);
        if (words.Phone is not null && Phone(words.Phone) is { } phone) yield return new("phone", phone);
        if (words.Email is not null) yield return new("email", words.Email.ToLowerInvariant());
        if (words is { Code: null, Phone: null, Email: null, Name: { } name }) yield return new("code", name.Length <= 60 ? name : name[..60]);
    }

    private static string? Phone(string written)
    {
        var digits = new string([.. written.Where(char.IsAsciiDigit)]);
        if (digits.Length is 13 && digits.StartsWith("86", StringComparison.Ordinal)) digits = digits[2..];
        return digits.Length >= 5 ? digits : null;
    }
}
