using Guanxi.Data;

namespace Guanxi.Customers.Search;

/// <summary>The index that customers are searched by, beside their table and in its transactions. The host has one for each database.</summary>
internal interface ICustomerIndex
{
    /// <summary>Makes it where there is none.</summary>
    Task Prepare(GuanxiDb db, CancellationToken ct);

    /// <summary>Adds customers, or puts new tokens in place of theirs.</summary>
    /// <param name="fresh">None of them is there yet.</param>
    Task Put(GuanxiDb db, IEnumerable<(long Id, CustomerTokens Tokens)> customers, bool fresh, CancellationToken ct);

    Task Remove(GuanxiDb db, IEnumerable<long> ids, CancellationToken ct);

    /// <summary>SQL of a table expression with one column <c>id</c>: who matches <c>@parameter</c>, latest first as far as the database reads it so.</summary>
    string Matching(string parameter);

    /// <summary>SQL of a condition: whether the customer whose id the column holds matches <c>@parameter</c>.</summary>
    string Matches(string column, string parameter);

    /// <summary>The value of that parameter.</summary>
    string Value(SearchQuery query);

    /// <summary>The value for those who match the first but not the second.</summary>
    string Value(SearchQuery query, SearchQuery except);
}
