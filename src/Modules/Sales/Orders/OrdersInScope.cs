using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Sales.Orders;

/// <summary>The orders whose customers are within someone's scope.</summary>
internal static class OrdersInScope
{
    // Up to so many customers it is cheaper to walk from them to their orders and sort; beyond, one of the newest orders soon is one's own.
    private const int Few = 2_000;

    public static async Task<IQueryable<Order>> For(GuanxiDb db, Actor actor, Id<Customer> customer, CancellationToken ct)
    {
        var orders = db.Set<Order>().AsNoTracking();
        // One customer's scope was checked at the door.
        if (actor.Scope == Scope.All || !customer.IsNone) return orders;
        var own = await db.CustomerNamesFor(actor).Select(c => c.Id).Take(Few + 1).ToListAsync(ct);
        return own.Count <= Few ? orders.Where(o => own.Contains(o.CustomerId)) : orders.Where(o => db.CustomerNamesFor(actor).Any(c => c.Id == o.CustomerId));
    }
}
