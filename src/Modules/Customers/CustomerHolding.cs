using Guanxi.Customers.Merging;
using Guanxi.Data;

namespace Guanxi.Customers;

/// <summary>Keeps customers to oneself until the transaction ends, where others write at the same time.</summary>
public static class CustomerHolding
{
    /// <summary>Whoever else holds one of them is waited for, a merge included; what they did is seen by the next look. All in the same order, so that no two wait for each other.</summary>
    public static async Task HoldCustomers(this GuanxiDb db, IDatabase database, IEnumerable<Id<Customer>> customers, CancellationToken ct)
    {
        // One writer at a time waits for nobody.
        if (database.Holding.Length == 0) return;
        foreach (var some in customers.Select(c => c.Value).Distinct().Order().Chunk(1_000))
            await db.Numbers($"SELECT r.id FROM customers_customer r WHERE r.id IN ({string.Join(',', some)}) ORDER BY r.id{database.Holding}", ct);
    }
}
