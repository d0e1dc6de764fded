using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Writing;

/// <summary>Who points to a record: read from the model, so that no module's facts are forgotten. Tables with a foreign key hold
/// facts; those that name a record without one hold what was worked out of facts.</summary>
[SuppressMessage("Security", "EF1002", Justification = "Table and column names come from the model, the numbers are ids.")]
internal static class References
{
    /// <returns>Those of the records that some fact points to.</returns>
    public static async Task<HashSet<long>> To<T>(GuanxiDb db, List<long> ids, CancellationToken ct)
    {
        var needed = new HashSet<long>();
        if (ids.Count == 0) return needed;
        foreach (var key in db.Model.FindEntityType(typeof(T))!.GetReferencingForeignKeys().Where(key => key.DeleteBehavior is not (DeleteBehavior.Cascade or DeleteBehavior.ClientCascade)))
        {
            var (table, column) = (key.DeclaringEntityType.GetTableName()!, key.Properties[0].GetColumnName());
            needed.UnionWith(await db.Database.SqlQueryRaw<long>($"SELECT DISTINCT {column} AS \"Value\" FROM {table} WHERE {column} IN ({List(ids)})").ToListAsync(ct));
        }

        return needed;
    }

    public static async Task RemoveDerived<T>(GuanxiDb db, List<long> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return;
        foreach (var entity in db.Model.GetEntityTypes())
            if (entity.FindProperty($"{typeof(T).Name}Id") is { } named && named.ClrType == typeof(Id<T>) && !named.IsForeignKey() && entity.ClrType != typeof(T))
                await db.Database.ExecuteSqlRawAsync($"DELETE FROM {entity.GetTableName()} WHERE {named.GetColumnName()} IN ({List(ids)})", ct);
    }

    private static string List(List<long> ids) => string.Join(", ", ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
}
