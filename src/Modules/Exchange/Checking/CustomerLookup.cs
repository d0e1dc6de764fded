using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Reading;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Checking;

/// <summary>Finds who the customers of a file are.</summary>
internal sealed class CustomerLookup(GuanxiDb db)
{
    private const int AtOnce = 500;

    /// <returns>The customers in order of first appearance, each with its orders. Anonymous orders belong to none.</returns>
    public async Task<List<PlannedCustomer>> Find(IReadOnlyList<OrderDraft> orders, CancellationToken ct)
    {
        var customers = Gather(orders);
        var owners = new Dictionary<ContactMark, Id<Customer>>();
        foreach (var kind in ContactMark.Kinds)
            foreach (var chunk in customers.SelectMany(customer => customer.Marks).Where(mark => mark.Kind == kind).Select(mark => mark.Value).Distinct().Chunk(AtOnce))
                foreach (var key in await db.Set<ContactKey>().AsNoTracking().Where(key => key.Kind == kind && chunk.Contains(key.Value)).ToListAsync(ct))
                    owners[new(kind, key.Value)] = key.CustomerId;
        foreach (var customer in customers) Decide(customer, owners);
        return customers;
    }

    /// <summary>Rows of one customer together: by the surest mark, and where a row has no code, by phone or e-mail.</summary>
    private static List<PlannedCustomer> Gather(IReadOnlyList<OrderDraft> orders)
    {
        var customers = new List<PlannedCustomer>();
        var byKey = new Dictionary<string, PlannedCustomer>(StringComparer.Ordinal);
        var byMark = new Dictionary<ContactMark, PlannedCustomer>();
        foreach (var order in orders)
        {
            if (order.Customer is not { } words) continue;
            if (!byKey.TryGetValue(words.Key, out var customer))
            {
                var country = PlannedCustomer.CountryOf(order);
                // Two codes are two customers, also where they share a phone.
                customer = ContactMark.Of(words, country).Select(mark => byMark.GetValueOrDefault(mark))
                    .FirstOrDefault(found => found is not null && (words.Code is null || found.Words.Code is null));
                if (customer is null) customers.Add(customer = new(customers.Count, words, country));
                byKey[words.Key] = customer;
            }

            if (!customer.Add(order)) continue;
            foreach (var mark in customer.Marks.ToList())
                if (!byMark.TryAdd(mark, customer) && byMark[mark] != customer) customer.Lose(mark);
        }

        return customers;
    }

    private static void Decide(PlannedCustomer customer, Dictionary<ContactMark, Id<Customer>> owners)
    {
        foreach (var kind in ContactMark.Kinds)
            foreach (var mark in customer.Marks.Where(mark => mark.Kind == kind))
                if (customer.Known is null && owners.TryGetValue(mark, out var owner)) customer.Known = owner;
        foreach (var mark in customer.Marks.ToList())
            if (owners.TryGetValue(mark, out var owner) && owner != customer.Known) customer.Lose(mark);
    }
}
