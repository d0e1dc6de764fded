using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>A customer as other modules show it in lists of their own.</summary>
public sealed record CustomerName
{
    public Id<Customer> Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public Id<Person>? OwnerId { get; init; }
}

/// <summary>Whose a customer is, for what works on all customers and for no reader in particular.</summary>
public sealed record CustomerOwner
{
    public Id<Customer> Id { get; init; }
    public Id<Person>? OwnerId { get; init; }
    public Id<Unit>? UnitId { get; init; }
}

/// <summary>Customers as a read shape to join, so that no other module touches the table.</summary>
public static class CustomerNames
{
    /// <summary>Those within the actor's scope.</summary>
    public static IQueryable<CustomerName> CustomerNamesFor(this GuanxiDb db, Actor actor) => db.Set<Customer>().AsNoTracking().VisibleTo(actor)
        .Select(c => new CustomerName { Id = c.Id, Code = c.Code, Name = c.Name, OwnerId = c.OwnerId });

    /// <summary>What lists show of one customer's standing; read once by all the cards of a page. Null before the first run.</summary>
    public static Task<CustomerFace?> FaceOf(this GuanxiDb db, Id<Customer> customer, CancellationToken ct) =>
        db.Once((typeof(CustomerFace), customer), () => db.Set<CustomerFace>().AsNoTracking().FirstOrDefaultAsync(f => f.CustomerId == customer, ct));

    /// <summary>Everybody's. What a person is shown of it starts with <see cref="CustomerNamesFor"/>.</summary>
    public static IQueryable<CustomerOwner> CustomerOwners(this GuanxiDb db) => db.Set<Customer>().AsNoTracking().Select(c => new CustomerOwner { Id = c.Id, OwnerId = c.OwnerId, UnitId = c.UnitId });
}
