using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Guanxi.Data;

/// <summary>A row that is gone, so that the warehouse can take it out too.</summary>
public sealed class Tombstone
{
    public long Id { get; private init; } = Ids.Next();
    public string TableName { get; private init; } = "";
    public long CustomerId { get; private init; }
    public long RowId { get; private init; }
    public long ChangeStamp { get; private init; }

    internal static Tombstone Of(EntityEntry entry, IFed fed, long stamp) =>
        Of(entry.Metadata.GetTableName()!, fed.FeedCustomer, ((IEntity)entry.Entity).Key, stamp);

    /// <param name="table">Table of the row, e.g. <c>sales_order</c>.</param>
    /// <param name="customer">Its customer; 0 for shared tables.</param>
    /// <param name="row">Its id.</param>
    /// <param name="stamp">When, in microseconds since 1970.</param>
    public static Tombstone Of(string table, long customer, long row, long stamp) =>
        new() { TableName = table, CustomerId = customer, RowId = row, ChangeStamp = stamp };
}

internal sealed class TombstoneTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Tombstone>(tombstone =>
    {
        tombstone.HasKey(t => t.Id);
        tombstone.Property(t => t.TableName).HasMaxLength(60);
        tombstone.HasIndex(t => t.ChangeStamp);
        // A row that comes back to its customer takes its tombstone away.
        tombstone.HasIndex(t => new { t.CustomerId, t.TableName, t.RowId });
    });
}
