using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.Roles;
using Guanxi.Staff.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.People;

/// <summary>One person, as people administration shows them.</summary>
public sealed record PersonView
{
    public required Id<Person> Id { get; init; }
    public required string Name { get; init; }
    public required string UserName { get; init; }
    public required string Role { get; init; }
    public required Id<Unit> UnitId { get; init; }
    public required string Unit { get; init; }
    public required bool Active { get; init; }

    /// <summary>False until a password was chosen.</summary>
    public required bool CanSignIn { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }
    public required int Version { get; init; }
}

/// <summary>The people within reach, with role and unit, by name.</summary>
[Needs(StaffRights.Read)]
public sealed record PeopleList : IQuestion<IReadOnlyList<PersonView>>
{
    /// <summary>Also those who left.</summary>
    public bool WithFormer { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<PeopleList, IReadOnlyList<PersonView>>
    {
        public async Task<IReadOnlyList<PersonView>> Handle(PeopleList request, Actor actor, CancellationToken ct) =>
            [.. (await Views(db, PersonReach.Within(db.Set<Colleague>(), actor).Where(p => p.Active || request.WithFormer)).ToListAsync(ct))
                .OrderByDescending(p => p.Active).ThenBy(p => p.Name, ByName.Order).ThenBy(p => p.Id.Value)];
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/people", (bool? withFormer, Asker asker, CancellationToken ct) => asker.Answer(new PeopleList { WithFormer = withFormer ?? false }, ct)).Produces<IReadOnlyList<PersonView>>();

    internal static IQueryable<PersonView> Views(GuanxiDb db, IQueryable<Colleague> people) =>
        from person in people
        join role in db.Set<Role>() on person.RoleId equals role.Id
        join unit in db.Set<OrgUnit>() on person.UnitId equals unit.Id
        select new PersonView
        {
            Id = person.Id, Name = person.Name, UserName = person.UserName, Role = role.Name, UnitId = unit.Id, Unit = unit.Name, Active = person.Active,
            CanSignIn = person.Active && person.PasswordHash != null, LastSignInAt = person.LastSignInAt, LockedUntil = person.LockedUntil, Version = person.Version,
        };
}

/// <summary>One person with role and unit.</summary>
[Needs(StaffRights.Read)]
public sealed record PersonDetails : IQuestion<PersonView>, IConcerns<Person>
{
    public Id<Person> PersonId { get; init; }
    Id<Person> IConcerns<Person>.Subject => PersonId;

    internal sealed class Handler(GuanxiDb db) : IHandler<PersonDetails, PersonView>
    {
        public async Task<PersonView> Handle(PersonDetails request, Actor actor, CancellationToken ct) =>
            Refuse.Missing(await PeopleList.Views(db, db.Set<Colleague>().Where(p => p.Id == request.PersonId)).FirstOrDefaultAsync(ct), "staff.person.not_found");
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/people/{personId}", (Id<Person> personId, Asker asker, CancellationToken ct) => asker.Answer(new PersonDetails { PersonId = personId }, ct)).Produces<PersonView>();
}
