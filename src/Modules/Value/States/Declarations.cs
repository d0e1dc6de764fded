using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.States;

/// <summary>The declarations that held at the end of a day, by customer. Few: nobody declares thousands by hand.</summary>
internal sealed class Declarations
{
    private readonly Dictionary<long, (bool Unfit, DateOnly? LostOn)> held = [];

    public static async Task<Declarations> Of(GuanxiDb db, DateOnly day, CancellationToken ct)
    {
        var found = new Declarations();
        var rows = await db.Set<CustomerDeclaration>().AsNoTracking().Where(d => d.DeclaredOn <= day && (d.LiftedOn == null || d.LiftedOn > day))
            .Select(d => new { d.CustomerId, d.Kind, d.DeclaredOn }).ToListAsync(ct);
        foreach (var customer in rows.GroupBy(r => r.CustomerId.Value))
            found.held[customer.Key] = (customer.Any(d => d.Kind == DeclaredAs.Unfit), customer.Where(d => d.Kind == DeclaredAs.Lost).Max(d => (DateOnly?)d.DeclaredOn));
        return found;
    }

    public bool Unfit(long customer) => held.TryGetValue(customer, out var of) && of.Unfit;

    /// <summary>Whether it was declared lost and has not bought since.</summary>
    /// <param name="lastPurchaseOn">Its last purchase day.</param>
    public bool Lost(long customer, DateOnly lastPurchaseOn) => held.TryGetValue(customer, out var of) && of.LostOn is { } day && day >= lastPurchaseOn;
}
