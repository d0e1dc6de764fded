using Guanxi.Jobs;
using Guanxi.Staff.People;
using Guanxi.Staff.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Staff;

/// <summary>People of the firm: units, roles, sign-in, API keys.</summary>
public sealed class StaffModule : Module
{
    public override string Name => "staff";

    public override IEnumerable<string> Rights => [StaffRights.Read, StaffRights.Edit, StaffRights.Keys];

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Actors>().AddSingleton<IActors>(s => s.GetRequiredService<Actors>());
        services.AddSingleton<Passwords>().AddSingleton<IPasswordHasher<Colleague>, PasswordHasher<Colleague>>();
        services.AddSingleton<IFirstStart, FirstPeople>();
        services.AddScoped<IUserStore<Colleague>, ColleagueStore>();
        services.AddIdentityCore<Colleague>(identity =>
        {
            // NIST 800-63B: length counts, composition rules don't.
            identity.Password.RequiredLength = 8;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            identity.Lockout.MaxFailedAccessAttempts = 10;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            identity.User.AllowedUserNameCharacters = "";
        }).AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = "guanxi.session";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
            cookie.Events.OnRedirectToLogin = context =>
            {
                if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                else context.Response.Redirect(context.RedirectUri);
                return Task.CompletedTask;
            };
        });
    }

    public override void MapPages(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", async (HttpContext http) =>
        {
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            return Results.LocalRedirect("/sign-in");
        });
}
