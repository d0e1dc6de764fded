using Guanxi.Customers.Search;
using Microsoft.Data.Sqlite;

namespace Guanxi.Tests.Customers.Search;

/// <summary>The token functions on a bare index in memory, as the product sets it up.</summary>
internal sealed class SearchIndex : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public SearchIndex()
    {
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = "CREATE VIRTUAL TABLE found USING fts5(open, personal, content='', contentless_delete=1, tokenize='ascii')";
        create.ExecuteNonQuery();
    }

    public void Add(long id, SearchWords words)
    {
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO found(rowid, open, personal) VALUES ($id, $open, $personal)";
        insert.Parameters.AddWithValue("$id", id);
        var tokens = SearchTokens.Of(words);
        insert.Parameters.AddWithValue("$open", Fts5Text.Of(tokens.Open));
        insert.Parameters.AddWithValue("$personal", Fts5Text.Of(tokens.Personal));
        insert.ExecuteNonQuery();
    }

    public void AddPerson(long id, string name) => Add(id, new(name, true, [], [], [], ""));

    public IReadOnlyList<long> Find(string typed)
    {
        var query = SearchQuery.Parse(typed);
        if (query.IsEmpty) return [];
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT rowid FROM found WHERE found MATCH $query ORDER BY rowid";
        select.Parameters.AddWithValue("$query", Fts5Text.Of(query));
        using var reader = select.ExecuteReader();
        var found = new List<long>();
        while (reader.Read()) found.Add(reader.GetInt64(0));
        return found;
    }

    public void Dispose() => connection.Dispose();
}
