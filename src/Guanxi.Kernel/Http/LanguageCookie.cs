using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Guanxi.Http;

/// <summary>Where the chosen language is kept; without it the browser's own counts.</summary>
public static class LanguageCookie
{
    public const string Name = "guanxi.language";

    /// <summary>Chooses a language for a year; none goes back to the browser's own.</summary>
    public static void Set(HttpContext http, string? language)
    {
        if (language is not null && Texts.Languages.Contains(language))
            http.Response.Cookies.Append(Name, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
                new() { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, HttpOnly = true, Path = "/" });
        else if (language is null) http.Response.Cookies.Delete(Name);
    }
}
