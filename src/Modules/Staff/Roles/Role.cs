using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Roles;

/// <summary>A set of rights and how far they reach. The name of a built-in role is a text key's last word: owner, manager, sales, service, clerk.</summary>
internal sealed class Role : Entity<Role>
{
    [History] public string Name { get; private set; } = "";
    public bool BuiltIn { get; private init; }
    [History] public Scope Scope { get; private set; }

    /// <summary>Rights, blank between them; <c>*</c> for all.</summary>
    [History] public string Rights { get; private set; } = "";

    public static Role Of(string name, Scope scope, IEnumerable<string> rights, bool builtIn = false)
    {
        Refuse.If(string.IsNullOrWhiteSpace(name), "staff.role.name_missing");
        return new() { Name = name.Trim(), BuiltIn = builtIn, Scope = scope, Rights = Join(rights) };
    }

    /// <summary>Whether it is just so already.</summary>
    public bool Has(Scope scope, IEnumerable<string> rights) => Scope == scope && Rights == Join(rights);

    /// <summary>A built-in role gets what this version of the program plans for it.</summary>
    public void Follow(Scope scope, IEnumerable<string> rights) => (Scope, Rights) = (scope, Join(rights));

    /// <summary>Nobody gives a role that can do more than they can: who may edit people could else make themselves owner.</summary>
    public void GivenBy(Actor actor) =>
        Refuse.If(List.Any(r => !actor.May(r)) || Scope > actor.Scope, "staff.role.beyond_own");

    /// <summary>The rights one by one.</summary>
    public IReadOnlyList<string> List => Rights.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public void Change(string name, Scope scope, IEnumerable<string> rights)
    {
        Refuse.If(BuiltIn, "staff.role.built_in");
        Refuse.If(string.IsNullOrWhiteSpace(name), "staff.role.name_missing");
        (Name, Scope, Rights) = (name.Trim(), scope, Join(rights));
    }

    private static string Join(IEnumerable<string> rights) => string.Join(' ', rights.Distinct().Order(StringComparer.Ordinal));
}

internal sealed class RoleTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Role>(role =>
    {
        role.HasKey(r => r.Id);
        role.Ignore(r => r.List);
        role.Property(r => r.Name).HasMaxLength(60);
        role.Property(r => r.Scope).HasConversion<string>().HasMaxLength(20);
        role.HasIndex(r => r.Name).IsUnique();
    });
}
