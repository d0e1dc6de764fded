using Guanxi.Customers.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Data;

/// <summary>FTS5 without a copy of the text: it holds nothing but who has which token.</summary>
internal sealed class SqliteTokenIndex(string name) : ITokenIndex
{
    public string Name => name;

    public Task Prepare(GuanxiDb db, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync($"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5(open, personal, content='', contentless_delete=1, tokenize='ascii')", ct);

    public Task Put(GuanxiDb db, IEnumerable<(long Id, SearchedBy Tokens)> rows, bool fresh, CancellationToken ct)
    {
        using var statement = new SqliteRows((SqliteConnection)db.Database.GetDbConnection(), $"INSERT {(fresh ? "" : "OR REPLACE ")}INTO {name} (rowid, open, personal) VALUES (?, ?, ?)");
        foreach (var row in rows) statement.Run([row.Id, Fts5Text.Of(row.Tokens.Open), Fts5Text.Of(row.Tokens.Personal)]);
        return Task.CompletedTask;
    }

    public Task Remove(GuanxiDb db, IEnumerable<long> ids, CancellationToken ct)
    {
        using var statement = new SqliteRows((SqliteConnection)db.Database.GetDbConnection(), $"DELETE FROM {name} WHERE rowid = ?");
        foreach (var id in ids) statement.Run([id]);
        return Task.CompletedTask;
    }

    /// <summary>Gathers more in memory while much is loaded, and merges it all at the end.</summary>
    public async Task Loading(GuanxiDb db, bool begins, CancellationToken ct)
    {
        var set = $"INSERT INTO {name} ({name}, rank) VALUES ";
        await db.Database.ExecuteSqlRawAsync(begins ? $"{set} ('hashsize', 67108864); {set} ('automerge', 0)" : $"{set} ('hashsize', 1048576); {set} ('automerge', 4)", ct);
        if (!begins) await db.Database.ExecuteSqlRawAsync($"INSERT INTO {name} ({name}) VALUES ('optimize')", ct);
    }

    public string Matching(string parameter) => $"(SELECT rowid AS id FROM {name} WHERE {name} MATCH @{parameter})";
    public int Gathers => 0;
    public string Latest(string parameter) => Matching(parameter);
    public string Matches(string column, string parameter) => $"EXISTS (SELECT 1 FROM {name} WHERE {name} MATCH @{parameter} AND rowid = {column})";
    public string Value(SearchQuery query) => Fts5Text.Of(query);
    public string Value(SearchQuery query, SearchQuery except) => Fts5Text.Of(query, except);
}
