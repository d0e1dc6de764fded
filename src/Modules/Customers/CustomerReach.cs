using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Whether a customer is within someone's scope.</summary>
internal sealed class CustomerReach(GuanxiDb db) : IReach<Customer>
{
    public string NotFound => "customers.customer.not_found";

    public Task<bool> Reaches(Actor actor, Id<Customer> id, CancellationToken ct) => db.Set<Customer>().VisibleTo(actor).AnyAsync(c => c.Id == id, ct);
}
