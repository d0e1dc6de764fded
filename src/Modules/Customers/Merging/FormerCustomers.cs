using Guanxi.Data;
using Guanxi.Http;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers.Merging;

/// <summary>Under which id a merged-away customer is found today. A merge lies with whoever has the rows, so one look suffices however often they were merged on.</summary>
internal sealed class FormerCustomers(GuanxiDb db) : IFormerIds
{
    public async Task<IReadOnlyDictionary<long, long>> Now(IReadOnlyCollection<long> ids, Actor actor, CancellationToken ct)
    {
        var former = ids.Select(id => new Id<FormerCustomer>(id)).ToList();
        var visible = db.Set<Customer>().VisibleTo(actor);
        return await db.Set<CustomerMerge>().AsNoTracking().Where(m => former.Contains(m.FormerId) && visible.Any(c => c.Id == m.CustomerId)).ToDictionaryAsync(m => m.FormerId.Value, m => m.CustomerId.Value, ct);
    }
}

/// <summary>What merges left behind, for the rest of the module.</summary>
internal static class MergeTraces
{
    /// <summary>Keys that came to a customer by merges, kind and value between a blank.</summary>
    public static async Task<HashSet<string>> MergedKeys(this GuanxiDb db, Id<Customer> customer, CancellationToken ct) =>
        [.. await db.Set<MergedRow>().AsNoTracking().Where(r => r.CustomerId == customer && r.Place == "customers_contact_key.customer_id").Select(r => r.RowKey).ToListAsync(ct)];

    /// <summary>Merges whose rows the customer has today, the latest first. Page and timeline share them.</summary>
    public static Task<List<CustomerMerge>> MergesInto(this GuanxiDb db, Id<Customer> customer, CancellationToken ct) => db.Once((typeof(CustomerMerge), customer), () => Into.Run(db, customer, ct));

    private static readonly PreparedQuery<Id<Customer>, List<CustomerMerge>> Into = PreparedQuery.List((GuanxiDb db, Id<Customer> customer) =>
        db.Set<CustomerMerge>().AsNoTracking().Where(m => m.CustomerId == customer).OrderByDescending(m => m.MergedAt).ThenByDescending(m => m.Id));

    /// <summary>Ids under which the customer's history lies: its own, and those of who was merged into it.</summary>
    public static async Task<List<long>> SubjectsOf(this GuanxiDb db, Id<Customer> customer, CancellationToken ct) =>
        [customer.Value, .. (await db.Set<CustomerMerge>().AsNoTracking().Where(m => m.CustomerId == customer).Select(m => m.FormerId).ToListAsync(ct)).Select(f => f.Value)];
}
