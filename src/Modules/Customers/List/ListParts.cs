using System.Globalization;
using Guanxi.Customers.Search;
using Guanxi.Data;

namespace Guanxi.Customers;

/// <summary>One part of a list: its rows come after those of the parts before it.</summary>
/// <param name="From">FROM and WHERE; with the alias c for the customer and f for its standing.</param>
/// <param name="Key">What it sorts by before the id, e.g. <c>f.value_minor</c>; null where it sorts by id alone.</param>
/// <param name="Id">The id, in the table whose index has the order.</param>
internal sealed record ListPart(string From, string? Key, string Id, bool Descending)
{
    public string Order(bool backwards)
    {
        var direction = Descending != backwards ? "DESC" : "ASC";
        return Key is null ? $"{Id} {direction}" : $"{Key} {direction}, {Id} {direction}";
    }

    /// <summary>What comes after a place, whose key and id are <c>@place_key</c> and <c>@place_id</c>.</summary>
    public string Beyond(bool backwards)
    {
        var sign = Descending != backwards ? "<" : ">";
        return Key is null ? $"{Id} {sign} @place_id" : $"({Key}, {Id}) {sign} (@place_key, @place_id)";
    }
}

/// <summary>
/// A filter as SQL for both databases. Who drives a join is said by CROSS JOIN, which SQLite keeps to and PostgreSQL ignores; a plus before a column keeps
/// its index out where walking the order of the list finds a page sooner. Values are parameters; ids stand in the text.
/// </summary>
internal sealed class ListParts
{
    // Of so many matches at most, a list sorted by something else than relevance shows those that the index gives first.
    private const int MostSorted = 10_000;

    // The plus keeps PostgreSQL from walking all customers in the order of their ids to meet the few that match: 94 ms against 7 for 张伟.
    private const string Joined = "c.id = +m.id";

    // A scope of so few units is narrower than any order: start from it.
    private const int FewUnits = 3;

    private readonly CustomerFilter filter;
    private readonly SearchQuery query;
    private readonly ITokenIndex index;
    private readonly List<string> conditions = [];

    public ListParts(CustomerFilter filter, Actor actor, IReadOnlyList<Id<Unit>>? units, IReadOnlyList<Id<Customer>> exact, ITokenIndex index)
    {
        (this.filter, this.index, Exact) = (filter, index, exact);
        query = SearchQuery.Parse(filter.Q).For(actor);
        Narrow = filter.Tag is not null || filter.List is not null || filter.Owner is not null and not "none" || (units?.Count ?? int.MaxValue) <= FewUnits
            || actor.Scope == Scope.Own || (actor.Scope != Scope.All && actor.Units.Count <= FewUnits);
        AddConditions(actor, units);
        Parts = Searches ? Found() : Sorted("c");
    }

    public IReadOnlyList<ListPart> Parts { get; }
    public Dictionary<string, object> Parameters { get; } = [];

    /// <summary>Whether counting it could mean reading every customer.</summary>
    public bool IsWide => !Narrow && !Searches && (filter.Kind is not null || filter.Source is not null || filter.Country is not null || filter.Owner is not null || conditions.Count > 0);

    /// <summary>Those whose code, phone or e-mail is just what was typed.</summary>
    private IReadOnlyList<Id<Customer>> Exact { get; }
    private bool Narrow { get; }
    private bool Searches => filter.Q is not null;

    /// <summary>All rows of the list, to be counted.</summary>
    public string Everything => !Searches ? $"FROM customers_customer c{(filter.NeedsStanding ? " CROSS JOIN customers_face f" : "")} WHERE {Where(filter.NeedsStanding ? "f.customer_id = c.id" : "1 = 1")}"
        : !query.IsEmpty && conditions.Count == 0 ? $"FROM {index.Matching("query")} m"
        : query.IsEmpty ? $"FROM customers_customer c LEFT JOIN customers_face f ON f.customer_id = c.id WHERE {Where(Exactly)}"
        : $"FROM {index.Matching("query")} m CROSS JOIN customers_customer c LEFT JOIN customers_face f ON f.customer_id = c.id WHERE {Where(Joined)}";

    private string Exactly => $"c.id IN ({string.Join(", ", Exact.Select(e => e.ToString()).DefaultIfEmpty("0"))})";

    private List<ListPart> Found()
    {
        if (!query.IsEmpty) Parameters["query"] = index.Value(query);
        if (filter.Sort is not null && !query.IsEmpty)
            return Sorted($"(SELECT c.* FROM (SELECT id FROM {index.Matching("query")} x LIMIT {MostSorted}) m CROSS JOIN customers_customer c WHERE {Joined})");

        List<ListPart> parts = [new($"FROM customers_customer c LEFT JOIN customers_face f ON f.customer_id = c.id WHERE {Where(Exactly)}", null, "c.id", Descending: true)];
        if (query.IsEmpty) return parts;
        if (query.AtBeginning is { } begins)
        {
            Parameters["begins"] = index.Value(begins);
            Parameters["others"] = index.Value(query, begins);
            parts.Add(Matched("begins"));
        }
        parts.Add(Matched(query.AtBeginning is null ? "query" : "others"));
        return parts;
    }

    private ListPart Matched(string parameter)
    {
        var others = Exact.Count > 0 ? $" AND NOT {Exactly.Replace("c.id", "m.id", StringComparison.Ordinal)}" : "";
        // Where nothing else is asked the index alone says who.
        return new(conditions.Count == 0 ? $"FROM {index.Matching(parameter)} m WHERE 1 = 1{others}"
            : $"FROM {index.Matching(parameter)} m CROSS JOIN customers_customer c LEFT JOIN customers_face f ON f.customer_id = c.id WHERE {Where(Joined)}{others}", null, "m.id", Descending: true);
    }

    /// <param name="source">The table, or what was found of it.</param>
    private List<ListPart> Sorted(string source)
    {
        var descending = filter.Sort?.StartsWith('-') ?? true;
        var table = source == "c" ? "customers_customer c" : $"{source} c";
        // Those found, or within a narrow scope, are few enough to be sorted; then they drive the join.
        var narrow = Narrow || source != "c";
        var withStanding = filter.NeedsStanding ? $"FROM {table} CROSS JOIN customers_face f WHERE {Where("f.customer_id = c.id")}"
            : $"FROM {table} LEFT JOIN customers_face f ON f.customer_id = c.id WHERE {Where("1 = 1")}";
        return filter.Sort?.TrimStart('-') switch
        {
            "name" => [new(withStanding, "c.name_sort", "c.id", descending)],
            "value" => ByStanding("f.value_minor"),
            "risk" => ByStanding("f.risk_minor"),
            "last" => ByStanding("f.last_purchase_on"),
            _ => [new(withStanding, null, "c.id", descending)],
        };

        List<ListPart> ByStanding(string key)
        {
            var known = narrow ? $"FROM {table} CROSS JOIN customers_face f WHERE {Where($"f.customer_id = c.id AND {key} IS NOT NULL")}"
                : $"FROM customers_face f CROSS JOIN customers_customer c WHERE {Where($"c.id = f.customer_id AND {key} IS NOT NULL")}";
            List<ListPart> parts = [new(known, key, narrow ? "c.id" : "f.customer_id", descending)];
            // Who came after the last insight run has no standing yet, who never bought has a state only: they come last.
            if (!filter.NeedsStanding || filter.State is not null || key == "f.last_purchase_on")
                parts.Add(new($"FROM {table} LEFT JOIN customers_face f ON f.customer_id = c.id WHERE {Where($"{key} IS NULL")}", null, "c.id", Descending: true));
            return parts;
        }
    }

    private string Where(string first) => string.Join(" AND ", conditions.Prepend(first));

    private void AddConditions(Actor actor, IReadOnlyList<Id<Unit>>? units)
    {
        // The plus keeps a wide scope from being collected and sorted as a whole.
        if (actor.Scope != Scope.All) conditions.Add(actor.VisibleSql(Narrow ? "c" : "+c"));
        if (filter.Owner is { } owner)
            conditions.Add(owner switch
            {
                "none" => "c.owner_id IS NULL",
                "me" => string.Create(CultureInfo.InvariantCulture, $"c.owner_id = {actor.Id}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"c.owner_id = {(Id<Person>.TryParse(owner, null, out var id) ? id : default)}"),
            });
        if (units is not null)
            conditions.Add($"{(units.Count <= FewUnits ? "" : "+")}c.unit_id IN ({string.Join(", ", units.Select(u => u.ToString()).DefaultIfEmpty("0"))})");
        if (filter.Kind is { } kind) Add("c.kind", "kind", kind.ToString());
        if (filter.Source is { } source) Add("c.source", "source", source);
        if (filter.Country is { } country) Add("c.country", "country", country);
        if (filter.Grade is { } grade) Add("f.grade", "grade", grade);
        if (filter.Stage is { } stage) Add("f.stage", "stage", stage);
        if (filter.State is { } state) Add("f.state", "state", state);
        if (filter.Colour is { } colour) Add("f.colour", "colour", colour);
        if (filter.AtRisk) conditions.Add("f.risk_minor > 0");
        if (filter.List is { } list) conditions.Add($"c.id IN (SELECT e.customer_id FROM customers_list_entry e WHERE e.list_id = {list})");
        if (filter.Tag is { } tag)
        {
            conditions.Add("c.id IN (SELECT t.customer_id FROM customers_tag t WHERE t.tag = @tag)");
            Parameters["tag"] = tag;
        }
    }

    private void Add(string column, string parameter, string value)
    {
        conditions.Add($"{column} = @{parameter}");
        Parameters[parameter] = value;
    }
}
