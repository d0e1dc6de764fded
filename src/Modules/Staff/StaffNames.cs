using System.Globalization;
using Guanxi.Data;
using Guanxi.Staff.People;
using Guanxi.Staff.Roles;
using Guanxi.Staff.Units;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff;

/// <summary>A person as other modules show and choose them.</summary>
public sealed record PersonName
{
    public Id<Person> Id { get; init; }
    public string Name { get; init; } = "";
    public Id<Unit> UnitId { get; init; }

    /// <summary>False once they left: still shown where they did something, no longer offered.</summary>
    public bool Active { get; init; }
}

/// <summary>A unit as other modules show and choose it.</summary>
public sealed record UnitName
{
    public Id<Unit> Id { get; init; }
    public string Name { get; init; } = "";
    public Id<Unit>? ParentId { get; init; }

    /// <summary>Ids from the root down to this unit, each between slashes: a subtree is a prefix.</summary>
    public string Path { get; init; } = "";

    /// <summary>Region, shop or team.</summary>
    public UnitKind Kind { get; init; }

    /// <summary>False once closed: still shown where it was, no longer offered.</summary>
    public bool Open { get; init; } = true;

    /// <summary>0 for the firm itself.</summary>
    public int Depth => Path.Count(c => c == '/') - 2;
}

/// <summary>Someone who leads a unit: works there, and their role reaches over it and all below.</summary>
public sealed record UnitLead
{
    public Id<Unit> UnitId { get; init; }
    public Id<Person> PersonId { get; init; }
}

/// <summary>People and units as read shapes to join, so that no other module touches the tables.</summary>
public static class StaffNames
{
    public static IQueryable<PersonName> PersonNames(this GuanxiDb db) =>
        db.Set<Colleague>().Select(p => new PersonName { Id = p.Id, Name = p.Name, UnitId = p.UnitId, Active = p.Active });

    private static readonly PreparedQuery<Id<Person>, string?> NameOf = PreparedQuery.One((GuanxiDb db, Id<Person> person, CancellationToken _) =>
        db.Set<Colleague>().Where(p => p.Id == person).Select(p => p.Name).FirstOrDefault());

    private static readonly PreparedQuery<Id<Unit>, string?> UnitOf = PreparedQuery.One((GuanxiDb db, Id<Unit> unit, CancellationToken _) =>
        db.Set<OrgUnit>().Where(u => u.Id == unit).Select(u => u.Name).FirstOrDefault());

    /// <summary>What a person is called; null for nobody.</summary>
    public static Task<string?> PersonName(this GuanxiDb db, Id<Person>? person, CancellationToken ct) =>
        person is { IsNone: false } id ? db.Once((nameof(PersonName), id), () => NameOf.Run(db, id, ct)) : Task.FromResult<string?>(null);

    /// <summary>What a unit is called; null for none.</summary>
    public static Task<string?> UnitName(this GuanxiDb db, Id<Unit>? unit, CancellationToken ct) =>
        unit is { IsNone: false } id ? db.Once((nameof(UnitName), id), () => UnitOf.Run(db, id, ct)) : Task.FromResult<string?>(null);

    /// <summary>What these people are called. Nobody is asked for where there is nobody; who is unknown is left out.</summary>
    public static async Task<IReadOnlyDictionary<Id<Person>, string>> NamesOf(this GuanxiDb db, IEnumerable<Id<Person>> people, CancellationToken ct)
    {
        var ids = people.Where(p => !p.IsNone).Distinct().ToList();
        if (ids.Count == 0) return new Dictionary<Id<Person>, string>();
        if (ids.Count == 1) return await db.PersonName(ids[0], ct) is { } name ? new Dictionary<Id<Person>, string> { [ids[0]] = name } : [];
        // Their names alone: as they are, people would be read and watched with all that they have.
        return await db.Set<Colleague>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
    }

    /// <summary>The language in which a person reads; the product's first where they chose none.</summary>
    public static async Task<CultureInfo> LanguageOf(this GuanxiDb db, Id<Person> person, CancellationToken ct) => CultureInfo.GetCultureInfo(
        await db.Set<Colleague>().Where(p => p.Id == person).Select(p => p.Language).FirstOrDefaultAsync(ct) ?? Texts.Languages[0]);

    /// <summary>The role of a person; null where nobody has that id.</summary>
    public static async Task<Id<RoleView>?> RoleOf(this GuanxiDb db, Id<Person> person, CancellationToken ct) =>
        await db.Set<Colleague>().Where(p => p.Id == person).Select(p => (Id<Role>?)p.RoleId).FirstOrDefaultAsync(ct) is { } role ? new Id<RoleView>(role.Value) : null;

    /// <summary>Whether somebody else who still works here has the right: what asks for two people can't be done by one, unless there is no second.</summary>
    public static Task<bool> AnyoneElseMay(this GuanxiDb db, string right, Id<Person> than, CancellationToken ct)
    {
        var word = $" {right} ";
        return (from p in db.Set<Colleague>()
                join role in db.Set<Role>() on p.RoleId equals role.Id
                where p.Active && p.Id != than && (role.Rights == "*" || (" " + role.Rights + " ").Contains(word))
                select p).AnyAsync(ct);
    }

    /// <summary>Those who still work here and whose role has the right.</summary>
    public static IQueryable<Id<Person>> PeopleWho(this GuanxiDb db, string right)
    {
        var word = $" {right} ";
        return from p in db.Set<Colleague>()
               join role in db.Set<Role>() on p.RoleId equals role.Id
               where p.Active && (role.Rights == "*" || (" " + role.Rights + " ").Contains(word))
               select p.Id;
    }

    public static IQueryable<UnitName> UnitNames(this GuanxiDb db) =>
        db.Set<OrgUnit>().Select(u => new UnitName { Id = u.Id, Name = u.Name, ParentId = u.ParentId, Path = u.Path, Kind = u.Kind, Open = u.Open });

    /// <summary>Those who are still there; a unit may have several, or nobody.</summary>
    public static IQueryable<UnitLead> UnitLeads(this GuanxiDb db) =>
        from person in db.Set<Colleague>()
        join role in db.Set<Role>() on person.RoleId equals role.Id
        where person.Active && role.Scope == Scope.ShopTree
        select new UnitLead { UnitId = person.UnitId, PersonId = person.Id };
}
