using System.Text;

namespace Guanxi.Customers.Search;

/// <summary>Tokens and queries as SQLite's FTS5 takes them. The table's tokenizer is <c>ascii</c>: it cuts at blanks and keeps every other letter, where unicode61 drops characters younger than its tables.</summary>
internal static class Fts5Text
{
    private const char Gap = '\uE000';

    public static string Of(IReadOnlyList<string> tokens)
    {
        var text = new StringBuilder(tokens.Count * 6);
        foreach (var token in tokens)
        {
            if (text.Length > 0) text.Append(' ');
            if (token.Length == 0) text.Append(Gap);
            else text.Append(token);
        }
        return text.ToString();
    }

    public static string Of(SearchQuery query) => query.Personal ? Clauses(query) : $"open : ({Clauses(query)})";

    /// <summary>Those who match the first but not the second.</summary>
    public static string Of(SearchQuery query, SearchQuery except) => $"({Of(query)}) NOT ({Of(except)})";

    private static string Clauses(SearchQuery query) => string.Join(" AND ", query.Clauses.Select(Clause));

    private static string Clause(IReadOnlyList<Phrase> phrases) =>
        phrases.Count == 1 ? Phrase(phrases[0]) : $"({string.Join(" OR ", phrases.Select(Phrase))})";

    private static string Phrase(Phrase phrase) => $"\"{string.Join(' ', phrase.Tokens)}\"{(phrase.Open ? " *" : "")}";
}
