using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Guanxi.Customers.Search;

/// <summary>Keeps the index in step with every customer that EF Core saves, in the same transaction. Bulk writes go through <see cref="CustomerWriter"/>.</summary>
internal sealed class CustomerIndexing(ICustomerIndex index) : SaveChangesInterceptor
{
    private static readonly string[] Indexed = [nameof(Customer.Name), nameof(Customer.Phone), nameof(Customer.Email), nameof(Customer.OwnerId), nameof(Customer.UnitId)];

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is GuanxiDb db)
        {
            var entries = db.ChangeTracker.Entries<Customer>().ToList();
            var gone = entries.Where(e => e.State == EntityState.Deleted).Select(e => e.Entity.Id.Value).ToList();
            var put = entries.Where(e => e.State == EntityState.Added || (e.State == EntityState.Modified && Indexed.Any(p => e.Property(p).IsModified)))
                .Select(e => (e.Entity.Id.Value, Tokens(e.Entity))).ToList();
            if (gone.Count + put.Count == 0) return result;
            await db.Database.OpenConnectionAsync(cancellationToken);
            try
            {
                if (gone.Count > 0) await index.Remove(db, gone, cancellationToken);
                if (put.Count > 0) await index.Put(db, put, fresh: false, cancellationToken);
            }
            finally
            {
                await db.Database.CloseConnectionAsync();
            }
        }
        return result;
    }

    internal static CustomerTokens Tokens(Customer customer) => SearchTokens.Of(new(
        customer.Name, customer.Kind == CustomerKind.Individual, [], customer.Phone is { } phone ? [phone] : [], customer.Email is { } email ? [email] : [],
        customer.Code, customer.OwnerId?.Value, customer.UnitId?.Value));
}
