using System.Globalization;
using System.Text;

namespace Guanxi.Customers.Search;

/// <summary>Tokens and queries as literals of PostgreSQL's <c>tsvector</c> and <c>tsquery</c>, with places, so that phrases work.</summary>
internal static class TsVectorText
{
    private const int LastPlace = 16_383;   // PostgreSQL keeps no higher one.

    public static string Of(IReadOnlyList<string> tokens)
    {
        var text = new StringBuilder(tokens.Count * 10);
        var place = 0;
        foreach (var token in tokens)
        {
            if (++place > LastPlace) break;
            if (token.Length == 0) continue;
            if (text.Length > 0) text.Append(' ');
            text.Append('\'').Append(token).Append("':").Append(CultureInfo.InvariantCulture, $"{place}");
        }
        return text.ToString();
    }

    public static string Of(SearchQuery query) => string.Join(" & ", query.Clauses.Select(Clause));

    private static string Clause(IReadOnlyList<Phrase> phrases) => $"({string.Join(" | ", phrases.Select(Phrase))})";

    private static string Phrase(Phrase phrase) =>
        string.Join(" <-> ", phrase.Tokens.Select((token, i) => phrase.Open && i == phrase.Tokens.Count - 1 ? $"'{token}':*" : $"'{token}'"));
}
