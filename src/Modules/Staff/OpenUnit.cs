using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff.People;
using Guanxi.Staff.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff;

public enum UnitKind { Firm, Region, Shop, Team }

/// <summary>Opens a region, shop or team under another unit.</summary>
[Needs(StaffRights.Edit)]
public sealed record OpenUnit : IUseCase<Id<Unit>>
{
    [Required, StringLength(120)] public string Name { get; set; } = "";
    public UnitKind Kind { get; set; } = UnitKind.Team;

    /// <summary>The unit above; without one, the firm itself.</summary>
    public Id<Unit>? ParentId { get; set; }

    internal sealed class Handler(GuanxiDb db, Actors actors) : IHandler<OpenUnit, Id<Unit>>
    {
        public async Task<Id<Unit>> Handle(OpenUnit request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(Kind), request.Kind == UnitKind.Firm, "staff.unit.one_firm");
            var parent = Refuse.Missing(request.ParentId is { IsNone: false } id
                ? await db.Set<OrgUnit>().OpenFor(actor).FirstOrDefaultAsync(u => u.Id == id, ct)
                : await db.Set<OrgUnit>().OpenFor(actor).FirstOrDefaultAsync(u => u.ParentId == null, ct), "staff.unit.not_found");
            Refuse.Field(nameof(Name), await db.Set<OrgUnit>().AnyAsync(u => u.ParentId == parent.Id && u.Name == request.Name.Trim(), ct), "staff.unit.name_taken");
            var unit = OrgUnit.Found(request.Name, request.Kind, parent);
            db.Add(unit);
            db.Afterwards(actors.Forget);
            return unit.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/units", (OpenUnit request, Asker asker, CancellationToken ct) => asker.Created(request, id => $"/api/units/{id}", ct)).Produces<Id<Unit>>(201);
}
