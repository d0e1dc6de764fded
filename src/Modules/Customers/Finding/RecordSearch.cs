using Guanxi.Customers.Search;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Guanxi.Customers;

/// <summary>Finds customers' records by any part of their texts.</summary>
public sealed class RecordSearch
{
    private readonly GuanxiDb db;
    private readonly TokenIndexes indexes;

    internal RecordSearch(GuanxiDb db, TokenIndexes indexes) => (this.db, this.indexes) = (db, indexes);

    /// <summary>The records with all of the words, those entered last first, of customers within the actor's scope.</summary>
    /// <typeparam name="T">An entity of a customer, with properties marked <see cref="SearchedAttribute"/> and an index on its id.</typeparam>
    /// <param name="words">As typed.</param>
    /// <param name="count">At most so many.</param>
    public async Task<IReadOnlyList<Id<T>>> Find<T>(string words, int count, Actor actor, CancellationToken ct)
    {
        var query = SearchQuery.Parse(words);
        if (query.IsEmpty) return [];
        var table = SearchedTable.All(db)[db.Model.FindEntityType(typeof(T))!.GetTableName()!];
        var index = indexes.Of(table);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            // Who drives the join is said by CROSS JOIN: the matches from the latest on, until there are enough.
            command.CommandText = $"SELECT m.id FROM {index.Matching("words")} m CROSS JOIN {table.Name} r CROSS JOIN customers_customer c WHERE r.id = +m.id AND c.id = r.customer_id AND {actor.VisibleSql("c")} ORDER BY m.id DESC LIMIT {count}";
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("words", index.Value(query));
            command.Parameters.Add(parameter);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var found = new List<Id<T>>();
            while (await reader.ReadAsync(ct)) found.Add(new(reader.GetInt64(0)));
            return found;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
