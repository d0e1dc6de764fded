using Guanxi.Customers.Search;
using Guanxi.Data;
using Microsoft.Extensions.Primitives;

namespace Guanxi.Customers.Lists;

/// <summary>Who is on the list of customers under its filter.</summary>
internal sealed class FilteredCustomers(GuanxiDb db, ListScope scope, CompleteNumber complete, ITokenIndex index) : ICustomerSelection
{
    public string Path => "/customers";
    public string Right => CustomersRights.Read;

    public async Task<SelectedCustomers> Find(IReadOnlyDictionary<string, StringValues> words, Actor actor, int most, CancellationToken ct)
    {
        var filter = CustomerFilter.Of(word => words.TryGetValue(word, out var said) ? said.ToString() : null).For(actor);
        Refuse.If(filter.NeedsWorth && !actor.May(CustomersRights.Worth), "kernel.right.missing", CustomersRights.Worth);
        var right = await KeptLists.RightOf(db, filter.List, actor, ct);
        var ids = await new ListReader(db, new ListParts(filter, actor, await scope.Units(filter.Unit, ct), await complete.Find(filter.Q, actor, ct), index), actor).Ids(most, ct);
        return new(ids, filter.NeedsWorth ? CustomersRights.Worth : right);
    }
}
