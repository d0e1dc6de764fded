using Guanxi.Data;
using Guanxi.Staff.Roles;
using Guanxi.Staff.SetUp;
using Guanxi.Staff.SignIn;
using Guanxi.Staff.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Staff;

/// <summary>At every start: the built-in roles and the firm's root unit are there, and the administrator reads how to sign in.</summary>
internal sealed class FirstPeople(UseCases useCases, IServiceScopeFactory scopes, IEnumerable<Module> modules, Texts texts) : IFirstStart
{
    public async Task Prepare(bool empty, Action<string> say, CancellationToken ct)
    {
        if (!await AllThere(ct)) _ = (await useCases.Run(new KeepBuiltInRoles(), Actor.System, ct)).Value;
    }

    public async Task Greet(string url, Action<string> say, CancellationToken ct)
    {
        var nobody = await useCases.Run(new NobodyYet(), Actor.System, ct);
        if (nobody.Value)
        {
            say(texts["staff.set_up.link", url.TrimEnd('/') + (await useCases.Run(new MakeSetUpLink(), Actor.System, ct)).Value, OneTimeLink.Lasts.Days]);
            return;
        }
        await using var scope = scopes.CreateAsyncScope();
        var demo = await scope.ServiceProvider.GetRequiredService<GuanxiDb>().Setting<DemoSignIns>(ct);
        if (demo.People.Count == 0) return;
        say(texts["staff.demo.sign_ins", DemoSignIns.Password]);
        foreach (var person in demo.People) say($"  {texts.RoleName(person.Role),-12} {person.UserName}");
    }

    // Read first: most starts have nothing to write.
    private async Task<bool> AllThere(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var there = await db.Set<Role>().AsNoTracking().Where(r => r.BuiltIn).ToDictionaryAsync(r => r.Name, ct);
        return await db.Set<OrgUnit>().AnyAsync(ct) && BuiltInRoles.Of(modules).All(r => there.GetValueOrDefault(r.Name) is { } role && role.Has(r.Scope, r.Rights));
    }
}
