using Guanxi.Staff.People;
using Microsoft.AspNetCore.Identity;

namespace Guanxi.Staff.SignIn;

/// <summary>What a password must be, and how it is kept.</summary>
/// <remarks>NIST 800-63B: length counts and the commonest are refused; rules of composition only make people write them down.</remarks>
internal sealed class Passwords(IPasswordHasher<Colleague> hasher)
{
    public const int Shortest = 8;

    private static readonly HashSet<string> Commonest = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "password1", "passw0rd", "12345678", "123456789", "1234567890", "88888888", "11111111", "00000000", "66666666", "87654321", "qwertyuiop",
        "qwerty123", "1q2w3e4r", "1qaz2wsx", "abcd1234", "a1234567", "iloveyou", "5201314520", "admin123", "administrator", "woaini1314", "asdfghjkl", "letmein123",
    };

    // Of no one's: an unknown user name takes as long as a wrong password, and so gives nothing away.
    private string? nobodys;

    public void Set(Colleague person, string password, string field)
    {
        Refuse.Field(field, password.Length < Shortest, "staff.password.too_short", Shortest);
        Refuse.Field(field, Commonest.Contains(password) || string.Equals(password, person.UserName, StringComparison.OrdinalIgnoreCase), "staff.password.too_common");
        person.ChoosePassword(hasher.HashPassword(person, password));
    }

    public bool Fits(Colleague? person, string password)
    {
        var kept = person?.PasswordHash ?? (nobodys ??= hasher.HashPassword(null!, "nobody's"));
        var fits = hasher.VerifyHashedPassword(person!, kept, password) != PasswordVerificationResult.Failed;
        return fits && person?.PasswordHash is not null;
    }
}
