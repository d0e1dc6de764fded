using Guanxi.Data;

namespace Guanxi.Customers.Search;

/// <summary>An index of tokens beside a table, in its transactions: who or what is found by which words. The host has an implementation for each database.</summary>
internal interface ITokenIndex
{
    /// <summary>Its table in the database.</summary>
    string Name { get; }

    /// <summary>Makes it where there is none.</summary>
    Task Prepare(GuanxiDb db, CancellationToken ct);

    /// <summary>Adds rows, or puts new tokens in place of theirs.</summary>
    /// <param name="fresh">None of them is there yet.</param>
    Task Put(GuanxiDb db, IEnumerable<(long Id, SearchedBy Tokens)> rows, bool fresh, CancellationToken ct);

    Task Remove(GuanxiDb db, IEnumerable<long> ids, CancellationToken ct);

    /// <summary>SQL of a table expression with one column <c>id</c>: what matches <c>@parameter</c>, latest first as far as the database reads it so.</summary>
    string Matching(string parameter);

    /// <summary>How many matches <see cref="Matching"/> can put in order; of more it leaves out any. 0 where it has all of them in order anyway.</summary>
    int Gathers { get; }

    /// <summary>The same with all that match, walked from the latest on: for words that many have.</summary>
    string Latest(string parameter);

    /// <summary>SQL of a condition: whether the row whose id the column holds matches <c>@parameter</c>.</summary>
    string Matches(string column, string parameter);

    /// <summary>The value of that parameter.</summary>
    string Value(SearchQuery query);

    /// <summary>The value for those who match the first but not the second.</summary>
    string Value(SearchQuery query, SearchQuery except);
}

/// <summary>The indexes of this house: the customers' one, and one for each table with texts that people look for.</summary>
internal sealed class TokenIndexes(Func<string, ITokenIndex> make)
{
    public ITokenIndex Customers { get; } = make("customers_search");

    public ITokenIndex Of(SearchedTable table) => make(table.Index);

    public async Task Prepare(GuanxiDb db, CancellationToken ct)
    {
        await Customers.Prepare(db, ct);
        foreach (var table in SearchedTable.All(db).Values) await Of(table).Prepare(db, ct);
    }
}
