using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention;

/// <summary>Who sees to a customer: the owner, else the lead of the unit, else nobody.</summary>
internal sealed class Responsible(GuanxiDb db)
{
    public async Task<IReadOnlyDictionary<Id<Customer>, Id<Person>?>> Of(IReadOnlyList<Id<Customer>> customers, CancellationToken ct)
    {
        // The one who is there longest, where several lead.
        var leads = (await db.UnitLeads().ToListAsync(ct)).GroupBy(l => l.UnitId).ToDictionary(g => g.Key, g => g.Min(l => l.PersonId));
        var there = (await db.PersonNames().Where(p => p.Active).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        var owners = new Dictionary<Id<Customer>, Id<Person>?>();
        foreach (var some in customers.Distinct().Chunk(Batches.Rows))
            foreach (var customer in await db.CustomerOwners().Where(c => some.Contains(c.Id)).ToListAsync(ct))
                owners[customer.Id] = customer.OwnerId is { } owner && there.Contains(owner) ? owner : customer.UnitId is { } unit && leads.TryGetValue(unit, out var lead) ? lead : null;
        return owners;
    }
}
