namespace Guanxi.Customers.Search;

/// <summary>What someone may find. Scope is a clause of the search: 70,000 people called 张 are narrowed to a seller's own before one of them is looked up.</summary>
internal static class SearchScope
{
    // Beyond these the clause costs more than the rows it spares; the list's own condition filters anyway.
    private const int MostUnits = 60;

    /// <summary>Within the actor's scope, and by phone and e-mail only where the actor may read them. Their complete number still finds its customer: the list looks that up by its key.</summary>
    public static SearchQuery For(this SearchQuery query, Actor actor) => (actor.May(KernelRights.Personal) ? query : query.OpenOnly()).Within(actor);

    private static SearchQuery Within(this SearchQuery query, Actor actor) =>
        query.IsEmpty || actor.Scope == Scope.All || actor.Units.Count > MostUnits ? query : query.And(Clause(actor));

    private static List<Phrase> Clause(Actor actor)
    {
        List<Phrase> clause = [new([SearchTokens.OfOwner(actor.Id.Value)], Open: false)];
        if (actor.Scope != Scope.Own) clause.AddRange(actor.Units.Select(u => new Phrase([SearchTokens.OfUnit(u.Value)], Open: false)));
        return clause;
    }
}
