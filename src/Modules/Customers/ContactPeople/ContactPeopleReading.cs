using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>People at organisations, as the rest of the module reads them.</summary>
internal static class ContactPeopleReading
{
    private static readonly PreparedQuery<Id<Customer>, List<ContactPerson>> Of = PreparedQuery.List((GuanxiDb db, Id<Customer> customer) =>
        db.Set<ContactPerson>().AsNoTracking().Where(p => p.CustomerId == customer).OrderBy(p => p.Id));

    /// <summary>All on record at one customer, the first known first. Card and timeline of a page share them; of a person nothing is asked.</summary>
    public static async Task<List<ContactPerson>> ContactPeople(this GuanxiDb db, Actor actor, Id<Customer> customer, CancellationToken ct) =>
        await db.Seen(actor, customer, ct) is { Kind: CustomerKind.Organisation } ? await db.Once((typeof(ContactPerson), customer), () => Of.Run(db, customer, ct)) : [];

    /// <summary>The same to be changed, with those that the use-case under way has added.</summary>
    public static async Task<List<ContactPerson>> ContactPeopleToChange(this GuanxiDb db, Id<Customer> customer, CancellationToken ct)
    {
        await db.Set<ContactPerson>().Where(p => p.CustomerId == customer).LoadAsync(ct);
        return [.. db.Set<ContactPerson>().Local.Where(p => p.CustomerId == customer)];
    }

    /// <summary>Those who are there at these customers, as they will be once the save under way is through.</summary>
    public static async Task<ILookup<Id<Customer>, ContactPerson>> PeopleThere(this GuanxiDb db, IReadOnlyCollection<Id<Customer>> customers, CancellationToken ct)
    {
        var stored = new List<ContactPerson>();
        foreach (var some in customers.Chunk(500)) stored.AddRange(await db.Set<ContactPerson>().AsNoTracking().Where(p => some.Contains(p.CustomerId)).ToListAsync(ct));
        var tracked = db.ChangeTracker.Entries<ContactPerson>().ToList();
        var changed = tracked.Select(e => e.Entity.Id).ToHashSet();
        return stored.Where(p => !changed.Contains(p.Id)).Concat(tracked.Where(e => e.State is not (EntityState.Deleted or EntityState.Detached)).Select(e => e.Entity))
            .Where(p => p.IsThere).OrderBy(p => p.Id.Value).ToLookup(p => p.CustomerId);
    }
}
