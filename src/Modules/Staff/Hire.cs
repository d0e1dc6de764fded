using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.People;
using Guanxi.Staff.Roles;
using Guanxi.Staff.SignIn;
using Guanxi.Staff.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff;

/// <summary>Adds a person with a role in a unit. Without a password they can't sign in until they are sent a link to choose one.</summary>
[Needs(StaffRights.Edit)]
public sealed record Hire : IUseCase<Id<Person>>
{
    [Required, StringLength(120)] public string Name { get; set; } = "";
    [Required, StringLength(120)] public string UserName { get; set; } = "";

    /// <summary>Name of the role: owner, manager, sales, service, clerk, or one of the firm's own.</summary>
    [Required, StringLength(60)] public string Role { get; set; } = "";

    /// <summary>Where they work; without one, the firm itself.</summary>
    public Id<Unit>? UnitId { get; set; }
    [StringLength(128)] public string? Password { get; set; }

    internal sealed class Handler(GuanxiDb db, Passwords passwords) : IHandler<Hire, Id<Person>>
    {
        public async Task<Id<Person>> Handle(Hire request, Actor actor, CancellationToken ct)
        {
            var role = await db.Set<Role>().FirstOrDefaultAsync(r => r.Name == request.Role.Trim(), ct);
            Refuse.Field(nameof(Role), role is null, "staff.role.not_found", request.Role);
            role.GivenBy(actor);
            var unit = request.UnitId is { IsNone: false } id
                ? await db.Set<OrgUnit>().OpenFor(actor).FirstOrDefaultAsync(u => u.Id == id, ct)
                : await db.Set<OrgUnit>().OpenFor(actor).FirstOrDefaultAsync(u => u.ParentId == null, ct);
            Refuse.Field(nameof(UnitId), unit is null, "staff.unit.not_found");
            var person = Colleague.Hire(request.Name, request.UserName, role.Id, unit.Id);
            Refuse.Field(nameof(UserName), await db.Set<Colleague>().AnyAsync(p => p.NormalizedUserName == person.NormalizedUserName, ct), "staff.person.user_name_taken", person.UserName);
            if (!string.IsNullOrEmpty(request.Password)) passwords.Set(person, request.Password, nameof(Password));
            db.Add(person);
            return person.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/people", (Hire request, Asker asker, CancellationToken ct) => asker.Created(request, id => $"/api/people/{id}", ct)).Produces<Id<Person>>(201);
}
