using System.CommandLine;
using Guanxi.Jobs;
using Guanxi.Staff.Keys;
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

/// <summary>People of the firm: units, roles, sign-in, API keys, and the firm's own settings.</summary>
public sealed class StaffModule : Module
{
    public override string Name => "staff";

    public override IEnumerable<string> Rights => [StaffRights.Read, StaffRights.Edit, StaffRights.Keys];

    public override IEnumerable<MenuEntry> Menu => [new("staff.menu.settings", "/settings", "settings", StaffRights.Read, 900)];

    public override IEnumerable<SettingsEntry> Settings =>
    [
        new("staff.settings.firm", "/settings/firm", "building", KernelRights.Settings, 10),
        new("staff.settings.people", "/settings/people", "users", StaffRights.Read, 20),
        new("staff.settings.units", "/settings/units", "sitemap", StaffRights.Read, 30),
        new("staff.settings.work_times", "/settings/work-times", "calendar", StaffRights.Read, 35),
        new("staff.settings.roles", "/settings/roles", "shield-lock", StaffRights.Read, 40),
        new("staff.settings.keys", "/settings/keys", "key", StaffRights.Keys, 50),
    ];

    public override IEnumerable<Command> Commands(CommandHost host) => [UserCommands.Build(host)];

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Actors>().AddSingleton<IActors>(s => s.GetRequiredService<Actors>());
        services.AddSingleton<Passwords>().AddSingleton<IPasswordHasher<Colleague>, PasswordHasher<Colleague>>();
        services.AddSingleton<IFirstStart, FirstPeople>();
        services.AddScoped<Entrance>().AddScoped<IUserStore<Colleague>, ColleagueStore>();
        services.AddIdentityCore<Colleague>().AddSignInManager();
        services.AddAuthentication(Session.Either)
            .AddPolicyScheme(Session.Either, null, either => either.ForwardDefaultSelector = Session.SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null)
            .AddCookie(IdentityConstants.ApplicationScheme, Session.Configure);
    }

    public override void MapPages(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", async (HttpContext http) =>
        {
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            return Results.LocalRedirect("/sign-in");
        }).AddEndpointFilter<FormGuard>().AllowAnonymous().ExcludeFromDescription();
}
