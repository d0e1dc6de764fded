using System.Globalization;
using System.Text;

namespace Guanxi.Customers.Search;

/// <summary>Tokens and queries as literals of PostgreSQL's <c>tsvector</c> and <c>tsquery</c>, with places, so that phrases work.</summary>
internal static class TsVectorText
{
    private const int LastPlace = 16_383;   // PostgreSQL keeps no higher one.

    // Weights serve as fields: D, which is what a token without any has, for what anybody may find by.
    private const string Open = "D", Personal = "A";

    public static string Of(SearchedBy customer)
    {
        var text = new StringBuilder((customer.Open.Count + customer.Personal.Count) * 10);
        var place = 0;
        Append(text, customer.Open, "", ref place);
        place++;
        Append(text, customer.Personal, Personal, ref place);
        return text.ToString();
    }

    public static string Of(SearchQuery query) => string.Join(" & ", query.Clauses.Select(c => Clause(c, query.Personal ? "" : Open)));

    private static void Append(StringBuilder text, IReadOnlyList<string> tokens, string weight, ref int place)
    {
        foreach (var token in tokens)
        {
            if (++place > LastPlace) break;
            if (token.Length == 0) continue;
            if (text.Length > 0) text.Append(' ');
            text.Append('\'').Append(token).Append("':").Append(CultureInfo.InvariantCulture, $"{place}{weight}");
        }
    }

    private static string Clause(IReadOnlyList<Phrase> phrases, string weight) => $"({string.Join(" | ", phrases.Select(p => Phrase(p, weight)))})";

    private static string Phrase(Phrase phrase, string weight) => string.Join(" <-> ", phrase.Tokens.Select((token, i) =>
        (phrase.Open && i == phrase.Tokens.Count - 1 ? "*" : "") + weight is { Length: > 0 } marks ? $"'{token}':{marks}" : $"'{token}'"));
}
