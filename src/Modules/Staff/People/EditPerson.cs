using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.Roles;
using Guanxi.Staff.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.People;

/// <summary>Changes a person's name, role or unit. It counts from their next click.</summary>
[Needs(StaffRights.Edit)]
public sealed record EditPerson : IUseCase<int>, IConcerns<Person>
{
    public Id<Person> PersonId { get; set; }
    [Required, StringLength(120)] public string Name { get; set; } = "";
    [Required, StringLength(60)] public string Role { get; set; } = "";
    public Id<Unit> UnitId { get; set; }

    /// <summary>The version that was read; without it, whatever is there is overwritten.</summary>
    public int? Version { get; set; }
    Id<Person> IConcerns<Person>.Subject => PersonId;

    internal sealed class Handler(GuanxiDb db, Actors actors) : IHandler<EditPerson, int>
    {
        public async Task<int> Handle(EditPerson request, Actor actor, CancellationToken ct)
        {
            var person = await db.By(actor, request.PersonId, ct);
            Refuse.If(request.Version is { } seen && seen != person.Version, "staff.person.changed_meanwhile");
            var role = await db.Set<Role>().FirstOrDefaultAsync(r => r.Name == request.Role.Trim(), ct);
            Refuse.Field(nameof(Role), role is null, "staff.role.not_found", request.Role);
            role.GivenBy(actor);
            Refuse.Field(nameof(UnitId), !await db.Set<OrgUnit>().OpenFor(actor).AnyAsync(u => u.Id == request.UnitId, ct), "staff.unit.not_found");
            if (role.Rights != "*") await db.KeepAnOwner(person, ct);
            person.Rename(request.Name);
            person.Move(role.Id, request.UnitId);
            db.Afterwards(() => actors.Forget(person.Id));
            return person.Version + 1;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPut("/people/{personId}", (Id<Person> personId, EditPerson request, Asker asker, CancellationToken ct) => asker.Answer(request with { PersonId = personId }, ct)).Produces<int>();
}
