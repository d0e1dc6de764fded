using System.CommandLine;
using Guanxi.Data;
using Guanxi.Staff.People;
using Guanxi.Staff.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Staff;

/// <summary><c>guanxi user add</c> and <c>guanxi user list</c>.</summary>
internal static class UserCommands
{
    /// <summary>Someone who was added.</summary>
    private sealed record Added(Id<Person> Id, string Name, string UserName, string Role, string? PasswordLink);

    public static Command Build(CommandHost host)
    {
        var command = new Command("user");
        command.Add(Add(host));
        var list = new Command("list");
        list.SetAction((parsed, ct) => host.Run(parsed,
            (services, token) => services.GetRequiredService<UseCases>().Run(new PeopleList { WithFormer = true }, Actor.System, token),
            (texts, people) => string.Join(Environment.NewLine, people.Select(p => $"{p.UserName,-20} {texts.RoleName(p.Role),-12} {p.Name} ({p.Unit}){(p.Active ? "" : " – " + texts["staff.person.former"])}")), ct));
        command.Add(list);
        return command;
    }

    private static Command Add(CommandHost host)
    {
        var name = new Option<string>("--name") { Required = true };
        var user = new Option<string>("--user") { Required = true };
        var role = new Option<string>("--role") { Required = true };
        var unit = new Option<string?>("--unit");
        var password = new Option<bool>("--password-stdin");
        var add = new Command("add") { name, user, role, unit, password };
        add.SetAction((parsed, ct) => host.Run(parsed, async (services, token) =>
        {
            var useCases = services.GetRequiredService<UseCases>();
            var hire = new Hire { Name = parsed.GetValue(name)!, UserName = parsed.GetValue(user)!, Role = parsed.GetValue(role)! };
            if (parsed.GetValue(password)) hire.Password = await Console.In.ReadLineAsync(token) ?? "";
            if (hire.Password is { Length: 0 }) return Outcome<Added>.Refused("staff.password.too_short", [Passwords.Shortest]);
            if (parsed.GetValue(unit) is { } wanted)
            {
                var found = await UnitsCalled(services, wanted, token);
                if (found.Count != 1) return Outcome<Added>.Refused(found.Count == 0 ? "staff.unit.not_found" : "staff.unit.ambiguous", [wanted]);
                hire.UnitId = found[0];
            }
            var hired = await useCases.Run(hire, Actor.System, token);
            if (!hired.Ok) return Outcome<Added>.Refused(hired.Refusal, hired.Args, hired.Fields);
            var link = hire.Password is null ? (await useCases.Run(new MakePasswordLink { PersonId = hired.Value }, Actor.System, token)).Value.Path : null;
            return Outcome<Added>.Done(new(hired.Value, hire.Name.Trim(), hire.UserName.Trim(), hire.Role, link));
        }, (texts, added) => added.PasswordLink is null ? texts["staff.user.added", added.UserName] : texts["staff.user.added_with_link", added.UserName, added.PasswordLink], ct));
        return add;
    }

    private static async Task<List<Id<Unit>>> UnitsCalled(IServiceProvider services, string name, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GuanxiDb>().UnitNames().Where(u => u.Open && u.Name == name).Select(u => u.Id).Take(2).ToListAsync(ct);
    }

    /// <summary>A role's name for people: built-in ones in the reader's language.</summary>
    public static string RoleName(this Texts texts, string role) => texts.Find($"staff.role_name.{role}") ?? role;
}
