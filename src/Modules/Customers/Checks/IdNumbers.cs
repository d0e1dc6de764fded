using System.Globalization;
using Microsoft.AspNetCore.DataProtection;

namespace Guanxi.Customers;

/// <summary>The number of a Chinese ID card 居民身份证 (GB 11643-1999): checked by its date and last sign, kept sealed.</summary>
internal sealed class IdNumbers(IDataProtectionProvider protection)
{
    // The first two digits: provinces of GB/T 2260, Taiwan's residents (83) and foreigners of permanent residence (91) among them.
    private const string Places = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private readonly IDataProtector seal = protection.CreateProtector("customers.id_number");

    public static bool IsRight(string number) =>
        number.Length == 18 && Places.Contains(number[..2], StringComparison.Ordinal) && number.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') < 0
        && DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && "10X98765432"[Weights.Select((weight, i) => weight * (number[i] - '0')).Sum() % 11] == number[17];

    public string Seal(string number) => seal.Protect(number);

    /// <summary>Whether two sealed numbers are one number; where it can't be said, they are two.</summary>
    public bool AreSame(string? one, string? other) => one == other || (Open(one) is { } number && number == Open(other));

    /// <summary>The number, or null where the key that sealed it is gone.</summary>
    public string? Open(string? kept)
    {
        if (kept is null) return null;
        try { return seal.Unprotect(kept); }
        catch (System.Security.Cryptography.CryptographicException) { return null; }
    }
}
