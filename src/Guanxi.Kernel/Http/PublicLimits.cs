using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Guanxi.Http;

/// <summary>How often one address may use the public pages: so often that nobody who has something to say notices, and a program gets nowhere.</summary>
public static class PublicLimits
{
    public const string Policy = "public";

    /// <summary>Forms sent, and pages looked at, by one address within <see cref="Window"/>.</summary>
    public const int MostSent = 20;
    public const int MostLooks = 300;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public static void Configure(RateLimiterOptions limits)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(Policy, http =>
        {
            var sends = HttpMethods.IsPost(http.Request.Method);
            return RateLimitPartition.GetFixedWindowLimiter((sends, AddressOf(http)), _ => new() { PermitLimit = sends ? MostSent : MostLooks, Window = Window });
        });
    }

    // One subscriber of IPv6 has 2⁶⁴ addresses.
    private static string AddressOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexString(bytes, 0, 8) : new IPAddress(bytes).ToString();
    }
}
