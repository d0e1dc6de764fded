using Guanxi.Customers.Merging;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Two customers became one: what belonged to the one belongs to the survivor. Its figures follow with the next run.</summary>
public sealed record CustomersMerged(Id<Customer> SurvivorId, Id<Customer> MergedId);

/// <summary>A merge was taken back: both customers are there again.</summary>
public sealed record CustomersParted(Id<Customer> SurvivorId, Id<Customer> MergedId);

/// <summary>Merges as other modules need to know of them.</summary>
public static class MergedCustomers
{
    /// <summary>Ids under which a customer's past lies: its own, and those of who was merged into it.</summary>
    public static Task<List<long>> IdsOf(this GuanxiDb db, Id<Customer> customer, CancellationToken ct) => db.SubjectsOf(customer, ct);

    /// <summary>Of the customers that came with an import, those that are merged into others: numbers and names.</summary>
    public static async Task<IReadOnlyList<string>> MergedOfImport(this GuanxiDb db, long import, CancellationToken ct) =>
        [.. (await db.Set<CustomerMerge>().AsNoTracking().Where(m => m.ImportId == import).OrderBy(m => m.Id).Select(m => new { m.FormerCode, m.FormerName }).ToListAsync(ct)).Select(m => $"{m.FormerName} ({m.FormerCode})")];
}
