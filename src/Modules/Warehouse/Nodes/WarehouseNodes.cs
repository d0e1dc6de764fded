using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Nodes;
using Guanxi.Warehouse.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Warehouse;

/// <summary>Which node leads the warehouse and since when, how far the copy of each node is, and what waits in each feed for the next load.</summary>
[Needs(WarehouseRights.Inspect)]
public sealed record WarehouseNodes : IQuestion<WarehouseNodesView>
{
    internal sealed class Handler(DataWarehouse warehouse, GuanxiDb db, IDatabase database, Leases leases, ThisNode node) : IHandler<WarehouseNodes, WarehouseNodesView>
    {
        public async Task<WarehouseNodesView> Handle(WarehouseNodes request, Actor actor, CancellationToken ct)
        {
            var (leader, state) = (await leases.See(DataWarehouse.Lease, ct), await warehouse.State(ct));
            var load = await db.Set<SharedLoad>().AsNoTracking().Select(l => l.Number).FirstOrDefaultAsync(ct);
            var copies = await db.Set<NodeCopy>().AsNoTracking().OrderByDescending(c => c.UpToDateAt).ToListAsync(ct);
            using var source = await database.OpenSnapshot(ct);
            return new()
            {
                Here = node.Name, Leader = leader is { Alive: true } ? leader.Node : null, LeaderSince = leader is { Alive: true } ? leader.Since : null, LeadsHere = leader is { Alive: true, Ours: true },
                UpToDateAt = state.UpToDateAt, Copies = [.. copies.Select(c => new CopyOfNode(c.Name, c.UpToDateAt, c.Number == load))],
                Feeds = await Task.Run(() => FeedLag.Of(source, warehouse.Feeds, state.UpToDateAt is { } until ? Micros.Of(until) : null), ct),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/warehouse/nodes", (Asker asker, CancellationToken ct) => asker.Answer(new WarehouseNodes(), ct))
        .Produces<WarehouseNodesView>().WithSummary("Which node leads the warehouse, and how far it is behind");
}

/// <summary>How it stands with the warehouse on the nodes that work on this database.</summary>
public sealed record WarehouseNodesView
{
    /// <summary>The node that answers.</summary>
    public string Here { get; init; } = "";

    /// <summary>The node that runs the insight and leads the loads; null while none does, at most for the length of a lease after one died.</summary>
    public string? Leader { get; init; }
    public DateTimeOffset? LeaderSince { get; init; }

    /// <summary>The node that answers is the one that leads.</summary>
    public bool LeadsHere { get; init; }

    /// <summary>Changes up to then are in the copy of the node that answers; null before the first load.</summary>
    public DateTimeOffset? UpToDateAt { get; init; }

    /// <summary>Of several nodes, the furthest first. Empty on SQLite, where there is one.</summary>
    public IReadOnlyList<CopyOfNode> Copies { get; init; } = [];
    public IReadOnlyList<FeedWait> Feeds { get; init; } = [];
}

/// <summary>How far a node's copy of the warehouse is.</summary>
/// <param name="Node">Its name.</param>
/// <param name="UpToDateAt">Changes up to then are in.</param>
/// <param name="Current">It holds the newest load.</param>
public sealed record CopyOfNode(string Node, DateTimeOffset UpToDateAt, bool Current);

/// <summary>What waits in a feed for the next load.</summary>
/// <param name="Feed">Its name.</param>
/// <param name="Waiting">Rows that changed or went since the last load, on the node that answers.</param>
/// <param name="OrMore">That many at least: more were not counted.</param>
/// <param name="Since">When the oldest of them changed; null where nothing waits, and before the first load.</param>
public sealed record FeedWait(string Feed, int Waiting, bool OrMore, DateTimeOffset? Since);
