using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guanxi.Customers.Search;

/// <summary>Keeps the index in step with every customer that EF Core saves, and with the people there, in the same transaction. Bulk writes go through <see cref="CustomerWriter"/>.</summary>
internal sealed class CustomerIndexing(ITokenIndex index) : SaveChangesInterceptor
{
    private static readonly string[] Indexed =
        [nameof(Customer.Name), nameof(Customer.Phone), nameof(Customer.OtherPhones), nameof(Customer.Email), nameof(Customer.OtherEmails), nameof(Customer.OwnerId), nameof(Customer.UnitId)];

    private static readonly string[] IndexedOfPeople = [nameof(ContactPerson.Name), nameof(ContactPerson.Phones), nameof(ContactPerson.Emails), nameof(ContactPerson.LeftOn)];

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is GuanxiDb db)
        {
            var entries = db.ChangeTracker.Entries<Customer>().ToList();
            var gone = entries.Where(e => e.State == EntityState.Deleted).Select(e => e.Entity.Id).ToList();
            var peopled = db.ChangeTracker.Entries<ContactPerson>().Where(e => Changes(e, IndexedOfPeople) || e.State == EntityState.Deleted).Select(e => e.Entity.CustomerId).Except(gone).ToHashSet();
            var put = entries.Where(e => e.State != EntityState.Deleted && (Changes(e, Indexed) || peopled.Contains(e.Entity.Id))).ToList();
            if (gone.Count + put.Count + peopled.Count == 0) return result;
            await db.Database.OpenConnectionAsync(cancellationToken);
            try
            {
                if (gone.Count > 0) await index.Remove(db, gone.Select(c => c.Value), cancellationToken);
                List<Customer> customers = [.. put.Select(e => e.Entity)];
                peopled.ExceptWith(customers.Select(c => c.Id));
                if (peopled.Count > 0) customers.AddRange(await db.Set<Customer>().AsNoTracking().Where(c => peopled.Contains(c.Id)).ToListAsync(cancellationToken));
                await Put(index, db, customers, cancellationToken);
            }
            finally
            {
                await db.Database.CloseConnectionAsync();
            }
        }
        return result;
    }

    /// <summary>Writes what these customers are found by anew, the people there included.</summary>
    internal static async Task Put(ITokenIndex index, GuanxiDb db, IReadOnlyCollection<Customer> customers, CancellationToken ct)
    {
        if (customers.Count == 0) return;
        var firms = customers.Where(c => c.Kind == CustomerKind.Organisation && db.Entry(c).State != EntityState.Added).Select(c => c.Id).ToList();
        var people = firms.Count == 0 ? null : await db.PeopleThere(firms, ct);
        await index.Put(db, customers.Select(c => (c.Id.Value, Tokens(c, people is null ? [] : [.. people[c.Id]]))).ToList(), fresh: false, ct);
    }

    private static bool Changes(EntityEntry entry, string[] properties) => entry.State == EntityState.Added || (entry.State == EntityState.Modified && properties.Any(p => entry.Property(p).IsModified));

    /// <summary>What a customer is found by because this person is there.</summary>
    internal static SearchedBy TokensOf(ContactPerson person) =>
        SearchTokens.Of(new(person.Name, IsPerson: true, [], Several.Parts(person.Phones), Several.Parts(person.Emails), Code: ""));

    private static SearchedBy Tokens(Customer customer, IReadOnlyCollection<ContactPerson> people) => SearchTokens.Of(new(
        customer.Name, customer.Kind == CustomerKind.Individual, people.Select(p => p.Name), people.Select(p => p.Phones).Prepend(customer.OtherPhones).SelectMany(Several.Parts).Prepend(customer.Phone).OfType<string>(),
        people.Select(p => p.Emails).Prepend(customer.OtherEmails).SelectMany(Several.Parts).Prepend(customer.Email).OfType<string>(), customer.Code, customer.OwnerId?.Value, customer.UnitId?.Value));
}
