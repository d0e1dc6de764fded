using Guanxi.Customers.Search;
using Guanxi.Data;
using Guanxi.Staff;

namespace Guanxi.Customers.Finding;

/// <summary>Customers, as their list finds them. An organisation that is found by somebody there says by whom.</summary>
internal sealed class CustomerSource(GuanxiDb db, ITokenIndex index, CompleteNumber complete, Texts texts) : ISearchSource
{
    public SearchKind Kind { get; } = new("customers.customer", "customers.search.customers", "users", CustomersRights.Read, 10, "/customers");

    public async Task<IReadOnlyList<SearchHit>> Find(string words, int count, Actor actor, CancellationToken ct)
    {
        var filter = new CustomerFilter { Q = words }.Tidy();
        var rows = await new ListReader(db, new ListParts(filter, actor, null, await complete.Find(filter.Q, actor, ct), index), actor).Read(null, backwards: false, count, ct);
        var owners = await db.NamesOf(rows.Select(r => r.OwnerId).OfType<Id<Person>>(), ct);
        var people = await db.PeopleThere([.. rows.Where(r => r.Kind == CustomerKind.Organisation).Select(r => r.Id)], ct);
        var query = SearchQuery.Parse(words) is var all && actor.May(KernelRights.Personal) ? all : all.OpenOnly();
        return [.. rows.Select(r => new SearchHit
        {
            Title = r.Name, Url = $"/customers/{r.Id}", Colour = r.Colour,
            Note = string.Join(" · ", new[] { FoundBy(query, people[r.Id]), r.Code, r.Phone, r.City, r.Grade is { } grade ? texts[$"customers.grade.{grade}"] : null, r.OwnerId is { } owner ? owners.GetValueOrDefault(owner) : null }.Where(n => !string.IsNullOrEmpty(n))),
        })];
    }

    /// <summary>Who there has all of the words; null where nobody alone has.</summary>
    private string? FoundBy(SearchQuery query, IEnumerable<ContactPerson> people) =>
        query.IsEmpty ? null : people.FirstOrDefault(p => query.Fits(CustomerIndexing.TokensOf(p))) is { } person ? texts["customers.search.found_by", person.Name] : null;
}
