using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Guanxi.Staff.SignIn;

/// <summary>A secret that is shown once and kept only as its hash: links, API keys. 256 random bits need no slow hash.</summary>
internal static class Token
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
