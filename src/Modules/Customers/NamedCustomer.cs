using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>One customer's code and name, for the head of pages that other modules have about it.</summary>
[Needs("customers.read")]
public sealed record NamedCustomer : IQuestion<CustomerName>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<NamedCustomer, CustomerName>
    {
        public async Task<CustomerName> Handle(NamedCustomer request, Actor actor, CancellationToken ct) =>
            Refuse.Missing(await db.CustomerNamesFor(actor).FirstOrDefaultAsync(c => c.Id == request.CustomerId, ct), "customers.customer.not_found");
    }
}
