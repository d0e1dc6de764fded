using System.Collections.Concurrent;
using System.Collections.Frozen;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Staff.Roles;
using Guanxi.Staff.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Staff.People;

/// <summary>Finds a person as an actor: role, rights and units within reach. Kept for a few seconds, because every request asks.</summary>
internal sealed class Actors(IServiceScopeFactory scopes, TimeProvider clock) : IActors
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Id<Person>, (Actor? Actor, string Stamp, DateTimeOffset Until)> known = new();

    /// <summary>Forgets what it kept: roles or units changed.</summary>
    public void Forget() => known.Clear();

    /// <summary>Forgets one person, whose role, password or standing changed.</summary>
    public void Forget(Id<Person> id) => known.TryRemove(id, out _);

    public async Task<Actor?> Find(Id<Person> id, CancellationToken ct)
    {
        if (id == Actor.System.Id) return Actor.System;
        return (await Look(id, ct)).Actor;
    }

    /// <summary>True while the sign-in made with this stamp holds: the person is still there, and has neither changed the password nor signed out everywhere since.</summary>
    public async Task<bool> Holds(Id<Person> id, string? stamp, CancellationToken ct) => await Look(id, ct) is { Actor: not null } kept && kept.Stamp == stamp;

    private async Task<(Actor? Actor, string Stamp)> Look(Id<Person> id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(id, out var kept) && kept.Until > now) return (kept.Actor, kept.Stamp);
        var (actor, stamp) = await Load(id, ct);
        known[id] = (actor, stamp, now + Kept);
        return (actor, stamp);
    }

    private async Task<(Actor? Actor, string Stamp)> Load(Id<Person> id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var found = await (from person in db.Set<Colleague>().AsNoTracking()
                           join role in db.Set<Role>() on person.RoleId equals role.Id
                           join unit in db.Set<OrgUnit>() on person.UnitId equals unit.Id
                           where person.Id == id && person.Active
                           select new { person, role, unit }).FirstOrDefaultAsync(ct);
        if (found is null) return (null, "");
        var units = found.role.Scope == Scope.ShopTree
            ? await db.Set<OrgUnit>().Where(u => u.Path.StartsWith(found.unit.Path)).Select(u => u.Id).ToListAsync(ct)
            : [found.unit.Id];
        var actor = new Actor
        {
            Id = id, Name = found.person.Name, Scope = found.role.Scope, HomeUnit = found.unit.Id, Units = units, TimeZone = found.person.TimeZone,
            Rights = found.role.Rights.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(),
        };
        return (actor, found.person.SecurityStamp);
    }
}
