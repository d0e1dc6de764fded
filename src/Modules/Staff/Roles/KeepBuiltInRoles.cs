using Guanxi.Data;
using Guanxi.Staff.People;
using Guanxi.Staff.Units;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Roles;

/// <summary>Makes the built-in roles and the firm's root unit where they are missing, and gives built-in roles the rights that this version has.</summary>
[Needs(StaffRights.Edit)]
internal sealed record KeepBuiltInRoles : IUseCase<int>
{
    internal sealed class Handler(GuanxiDb db, IEnumerable<Module> modules, Texts texts, Actors actors) : IHandler<KeepBuiltInRoles, int>
    {
        public async Task<int> Handle(KeepBuiltInRoles request, Actor actor, CancellationToken ct)
        {
            var there = await db.Set<Role>().Where(r => r.BuiltIn).ToDictionaryAsync(r => r.Name, ct);
            foreach (var (name, scope, rights) in BuiltInRoles.Of(modules))
                if (there.GetValueOrDefault(name) is { } role) role.Follow(scope, rights);
                else db.Add(Role.Of(name, scope, rights, builtIn: true));
            if (!await db.Set<OrgUnit>().AnyAsync(ct)) db.Add(OrgUnit.Found(texts["staff.unit.firm"], UnitKind.Firm, null));
            db.Afterwards(actors.Forget);
            return there.Count;
        }
    }
}
