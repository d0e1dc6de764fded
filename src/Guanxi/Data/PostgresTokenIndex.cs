using Guanxi.Customers.Search;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Guanxi.Data;

/// <summary>A table of token vectors with a GIN index. On Citus those of customers are distributed by their id, those of records are reference tables.</summary>
internal sealed class PostgresTokenIndex(string name) : ITokenIndex
{
    public string Name => name;

    /// <summary>The index over the tokens, dropped and made.</summary>
    public (string Drop, string Make) Gin => ($"DROP INDEX IF EXISTS ix_{name}_tokens", $"CREATE INDEX IF NOT EXISTS ix_{name}_tokens ON {name} USING gin (tokens)");

    // Such a list is walked to its end before it can be put in order; beyond so many matches only the first found are.
    private const int Most = 10_000;

    public Task Prepare(GuanxiDb db, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync($"CREATE TABLE IF NOT EXISTS {name} (id bigint PRIMARY KEY, tokens tsvector NOT NULL); {Gin.Make}", ct);

    public async Task Put(GuanxiDb db, IEnumerable<(long Id, SearchedBy Tokens)> rows, bool fresh, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        foreach (var some in rows.Chunk(2_000))
        {
            await using var command = new NpgsqlCommand($"INSERT INTO {name} (id, tokens) SELECT id, tokens::tsvector FROM unnest($1, $2) AS given (id, tokens)"
                + (fresh ? "" : " ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens"), connection)
            {
                CommandTimeout = 0,
            };
            command.Parameters.Add(new() { Value = some.Select(r => r.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
            command.Parameters.Add(new() { Value = some.Select(r => TsVectorText.Of(r.Tokens)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    public async Task Remove(GuanxiDb db, IEnumerable<long> ids, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"DELETE FROM {name} WHERE id = ANY ($1)", (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = ids.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        await command.ExecuteNonQueryAsync(ct);
    }

    public string Matching(string parameter) => $"(SELECT id FROM {name} WHERE tokens @@ @{parameter}::tsquery LIMIT {Most})";
    public int Gathers => Most;

    // Offset keeps the planner from gathering all matches by the words' own index first.
    public string Latest(string parameter) => $"(SELECT w.id FROM (SELECT id, tokens FROM {name} ORDER BY id DESC OFFSET 0) w WHERE w.tokens @@ @{parameter}::tsquery)";
    public string Matches(string column, string parameter) => $"EXISTS (SELECT 1 FROM {name} WHERE tokens @@ @{parameter}::tsquery AND {name}.id = {column})";
    public string Value(SearchQuery query) => TsVectorText.Of(query);
    public string Value(SearchQuery query, SearchQuery except) => $"({TsVectorText.Of(query)}) & !({TsVectorText.Of(except)})";
}
