namespace Guanxi.Customers.Finding;

/// <summary>Kept lists of customers, by part of the name.</summary>
internal sealed class KeptListSource(IHandler<KeptLists, IReadOnlyList<KeptListRow>> lists) : ISearchSource
{
    public SearchKind Kind { get; } = new("customers.list", "customers.search.lists", "list-details", CustomersRights.Read, 80);

    public async Task<IReadOnlyList<SearchHit>> Find(string words, int count, Actor actor, CancellationToken ct) =>
        [.. (await lists.Handle(new(), actor, ct)).Where(l => l.Name.Contains(words, StringComparison.OrdinalIgnoreCase)).Take(count).Select(l => new SearchHit { Title = l.Name, Text = l.Note, Note = l.KeptBy, Url = $"/customers?list={l.Id}", At = l.KeptAt })];
}
