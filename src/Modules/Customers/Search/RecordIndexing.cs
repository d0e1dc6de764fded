using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guanxi.Customers.Search;

/// <summary>Keeps the indexes of records in step with what is saved, in the same transaction.</summary>
internal sealed class RecordIndexing(TokenIndexes indexes) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not GuanxiDb db) return result;
        var tables = SearchedTable.All(db);
        var touched = db.ChangeTracker.Entries().Select(e => (Entry: e, Table: tables.GetValueOrDefault(e.Metadata.GetTableName() ?? "")))
            .Where(e => e.Table is not null && (e.Entry.State == EntityState.Deleted || e.Table.Touched(e.Entry))).ToLookup(e => e.Table!, e => e.Entry);
        if (touched.Count == 0) return result;
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            foreach (var records in touched)
            {
                var index = indexes.Of(records.Key);
                await index.Remove(db, records.Where(e => e.State == EntityState.Deleted).Select(records.Key.IdOf), cancellationToken);
                await index.Put(db, records.Where(e => e.State != EntityState.Deleted).Select(e => (records.Key.IdOf(e), records.Key.TokensOf(e))), fresh: false, cancellationToken);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        return result;
    }

    /// <summary>Indexes rows that go past EF Core, where their table is one that is searched.</summary>
    /// <returns>The same rows, noted as they pass, and what puts them into the index once they are written.</returns>
    public static (IEnumerable<object?[]> Rows, Func<Task> Indexed) Passing(TokenIndexes indexes, GuanxiDb db, BulkTarget target, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        if (!SearchedTable.All(db).TryGetValue(target.Table, out var table)) return (rows, () => Task.CompletedTask);
        var id = Place("id");
        var texts = table.Columns.Select(Place).Where(place => place >= 0).ToArray();
        var noted = new List<(long, SearchedBy)>();
        return (Noted(), () => indexes.Of(table).Put(db, noted, fresh: target.Keys is null, ct));

        int Place(string column) => target.Columns.Index().Where(c => c.Item == column).Select(c => c.Index).FirstOrDefault(-1);

        IEnumerable<object?[]> Noted()
        {
            foreach (var row in rows)
            {
                noted.Add(((long)row[id]!, SearchTokens.OfTexts(texts.Select(t => (string?)row[t]))));
                yield return row;
            }
        }
    }
}
