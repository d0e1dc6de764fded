using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Roles;

/// <summary>Makes a role of the firm's own, or changes one. Nobody gives rights or a reach that they don't have.</summary>
[Needs(StaffRights.Edit)]
public sealed record EditRole : IUseCase<Id<RoleView>>
{
    /// <summary>None for a new role.</summary>
    public Id<RoleView>? RoleId { get; set; }
    [Required, StringLength(60)] public string Name { get; set; } = "";
    public Scope Scope { get; set; }
    public IReadOnlyList<string> Rights { get; set; } = [];

    internal sealed class Handler(GuanxiDb db, IEnumerable<Module> modules, Actors actors) : IHandler<EditRole, Id<RoleView>>
    {
        public async Task<Id<RoleView>> Handle(EditRole request, Actor actor, CancellationToken ct)
        {
            var known = Roles.Rights.Of(modules);
            var unknown = request.Rights.FirstOrDefault(r => !known.Contains(r));
            Refuse.Field(nameof(Rights), unknown is not null, "staff.role.right_unknown", unknown);
            var wanted = Role.Of(request.Name, request.Scope, request.Rights);
            wanted.GivenBy(actor);
            Id<Role>? id = request.RoleId is { IsNone: false } given ? new(given.Value) : null;
            Refuse.Field(nameof(Name), await db.Set<Role>().AnyAsync(r => r.Name == wanted.Name && r.Id != id, ct), "staff.role.name_taken");
            if (id is null)
            {
                db.Add(wanted);
                return new(wanted.Id.Value);
            }
            var role = Refuse.Missing(await db.Set<Role>().FirstOrDefaultAsync(r => r.Id == id, ct), "staff.role.not_found");
            role.GivenBy(actor);
            role.Change(request.Name, request.Scope, request.Rights);
            db.Afterwards(actors.Forget);
            return new(role.Id.Value);
        }
    }

    internal static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/roles", (EditRole request, Asker asker, CancellationToken ct) => asker.Created(request with { RoleId = null }, id => $"/api/roles/{id}", ct)).Produces<Id<RoleView>>(201).WithName("makeRole");
        api.MapPut("/roles/{roleId}", (Id<RoleView> roleId, EditRole request, Asker asker, CancellationToken ct) => asker.Answer(request with { RoleId = roleId }, ct)).Produces<Id<RoleView>>();
    }
}

/// <summary>Takes away a role of the firm's own that nobody has any more.</summary>
[Needs(StaffRights.Edit)]
public sealed record RemoveRole : IUseCase<bool>
{
    public Id<RoleView> RoleId { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<RemoveRole, bool>
    {
        public async Task<bool> Handle(RemoveRole request, Actor actor, CancellationToken ct)
        {
            var id = new Id<Role>(request.RoleId.Value);
            var role = Refuse.Missing(await db.Set<Role>().FirstOrDefaultAsync(r => r.Id == id, ct), "staff.role.not_found");
            Refuse.If(role.BuiltIn, "staff.role.built_in");
            Refuse.If(await db.Set<Colleague>().AnyAsync(p => p.RoleId == id, ct), "staff.role.has_people");
            db.Remove(role);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/roles/{roleId}", (Id<RoleView> roleId, Asker asker, CancellationToken ct) => asker.Answer(new RemoveRole { RoleId = roleId }, ct)).Produces<bool>();
}
