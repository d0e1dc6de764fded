using System.Globalization;
using Guanxi.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Guanxi.Start;

/// <summary>Whoever uses the public pages more often than anybody would is told so on a page, and when to come back.</summary>
internal static class TooOften
{
    public static async ValueTask Answer(OnRejectedContext rejected, CancellationToken ct)
    {
        var http = rejected.HttpContext;
        var texts = http.RequestServices.GetRequiredService<Texts>();
        await PlainPage.Write(http, StatusCodes.Status429TooManyRequests, texts["kernel.public.too_often_title"], [texts["kernel.public.too_often", (int)PublicLimits.Window.TotalMinutes]], (PlainPage.Here(http), texts["kernel.public.try_again"]),
            ((int)PublicLimits.Window.TotalSeconds).ToString(CultureInfo.InvariantCulture));
    }
}
