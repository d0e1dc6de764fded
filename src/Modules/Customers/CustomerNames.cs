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

/// <summary>Customers as a read shape to join, so that no other module touches the table.</summary>
public static class CustomerNames
{
    /// <summary>Those within the actor's scope.</summary>
    public static IQueryable<CustomerName> CustomerNamesFor(this GuanxiDb db, Actor actor) => db.Set<Customer>().AsNoTracking().VisibleTo(actor)
        .Select(c => new CustomerName { Id = c.Id, Code = c.Code, Name = c.Name, OwnerId = c.OwnerId });
}
