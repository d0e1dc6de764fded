using System.Globalization;

namespace Guanxi.Value.Behaviour;

/// <summary>Scope as parameters of a question to the warehouse: $2 to $4 of those that count customers. It knows owners and units as they were when it was last built.</summary>
internal static class WarehouseReach
{
    /// <summary>1 for all customers; the owner whose customers count; the units whose customers count, each between commas.</summary>
    public static object[] Of(Actor actor) =>
    [
        actor.Scope == Scope.All ? 1L : 0L, actor.Id.Value,
        actor.Scope == Scope.Own ? "," : $",{string.Join(',', actor.Units.Select(u => u.Value.ToString(CultureInfo.InvariantCulture)))},",
    ];
}
