using System.Globalization;
using Guanxi.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Guanxi.Shell;

/// <summary>How a person wants the pages to look: language and theme, each a cookie for a year.</summary>
internal static class Appearance
{
    private const string ThemeCookie = "guanxi.theme";
    private static readonly string[] Themes = ["light", "dark"];

    /// <summary>The languages of the product, with dates as every page writes them: 2026-01-13, 13 Jan 2026. Nobody has to guess which number is the month.</summary>
    public static List<CultureInfo> Cultures() => [.. Texts.Languages.Select(language =>
    {
        var culture = new CultureInfo(language, useUserOverride: false);
        culture.DateTimeFormat.ShortDatePattern = language == "zh-CN" ? "yyyy-MM-dd" : "d MMM yyyy";
        culture.DateTimeFormat.ShortTimePattern = "HH:mm";
        return culture;
    })];

    /// <summary>light or dark as chosen; null follows the system.</summary>
    public static string? Theme(HttpContext http) =>
        http.Request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : null;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/appearance/theme", ([FromForm] string choice, [FromForm] string back, HttpContext http) =>
        {
            if (Themes.Contains(choice))
                http.Response.Cookies.Append(ThemeCookie, choice, ForAYear());
            else
                http.Response.Cookies.Delete(ThemeCookie);
            return Back(back);
        }).AllowAnonymous().ExcludeFromDescription();

        app.MapPost("/appearance/language", ([FromForm] string choice, [FromForm] string back, HttpContext http) =>
        {
            LanguageCookie.Set(http, choice);
            return Back(back);
        }).AllowAnonymous().ExcludeFromDescription();
    }

    // Only a path of ours: "//elsewhere" and "/\elsewhere" are other people's addresses.
    private static RedirectHttpResult Back(string path) =>
        TypedResults.LocalRedirect(path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal) ? path : "/");

    private static CookieOptions ForAYear() => new() { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, HttpOnly = true, Path = "/" };
}
