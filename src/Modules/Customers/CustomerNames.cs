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

    /// <summary>A private person, not an organisation.</summary>
    public bool IsPerson { get; init; }
}

/// <summary>Customers as a read shape to join, so that no other module touches the table.</summary>
public static class CustomerNames
{
    /// <summary>Those within the actor's scope.</summary>
    public static IQueryable<CustomerName> CustomerNamesFor(this GuanxiDb db, Actor actor) => db.Set<Customer>().AsNoTracking().VisibleTo(actor)
        .Select(c => new CustomerName { Id = c.Id, Code = c.Code, Name = c.Name, OwnerId = c.OwnerId });

    private static readonly PreparedQuery<Id<Customer>, CustomerFace?> Face = PreparedQuery.One((GuanxiDb db, Id<Customer> customer, CancellationToken _) =>
        db.Set<CustomerFace>().AsNoTracking().FirstOrDefault(f => f.CustomerId == customer));

    /// <summary>One of those within the actor's scope; null for another.</summary>
    public static async Task<CustomerName?> CustomerNameFor(this GuanxiDb db, Actor actor, Id<Customer> customer, CancellationToken ct) =>
        await db.Seen(actor, customer, ct) is { } seen ? new() { Id = seen.Id, Code = seen.Code, Name = seen.Name, OwnerId = seen.OwnerId } : null;

    /// <summary>A customer's present standing in short; null before the first run.</summary>
    public static Task<CustomerFace?> FaceOf(this GuanxiDb db, Id<Customer> customer, CancellationToken ct) => db.Once((typeof(CustomerFace), customer), () => Face.Run(db, customer, ct));

    /// <summary>Those of these customers that are within the actor's scope.</summary>
    public static async Task<IReadOnlyDictionary<Id<Customer>, CustomerName>> CustomerNamesFor(this GuanxiDb db, Actor actor, IReadOnlyList<Id<Customer>> customers, CancellationToken ct) =>
        customers.Count == 1 ? new[] { await db.CustomerNameFor(actor, customers[0], ct) }.OfType<CustomerName>().ToDictionary(c => c.Id)
        : await db.CustomerNamesFor(actor).Where(c => customers.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);

    /// <summary>Present standings of these customers in short.</summary>
    public static async Task<IReadOnlyDictionary<Id<Customer>, CustomerFace>> FacesOf(this GuanxiDb db, IReadOnlyList<Id<Customer>> customers, CancellationToken ct) =>
        customers.Count == 1 ? new[] { await db.FaceOf(customers[0], ct) }.OfType<CustomerFace>().ToDictionary(f => f.CustomerId)
        : await db.Set<CustomerFace>().AsNoTracking().Where(f => customers.Contains(f.CustomerId)).ToDictionaryAsync(f => f.CustomerId, ct);

    private static readonly PreparedQuery<Id<Customer>, int> BroughtBy = PreparedQuery.One((GuanxiDb db, Id<Customer> customer, CancellationToken _) =>
        db.Set<Customer>().Count(c => c.ReferredById == customer));

    /// <summary>How many customers this one brought, whoever may see them.</summary>
    public static Task<int> Brought(this GuanxiDb db, Id<Customer> customer, CancellationToken ct) => BroughtBy.Run(db, customer, ct);

    /// <summary>Customers who brought others, once for each of those.</summary>
    public static IQueryable<Id<Customer>> Referrers(this GuanxiDb db) => db.Set<Customer>().Where(c => c.ReferredById != null).Select(c => c.ReferredById!.Value);

    /// <summary>The customer itself, where it is within the actor's scope.</summary>
    internal static Task<Customer?> Seen(this GuanxiDb db, Actor actor, Id<Customer> customer, CancellationToken ct) => db.Once((typeof(Customer), actor.Id, customer), () =>
        db.Set<Customer>().AsNoTracking().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == customer, ct));

    /// <summary>Everybody's. What a person is shown of it starts with <c>CustomerNamesFor</c>.</summary>
    public static IQueryable<CustomerOwner> CustomerOwners(this GuanxiDb db) => db.Set<Customer>().AsNoTracking().Select(c => new CustomerOwner { Id = c.Id, OwnerId = c.OwnerId, UnitId = c.UnitId, IsPerson = c.Kind == CustomerKind.Individual });
}
