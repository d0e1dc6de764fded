using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.Units;

/// <summary>Renames, closes or reopens a unit. Only a unit without people and open units below it closes; its customers stay where they are.</summary>
[Needs(StaffRights.Edit)]
public sealed record EditUnit : IUseCase<bool>
{
    public Id<Unit> UnitId { get; set; }
    [Required, StringLength(120)] public string Name { get; set; } = "";

    /// <summary>False closes it.</summary>
    public bool Open { get; set; } = true;

    internal sealed class Handler(GuanxiDb db, Actors actors) : IHandler<EditUnit, bool>
    {
        public async Task<bool> Handle(EditUnit request, Actor actor, CancellationToken ct)
        {
            var unit = await db.Set<OrgUnit>().FirstOrDefaultAsync(u => u.Id == request.UnitId, ct);
            Refuse.If(unit is null || (actor.Scope != Scope.All && !actor.Units.Contains(unit.Id)), "staff.unit.not_found");
            Refuse.Field(nameof(Name), await db.Set<OrgUnit>().AnyAsync(u => u.ParentId == unit.ParentId && u.Id != unit.Id && u.Name == request.Name.Trim(), ct), "staff.unit.name_taken");
            unit.Rename(request.Name);
            if (request.Open) unit.Reopen();
            else if (unit.Open)
            {
                Refuse.If(await db.Set<Colleague>().AnyAsync(p => p.UnitId == unit.Id && p.Active, ct), "staff.unit.has_people");
                Refuse.If(await db.Set<OrgUnit>().AnyAsync(u => u.ParentId == unit.Id && u.Open, ct), "staff.unit.has_units");
                unit.Close();
            }
            db.Afterwards(actors.Forget);
            return unit.Open;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPut("/units/{unitId}", (Id<Unit> unitId, EditUnit request, Asker asker, CancellationToken ct) => asker.Answer(request with { UnitId = unitId }, ct)).Produces<bool>();
}
