using Microsoft.AspNetCore.Http;

namespace Guanxi.Http;

/// <summary>What a form leaves behind for the page after it: that it was done, in words, and for js/drafts.js that its draft can be forgotten.</summary>
public static class Said
{
    private const string Words = "guanxi.said", Draft = "guanxi.accepted", Mark = "__draft";

    /// <summary>The next page says this.</summary>
    public static void Leave(HttpContext http, string key)
    {
        if (!http.Response.HasStarted) http.Response.Cookies.Append(Words, key, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromMinutes(1) });
    }

    /// <summary>Key of what the page before left; it is said once.</summary>
    public static string? Take(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.Response.HasStarted || http.Request.Cookies[Words] is not { Length: > 0 and < 80 } key) return null;
        http.Response.Cookies.Delete(Words, new() { Path = "/" });
        return key;
    }

    // Only the server knows that a form was accepted: a lost connection, a restart and a fault all end in a page without complaint.
    internal static void Accept(HttpContext? http)
    {
        if (http is null || http.Response.HasStarted || !HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType) return;
        if (http.Request.Form[Mark].ToString() is { Length: > 0 and < 60 } mark && mark.All(char.IsAsciiLetterOrDigit))
            http.Response.Cookies.Append(Draft, mark, new() { HttpOnly = false, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromMinutes(10) });
    }
}
