using Guanxi.Data;
using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Warehouse.Nodes;

/// <summary>The newest load of the node that has the warehouse's lease. The others bring their own copies to the same moment: the database lets them join it while it is open.</summary>
internal sealed class SharedLoad
{
    private const int Only = 1;

    public int Id { get; private init; } = Only;

    /// <summary>Each load has the next one.</summary>
    public long Number { get; private set; }

    /// <summary>What the database calls the moment.</summary>
    public string Snapshot { get; private set; } = "";

    /// <summary>Micros: every change stamped earlier is in it, or will never be.</summary>
    public long SettledUntil { get; private set; }

    /// <summary>The newest load for which somebody had the warehouse made anew; 0 where none was. Copies of older ones are thrown away first, also those that missed it.</summary>
    public long AnewNumber { get; private set; }
    public DateTimeOffset SharedAt { get; private set; }

    /// <summary>Shares a moment in the transaction under way.</summary>
    /// <returns>The load's number.</returns>
    public static async Task<long> Share(GuanxiDb db, string snapshot, long settledUntil, bool anew, DateTimeOffset at, CancellationToken ct)
    {
        var load = await db.Set<SharedLoad>().FirstOrDefaultAsync(ct);
        if (load is null) db.Add(load = new());
        (load.Number, load.Snapshot, load.SettledUntil, load.SharedAt) = (load.Number + 1, snapshot, settledUntil, at);
        if (anew) load.AnewNumber = load.Number;
        return load.Number;
    }
}

/// <summary>How far a node's own copy of the warehouse is.</summary>
internal sealed class NodeCopy
{
    /// <summary>The number that the node has among its peers.</summary>
    public int Node { get; private init; }
    public string Name { get; private set; } = "";

    /// <summary>The <see cref="SharedLoad.Number"/> that it holds.</summary>
    public long Number { get; private set; }

    /// <summary>Changes up to then are in.</summary>
    public DateTimeOffset UpToDateAt { get; private set; }

    public static async Task Note(GuanxiDb db, string name, long number, DateTimeOffset upToDateAt, CancellationToken ct)
    {
        var copy = await db.Set<NodeCopy>().FirstOrDefaultAsync(c => c.Node == Ids.Node, ct);
        if (copy is null) db.Add(copy = new() { Node = Ids.Node });
        (copy.Name, copy.Number, copy.UpToDateAt) = (name, number, upToDateAt);
    }
}

internal sealed class SharedLoadTables : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<SharedLoad>(load =>
        {
            load.ToTable("warehouse_load");
            load.HasKey(l => l.Id);
            load.Property(l => l.Snapshot).HasMaxLength(80);
        });
        model.Entity<NodeCopy>(copy =>
        {
            copy.ToTable("warehouse_copy");
            copy.HasKey(c => c.Node);
            copy.Property(c => c.Name).HasMaxLength(ThisNode.LongestName);
            copy.OfNode(c => c.Node);
        });
    }
}
