using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Behaviour;

/// <summary>Names of customers that the warehouse found: only of those within reach now, whatever the warehouse knows of yesterday.</summary>
internal static class ReachedNames
{
    public static async Task<Dictionary<Id<Customer>, (string Code, string Name, string? Owner)>> Of(GuanxiDb db, Actor actor, List<Id<Customer>> customers, CancellationToken ct)
    {
        var names = await db.CustomerNamesFor(actor).Where(c => customers.Contains(c.Id)).ToListAsync(ct);
        var owners = names.Select(n => n.OwnerId).OfType<Id<Person>>().Distinct().ToList();
        var people = await db.PersonNames().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return names.ToDictionary(n => n.Id, n => (n.Code, n.Name, n.OwnerId is { } owner ? people.GetValueOrDefault(owner) : null));
    }
}
