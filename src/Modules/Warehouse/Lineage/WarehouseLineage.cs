using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Warehouse;

/// <summary>Where the figures come from: the warehouse's tables in the order in which they are made, each with its grain, sources, checks and SQL.</summary>
[Needs(WarehouseRights.Inspect)]
public sealed record WarehouseLineage : IQuestion<IReadOnlyList<WarehouseTable>>
{
    internal sealed class Handler(DataWarehouse warehouse) : IHandler<WarehouseLineage, IReadOnlyList<WarehouseTable>>
    {
        public Task<IReadOnlyList<WarehouseTable>> Handle(WarehouseLineage request, Actor actor, CancellationToken ct) => warehouse.Tables(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/warehouse", (Asker asker, CancellationToken ct) => asker.Answer(new WarehouseLineage(), ct))
        .Produces<IReadOnlyList<WarehouseTable>>().WithSummary("Where the figures come from");
}

/// <summary>One table of the warehouse.</summary>
/// <param name="Name">As the SQL calls it.</param>
/// <param name="Layer"><c>feed</c>, <c>staging</c>, <c>dimensions</c>, <c>facts</c>, <c>marts</c>.</param>
/// <param name="Grain">What one row is.</param>
/// <param name="Key">Columns that no two rows share.</param>
/// <param name="Sources">Tables that it is made from; of a feed those of the operational database.</param>
/// <param name="Checks">What is asked at every build.</param>
/// <param name="Sql">How it is made.</param>
/// <param name="Rows">About how many rows; null for views, and before the first build.</param>
public sealed record WarehouseTable(string Name, string Layer, string Grain, IReadOnlyList<string> Key, IReadOnlyList<string> Sources, IReadOnlyList<string> Checks, string Sql, long? Rows);
