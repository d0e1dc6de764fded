using System.Security.Claims;
using Guanxi.Http;
using Guanxi.Staff.Keys;
using Guanxi.Staff.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Staff.SignIn;

/// <summary>The browser's session, and how a request says who it is.</summary>
internal static class Session
{
    /// <summary>The scheme that picks: a key on the API where one is sent, else the cookie.</summary>
    public const string Either = "guanxi";

    public static string SchemeOf(HttpContext http) =>
        http.Request.Headers.Authorization.Count > 0 && http.IsApi() ? KeyAuthentication.SchemeName : IdentityConstants.ApplicationScheme;

    public static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "guanxi.session";
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.HttpOnly = true;
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/forbidden";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = Validate;
        cookie.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    // At every request, from what is remembered for a few seconds: Identity's own check comes every half hour, too late for someone who was let go.
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var stamp = new ClaimsIdentityOptions().SecurityStampClaimType;
        var actors = context.HttpContext.RequestServices.GetRequiredService<Actors>();
        if (Id<Person>.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), null, out var id)
            && await actors.Holds(id, context.Principal!.FindFirstValue(stamp), context.HttpContext.RequestAborted)) return;
        context.RejectPrincipal();
        context.Response.Cookies.Delete("guanxi.session");
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.HttpContext.IsApi()) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}

/// <summary>A post without form parameters still needs its antiforgery token: the framework checks only those that read a form.</summary>
internal sealed class FormGuard(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await antiforgery.IsRequestValidAsync(context.HttpContext) ? await next(context) : Results.LocalRedirect("/");
}
