using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Scorecards;

/// <summary>Reach narrowed to a unit: whoever asks for a shop's figures is, for this question, somebody who sees that shop and no more.</summary>
internal static class ScorecardReach
{
    // Whoever sees single customers only stands in a unit too, and sees no more of it for that.
    private static bool MayAsk(Actor actor, Id<Unit> unit) => actor.Scope == Scope.All || (actor.Scope != Scope.Own && actor.Units.Contains(unit));

    /// <summary>The units that someone may choose among, each after the one above it; nobody who sees single customers only has any.</summary>
    public static IEnumerable<UnitName> Choices(IEnumerable<UnitName> units, Actor actor) => actor.Scope switch
    {
        Scope.All => units,
        Scope.ShopTree => units.Where(u => actor.Units.Contains(u.Id)),
        _ => [],
    };

    /// <param name="unit">With all below it; null leaves the reach as it is.</param>
    /// <exception cref="RefusedException">There is no such unit within reach.</exception>
    public static async Task<Actor> Of(GuanxiDb db, Actor actor, Id<Unit>? unit, CancellationToken ct)
    {
        if (unit is not { IsNone: false } id) return actor;
        var path = await db.UnitNames().Where(u => u.Id == id).Select(u => u.Path).FirstOrDefaultAsync(ct);
        Refuse.Field("UnitId", path is null || !MayAsk(actor, id), "value.scorecard.unit_unknown");
        var below = await db.UnitNames().Where(u => u.Path.StartsWith(path!)).Select(u => u.Id).ToListAsync(ct);
        // Without a person: what somebody owns in other units does not belong to this one.
        return actor with { Id = default, Scope = Scope.Team, Units = actor.Scope == Scope.All ? below : [.. below.Where(actor.Units.Contains)] };
    }
}
