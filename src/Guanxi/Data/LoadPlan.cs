using Microsoft.EntityFrameworkCore;

namespace Guanxi.Data;

/// <summary>What a big load puts aside, as the model has it: in the names and columns that the migrations gave.</summary>
internal static class LoadPlan
{
    /// <summary>Secondary indexes, as SQL that drops and SQL that makes them; both databases understand it.</summary>
    public static IReadOnlyList<(string Drop, string Make)> Indexes(GuanxiDb db, IReadOnlyList<string> tables) =>
    [
        .. from table in tables
           from entity in db.Model.GetEntityTypes().Where(e => e.GetTableName() == table)
           from index in entity.GetIndexes()
           let name = index.GetDatabaseName()
           let columns = string.Join(", ", index.Properties.Select(p => p.GetColumnName()))
           select ($"DROP INDEX IF EXISTS {name}", $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX IF NOT EXISTS {name} ON {table} ({columns})"),
    ];

    /// <summary>Foreign keys of these tables, for databases that can take them off.</summary>
    public static IReadOnlyList<(string Drop, string Make)> ForeignKeys(GuanxiDb db, IReadOnlyList<string> tables) =>
    [
        .. from table in tables
           from entity in db.Model.GetEntityTypes().Where(e => e.GetTableName() == table)
           from key in entity.GetForeignKeys()
           let columns = string.Join(", ", key.Properties.Select(p => p.GetColumnName()))
           let others = string.Join(", ", key.PrincipalKey.Properties.Select(p => p.GetColumnName()))
           select ($"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {key.GetConstraintName()}",
               $"ALTER TABLE {table} ADD CONSTRAINT {key.GetConstraintName()} FOREIGN KEY ({columns}) REFERENCES {key.PrincipalEntityType.GetTableName()} ({others}) ON DELETE {(key.DeleteBehavior == DeleteBehavior.Cascade ? "CASCADE" : "RESTRICT")}"),
    ];

    /// <summary>Takes everything off, works, and puts everything back, also when the work failed.</summary>
    public static async Task Around(GuanxiDb db, IReadOnlyList<(string Drop, string Make)> aside, Func<Task> work, CancellationToken ct)
    {
        foreach (var (drop, _) in aside) await db.Database.ExecuteSqlRawAsync(drop, ct);
        try
        {
            await work();
        }
        finally
        {
            // Not to be cancelled, and one that fails must not keep the others away: a database without its indexes and keys is no database.
            var faults = new List<Exception>();
            foreach (var (_, make) in aside)
                try { await db.Database.ExecuteSqlRawAsync(make, CancellationToken.None); }
                catch (System.Data.Common.DbException fault) { faults.Add(fault); }
            if (faults.Count > 0) throw new AggregateException("After a big load not every index and key could be made again.", faults);
        }
    }
}
