using System.Globalization;
using System.Net;

namespace Guanxi.Start;

/// <summary>A page that needs nothing of what the house's pages are made of.</summary>
internal static class PlainPage
{
    /// <param name="lines">What happened, and what to do.</param>
    /// <param name="go">Where the button leads, and what it says.</param>
    public static Task Write(HttpContext http, int status, string title, IReadOnlyList<string> lines, (string Url, string Words) go, string? retryAfter = null)
    {
        http.Response.Clear();
        SecurityHeaders.Set(http.Response.Headers);
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="{CultureInfo.CurrentUICulture.Name}">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <meta name="color-scheme" content="light dark" />
              <title>{WebUtility.HtmlEncode(title)}</title>
              <link rel="stylesheet" href="/lib/tabler/tabler.min.css" />
              <link rel="stylesheet" href="/app.css" />
            </head>
            <body>
              <main class="blank">
                <h1 class="blank-title">{WebUtility.HtmlEncode(title)}</h1>
                {string.Join('\n', lines.Select(l => $"<p>{WebUtility.HtmlEncode(l)}</p>"))}
                <div class="blank-actions"><a class="btn btn-primary" href="{WebUtility.HtmlEncode(go.Url)}" data-enhance-nav="false">{WebUtility.HtmlEncode(go.Words)}</a></div>
              </main>
            </body>
            </html>
            """, http.RequestAborted);
    }

    /// <summary>The address that was asked for.</summary>
    public static string Here(HttpContext http) => $"{http.Request.PathBase}{http.Request.Path}{http.Request.QueryString}";
}
