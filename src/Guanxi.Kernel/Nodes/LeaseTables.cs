using Microsoft.EntityFrameworkCore;

namespace Guanxi.Nodes;

/// <summary>A node that ever worked on the database. Its number is in every id that it makes.</summary>
internal sealed class NodeEntry
{
    public int Number { get; private init; }
    public string Key { get; private init; } = "";
    public string Name { get; private init; } = "";

    /// <summary>By the database's clock. The number of one that was not seen for long is given to another.</summary>
    public DateTimeOffset SeenAt { get; private init; }
}

/// <summary>What only one node may do at a time, and which one does. All moments are the database's.</summary>
internal sealed class LeaseEntry
{
    public string Name { get; private init; } = "";

    /// <summary>The <see cref="NodeEntry.Number"/>.</summary>
    public int Holder { get; private init; }

    /// <summary>Raised whenever it is taken: who writes under an older one is no holder any more.</summary>
    public long Term { get; private init; }
    public DateTimeOffset TakenAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
}

internal sealed class LeaseTables : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<NodeEntry>(node =>
        {
            node.ToTable("kernel_node");
            node.HasKey(n => n.Number);
            node.Property(n => n.Key).HasMaxLength(64);
            node.Property(n => n.Name).HasMaxLength(ThisNode.LongestName);
            node.HasIndex(n => n.Key).IsUnique();
        });
        model.Entity<LeaseEntry>(lease =>
        {
            lease.ToTable("kernel_lease");
            lease.HasKey(l => l.Name);
            lease.Property(l => l.Name).HasMaxLength(80);
            lease.HasOne<NodeEntry>().WithMany().HasForeignKey(l => l.Holder).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
