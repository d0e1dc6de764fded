using System.Globalization;
using System.Net;
using Guanxi.Data;

namespace Guanxi.Start;

/// <summary>While the database can't be reached or written, a page says so and how to go on. It is plain: whatever the house's pages are made of may need the database, too.</summary>
internal sealed partial class DatabaseTrouble(RequestDelegate next, Texts texts, IDatabase database, ILogger<DatabaseTrouble> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception fault) when (!http.Response.HasStarted && database.TroubleOf(fault) is { } trouble)
        {
            LogTrouble(http.Request.Method, http.Request.Path, fault.GetBaseException().Message.ReplaceLineEndings(" "));
            http.Response.Clear();
            SecurityHeaders.Set(http.Response.Headers);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "5";
            http.Response.Headers.CacheControl = "no-store";
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(Html(http, trouble), http.RequestAborted);
        }
    }

    private string Html(HttpContext http, string trouble)
    {
        // What was sent is not sent again by a link: the form keeps it, one step back.
        var again = HttpMethods.IsGet(http.Request.Method) ? $"{http.Request.PathBase}{http.Request.Path}{http.Request.QueryString}" : "/";
        return $"""
            <!DOCTYPE html>
            <html lang="{CultureInfo.CurrentUICulture.Name}">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <meta name="color-scheme" content="light dark" />
              <title>{Word("host.trouble.title")}</title>
              <link rel="stylesheet" href="/lib/tabler/tabler.min.css" />
              <link rel="stylesheet" href="/app.css" />
            </head>
            <body>
              <main class="blank">
                <h1 class="blank-title">{Word("host.trouble.title")}</h1>
                <p>{Word(trouble)}</p>
                <p>{Word("host.trouble.text")}</p>
                <div class="blank-actions"><a class="btn btn-primary" href="{WebUtility.HtmlEncode(again)}" data-enhance-nav="false">{Word("host.trouble.again")}</a></div>
              </main>
            </body>
            </html>
            """;
    }

    private string Word(string key) => WebUtility.HtmlEncode(texts[key]);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} could not be answered: {Why}")]
    private partial void LogTrouble(string method, string path, string why);
}
