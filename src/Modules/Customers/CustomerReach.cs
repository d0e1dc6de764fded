using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Whether a customer is within someone's scope.</summary>
internal sealed class CustomerReach(GuanxiDb db) : IReach<Customer>
{
    public string NotFound => "customers.customer.not_found";

    // A page that may show a customer is about to read it.
    public async Task<bool> Reaches(Actor actor, Id<Customer> id, CancellationToken ct) =>
        db.Shares() ? await db.Seen(actor, id, ct) is not null : await db.Set<Customer>().VisibleTo(actor).AnyAsync(c => c.Id == id, ct);
}
