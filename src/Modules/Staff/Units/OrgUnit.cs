using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Units;

/// <summary>A place in the firm's tree: the firm itself, a region, a shop, a team.</summary>
internal sealed class OrgUnit : Entity<Unit>
{
    [History] public string Name { get; private set; } = "";
    public UnitKind Kind { get; private init; }
    public Id<Unit>? ParentId { get; private init; }

    /// <summary>Ids from the root down to this unit, each between slashes: a subtree is a prefix.</summary>
    public string Path { get; private init; } = "";

    public static OrgUnit Found(string name, UnitKind kind, OrgUnit? parent)
    {
        Refuse.If(string.IsNullOrWhiteSpace(name), "staff.unit.name_missing");
        var id = Id<Unit>.New();
        return new() { Id = id, Name = name.Trim(), Kind = kind, ParentId = parent?.Id, Path = $"{parent?.Path ?? "/"}{id}/" };
    }

    /// <summary>Closed units keep their customers and their past, but are no longer offered.</summary>
    [History] public bool Open { get; private set; } = true;

    public void Close()
    {
        Refuse.If(ParentId is null, "staff.unit.firm_stays");
        Open = false;
    }

    public void Reopen() => Open = true;

    public void Rename(string name)
    {
        Refuse.If(string.IsNullOrWhiteSpace(name), "staff.unit.name_missing");
        Name = name.Trim();
    }
}

internal static class OrgUnits
{
    /// <summary>The open units that the actor may put people into.</summary>
    public static IQueryable<OrgUnit> OpenFor(this IQueryable<OrgUnit> units, Actor actor)
    {
        var within = actor.Units;
        return units.Where(u => u.Open && (actor.Scope == Scope.All || within.Contains(u.Id)));
    }
}

internal sealed class OrgUnitTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<OrgUnit>(unit =>
    {
        unit.ToTable("staff_unit");
        unit.HasKey(u => u.Id);
        unit.Property(u => u.Name).HasMaxLength(120);
        unit.Property(u => u.Kind).HasConversion<string>().HasMaxLength(20);
        unit.Property(u => u.Path).HasMaxLength(400);
        unit.HasIndex(u => u.Path);
    });
}
