using Guanxi.Data;
using Guanxi.Staff.People;

namespace Guanxi.Staff;

/// <summary>A setting that the demo firm leaves behind: whom a visitor may sign in as. Printed at every start; someone who chose an own password is taken out.</summary>
public sealed record DemoSignIns
{
    /// <summary>The password of everyone in the demo firm, so that it can be tried.</summary>
    public const string Password = "guanxi-demo";

    public IReadOnlyList<DemoSignIn> People { get; init; } = [];
}

internal static class DemoPeople
{
    /// <summary>Someone chose a password of their own: the demo's no longer fits, so it is no longer printed.</summary>
    public static async Task NoDemoSignIn(this GuanxiDb db, Colleague person, CancellationToken ct)
    {
        var demo = await db.Setting<DemoSignIns>(ct);
        if (demo.People.Any(p => p.UserName == person.UserName)) await db.Change(demo with { People = [.. demo.People.Where(p => p.UserName != person.UserName)] }, ct);
    }
}

/// <param name="Role">Name of a built-in role.</param>
/// <param name="UserName">What to type.</param>
public sealed record DemoSignIn(string Role, string UserName);
