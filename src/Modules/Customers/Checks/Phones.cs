using PhoneNumbers;

namespace Guanxi.Customers;

/// <summary>Phone numbers in one way of writing, so that one number is found however it came: E.164, <c>+8613800138000</c>.</summary>
public static class Phones
{
    // Its tables come with the first number that needs them: an idle process has none.
    private static readonly Lazy<PhoneNumberUtil> Loaded = new(PhoneNumberUtil.GetInstance);

    private static PhoneNumberUtil Library => Loaded.Value;

    /// <summary>The number in E.164.</summary>
    /// <param name="typed">As someone wrote it.</param>
    /// <param name="country">Where a number without country code is from (ISO 3166-1 alpha-2); China where that is unknown.</param>
    /// <returns>Null where it can't be a phone number.</returns>
    public static string? Normalise(string? typed, string? country)
    {
        // The library would read a masked number as a shorter one.
        if (string.IsNullOrWhiteSpace(typed) || typed.Contains('*', StringComparison.Ordinal)) return null;
        if (IsWritten(typed)) return typed;
        try
        {
            var number = Library.Parse(typed, country is { Length: 2 } ? country.ToUpperInvariant() : "CN");
            // Possible, not valid: ranges open faster than libraries learn of them.
            return Library.IsPossibleNumber(number) && !number.HasExtension ? Library.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>As people read it: national in China, international elsewhere.</summary>
    public static string Display(string number)
    {
        if (!IsWritten(number)) return number;
        if (number.StartsWith("+861", StringComparison.Ordinal) && number.Length == 14) return $"{number.AsSpan(3, 3)} {number.AsSpan(6, 4)} {number.AsSpan(10, 4)}";
        try
        {
            var parsed = Library.Parse(number, null);
            return Library.Format(parsed, parsed.CountryCode == 86 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return number;
        }
    }

    private static bool IsWritten(string number) => number.Length is >= 9 and <= 16 && number[0] == '+' && number[1] != '0' && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
