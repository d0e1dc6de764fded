using Guanxi.Customers.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Data;

/// <summary>FTS5 without a copy of the text: it holds nothing but who has which token.</summary>
internal sealed class SqliteCustomerIndex : ICustomerIndex
{
    public Task Prepare(GuanxiDb db, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync("CREATE VIRTUAL TABLE IF NOT EXISTS customers_search USING fts5(open, personal, content='', contentless_delete=1, tokenize='ascii')", ct);

    public Task Put(GuanxiDb db, IEnumerable<(long Id, CustomerTokens Tokens)> customers, bool fresh, CancellationToken ct)
    {
        using var statement = new SqliteRows((SqliteConnection)db.Database.GetDbConnection(), $"INSERT {(fresh ? "" : "OR REPLACE ")}INTO customers_search (rowid, open, personal) VALUES (?, ?, ?)");
        foreach (var customer in customers) statement.Run([customer.Id, Fts5Text.Of(customer.Tokens.Open), Fts5Text.Of(customer.Tokens.Personal)]);
        return Task.CompletedTask;
    }

    public Task Remove(GuanxiDb db, IEnumerable<long> ids, CancellationToken ct)
    {
        using var statement = new SqliteRows((SqliteConnection)db.Database.GetDbConnection(), "DELETE FROM customers_search WHERE rowid = ?");
        foreach (var customer in ids) statement.Run([customer]);
        return Task.CompletedTask;
    }

    /// <summary>Gathers more in memory while much is loaded, and merges it all at the end.</summary>
    public static async Task Loading(GuanxiDb db, bool begins, CancellationToken ct)
    {
        const string set = "INSERT INTO customers_search (customers_search, rank) VALUES ";
        await db.Database.ExecuteSqlRawAsync(begins ? $"{set} ('hashsize', 67108864); {set} ('automerge', 0)" : $"{set} ('hashsize', 1048576); {set} ('automerge', 4)", ct);
        if (!begins) await db.Database.ExecuteSqlRawAsync("INSERT INTO customers_search (customers_search) VALUES ('optimize')", ct);
    }

    public string Matching(string parameter) => $"(SELECT rowid AS id FROM customers_search WHERE customers_search MATCH @{parameter})";
    public string Matches(string column, string parameter) => $"EXISTS (SELECT 1 FROM customers_search WHERE customers_search MATCH @{parameter} AND rowid = {column})";
    public string Value(SearchQuery query) => Fts5Text.Of(query);
    public string Value(SearchQuery query, SearchQuery except) => Fts5Text.Of(query, except);
}
