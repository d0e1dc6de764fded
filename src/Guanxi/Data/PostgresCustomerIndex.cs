using Guanxi.Customers.Search;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Guanxi.Data;

/// <summary>A table of token vectors with a GIN index, keyed by customer so that it lies beside it on Citus.</summary>
internal sealed class PostgresCustomerIndex : ICustomerIndex
{
    /// <summary>The index over the tokens, dropped and made.</summary>
    public static (string Drop, string Make) Gin { get; } =
        ("DROP INDEX IF EXISTS ix_customers_search_tokens", "CREATE INDEX IF NOT EXISTS ix_customers_search_tokens ON customers_search USING gin (tokens)");

    // Such a list is walked to its end before it can be put in order; beyond so many matches only the first found are.
    private const int Most = 10_000;

    public Task Prepare(GuanxiDb db, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync($"CREATE TABLE IF NOT EXISTS customers_search (customer_id bigint PRIMARY KEY, tokens tsvector NOT NULL); {Gin.Make}", ct);

    public async Task Put(GuanxiDb db, IEnumerable<(long Id, CustomerTokens Tokens)> customers, bool fresh, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        foreach (var some in customers.Chunk(2_000))
        {
            await using var command = new NpgsqlCommand("INSERT INTO customers_search (customer_id, tokens) SELECT id, tokens::tsvector FROM unnest($1, $2) AS given (id, tokens)"
                + (fresh ? "" : " ON CONFLICT (customer_id) DO UPDATE SET tokens = excluded.tokens"), connection)
            {
                CommandTimeout = 0,
            };
            command.Parameters.Add(new() { Value = some.Select(c => c.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
            command.Parameters.Add(new() { Value = some.Select(c => TsVectorText.Of(c.Tokens)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    public async Task Remove(GuanxiDb db, IEnumerable<long> ids, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("DELETE FROM customers_search WHERE customer_id = ANY ($1)", (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = ids.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        await command.ExecuteNonQueryAsync(ct);
    }

    public string Matching(string parameter) => $"(SELECT customer_id AS id FROM customers_search WHERE tokens @@ @{parameter}::tsquery LIMIT {Most})";
    public string Matches(string column, string parameter) => $"EXISTS (SELECT 1 FROM customers_search WHERE tokens @@ @{parameter}::tsquery AND customer_id = {column})";
    public string Value(SearchQuery query) => TsVectorText.Of(query);
    public string Value(SearchQuery query, SearchQuery except) => $"({TsVectorText.Of(query)}) & !({TsVectorText.Of(except)})";
}
