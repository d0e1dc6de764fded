using Guanxi.Data;

namespace Guanxi.Staff;

/// <summary>A setting that the demo firm leaves behind: whom a visitor may sign in as. Printed at every start; someone who chose an own password is taken out.</summary>
public sealed record DemoSignIns
{
    /// <summary>The password of everyone in the demo firm, so that it can be tried.</summary>
    public const string Password = "guanxi-demo";

    public IReadOnlyList<DemoSignIn> People { get; init; } = [];
}

/// <param name="Role">Name of a built-in role.</param>
/// <param name="UserName">What to type.</param>
public sealed record DemoSignIn(string Role, string UserName);
