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
            // What was sent is not sent again by a link: the form keeps it, one step back.
            var again = HttpMethods.IsGet(http.Request.Method) ? PlainPage.Here(http) : "/";
            await PlainPage.Write(http, StatusCodes.Status503ServiceUnavailable, texts["host.trouble.title"], [texts[trouble], texts["host.trouble.text"]], (again, texts["host.trouble.again"]), retryAfter: "5");
        }
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} could not be answered: {Why}")]
    private partial void LogTrouble(string method, string path, string why);
}
