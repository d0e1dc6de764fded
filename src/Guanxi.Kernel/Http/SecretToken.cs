using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Guanxi.Http;

/// <summary>A secret that is shown once and kept only as its hash: private links, API keys. 256 random bits need no slow hash.</summary>
public static class SecretToken
{
    /// <summary>As an address carries it.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
