using System.Data.Common;
using Guanxi.Customers.Search;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Guanxi.Customers;

/// <summary>Finds customers' records by any part of their texts.</summary>
public sealed class RecordSearch
{
    // Up to so many customers are asked one by one for their records, which takes the same time however common the words are.
    private const int Few = 2_000;

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
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("words", index.Value(query));
            command.Parameters.Add(parameter);
            command.CommandText = await OfFew(actor, ct)
                ? $"SELECT r.id FROM customers_customer c JOIN {table.Name} r ON r.customer_id = c.id WHERE {actor.VisibleSql("c")} AND {index.Matches("r.id", "words")} ORDER BY r.id DESC LIMIT {count}"
                // Who drives the join is said by CROSS JOIN: the matches from the latest on, until there are enough.
                : $"SELECT m.id FROM {(await IsCommon(index, command, ct) ? index.Latest("words") : index.Matching("words"))} m CROSS JOIN {table.Name} r CROSS JOIN customers_customer c WHERE r.id = +m.id AND c.id = r.customer_id AND {actor.VisibleSql("c")} ORDER BY m.id DESC LIMIT {count}";
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

    private async Task<bool> OfFew(Actor actor, CancellationToken ct) =>
        actor.Scope != Scope.All && await db.Set<Customer>().VisibleTo(actor).Select(c => c.Id).Take(Few + 1).CountAsync(ct) <= Few;

    private static async Task<bool> IsCommon(ITokenIndex index, DbCommand command, CancellationToken ct)
    {
        if (index.Gathers == 0) return true;
        command.CommandText = $"SELECT COUNT(*) FROM {index.Matching("words")} m";
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) >= index.Gathers;
    }
}
