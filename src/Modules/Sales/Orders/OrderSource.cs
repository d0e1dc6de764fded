using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Orders;

/// <summary>Orders, returns and adjustments by their whole number.</summary>
internal sealed class OrderSource(GuanxiDb db, Texts texts) : ISearchSource
{
    public SearchKind Kind { get; } = new("sales.order", "sales.search.orders", "shopping-cart", SalesRights.Read, 20);

    public async Task<IReadOnlyList<SearchHit>> Find(string words, int count, Actor actor, CancellationToken ct)
    {
        // The number's index knows whole numbers; letters are mostly large.
        string[] numbers = [.. new[] { words, words.ToUpperInvariant() }.Distinct()];
        var orders = await (from order in db.Set<Order>().AsNoTracking() where numbers.Contains(order.Number) join customer in db.CustomerNamesFor(actor) on order.CustomerId equals customer.Id orderby order.Id descending select new { order, customer.Name })
            .Take(count).ToListAsync(ct);
        return [.. orders.Select(o => Hit(OrderTimeline.Entry(o.order, texts), o.order, o.Name))];
    }

    private static SearchHit Hit(TimelineEntry entry, Order order, string customer) => new()
    {
        Title = entry.Title, Note = $"{customer} · {order.Total.ToString(CultureInfo.CurrentCulture)}", Url = entry.Url!, On = entry.On, Colour = entry.Colour,
    };
}
