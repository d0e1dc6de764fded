using System.Security.Cryptography;
using Guanxi.Http;
using Microsoft.AspNetCore.DataProtection;

namespace Guanxi.Service.Complaints.Public;

/// <summary>The secret of the link that a form will lead to, sealed within the form: whoever sends the same form twice gets the same link, and nothing is written twice.</summary>
internal static class FormOnce
{
    private const string Purpose = "Guanxi.Service.Complaints.Form";

    public static string New(IDataProtectionProvider seals) => seals.CreateProtector(Purpose).Protect(SecretToken.New());

    /// <summary>Null for one that we did not seal.</summary>
    public static string? Open(IDataProtectionProvider seals, string? sealedSecret)
    {
        if (string.IsNullOrEmpty(sealedSecret)) return null;
        try { return seals.CreateProtector(Purpose).Unprotect(sealedSecret); }
        catch (CryptographicException) { return null; }
    }
}
