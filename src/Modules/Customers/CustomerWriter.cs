using Guanxi.Customers.Search;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>A customer on its way into the database past EF Core.</summary>
public sealed record NewCustomer
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required CustomerKind Kind { get; init; }
    public required string Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? WeChat { get; init; }
    public string? Country { get; init; }
    public string? Province { get; init; }
    public string? City { get; init; }
    public string? Address { get; init; }
    public DateOnly? Birthday { get; init; }
    public string? CreditCode { get; init; }
    public string? Industry { get; init; }
    public string? Gender { get; init; }
    public string? Occupation { get; init; }
    public string? StaffBand { get; init; }
    public string? TurnoverBand { get; init; }
    public string? Region { get; init; }
    public long? CreditLimit { get; init; }
    public int? CreditTermDays { get; init; }
    public string? Source { get; init; }
    public string? Note { get; init; }
    public long? OwnerId { get; init; }
    public long? UnitId { get; init; }
    public long? ReferredById { get; init; }
    public long? ImportId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Who is known there, of an organisation; sorted by id.</summary>
    public IReadOnlyList<NewContactPerson> People { get; init; } = [];
}

/// <summary>Somebody at an organisation, on the way into the database with it.</summary>
public sealed record NewContactPerson
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public string? Position { get; init; }
    public string? Department { get; init; }

    /// <summary>In E.164, between commas.</summary>
    public string? Phones { get; init; }
    public string? Emails { get; init; }
    public BuyingRole? Role { get; init; }
    public Attitude Attitude { get; init; }
    public long? ReportsToId { get; init; }
    public required long AddedBy { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>Writes and removes many customers: their rows, the keys that they are found by, and the search index, in the transaction under way.</summary>
public sealed class CustomerWriter
{
    private static readonly string[] Properties =
    [
        nameof(Customer.Id), nameof(Customer.Version), nameof(Customer.ChangeStamp), nameof(Customer.Code), nameof(Customer.Kind), nameof(Customer.Name), nameof(Customer.NameSort),
        nameof(Customer.Phone), nameof(Customer.Email), nameof(Customer.WeChat), nameof(Customer.Country), nameof(Customer.Province), nameof(Customer.City), nameof(Customer.Address),
        nameof(Customer.Birthday), nameof(Customer.CreditCode), nameof(Customer.Industry), nameof(Customer.Source), nameof(Customer.Note), nameof(Customer.OwnerId), nameof(Customer.UnitId),
        nameof(Customer.ReferredById), nameof(Customer.ImportId), nameof(Customer.CreatedAt), nameof(Customer.ConfirmedAt), nameof(Customer.Gender), nameof(Customer.Occupation),
        nameof(Customer.StaffBand), nameof(Customer.TurnoverBand), nameof(Customer.Region), nameof(Customer.CreditLimit), nameof(Customer.CreditTermDays),
    ];

    private static readonly string[] PersonProperties =
    [
        nameof(ContactPerson.CustomerId), nameof(ContactPerson.Id), nameof(ContactPerson.Version), nameof(ContactPerson.ChangeStamp), nameof(ContactPerson.Name), nameof(ContactPerson.Position), nameof(ContactPerson.Department),
        nameof(ContactPerson.Phones), nameof(ContactPerson.Emails), nameof(ContactPerson.Role), nameof(ContactPerson.Attitude), nameof(ContactPerson.ReportsToId), nameof(ContactPerson.AddedBy), nameof(ContactPerson.AddedAt),
    ];

    private readonly IDatabase database;
    private readonly ITokenIndex index;

    internal CustomerWriter(IDatabase database, ITokenIndex index) => (this.database, this.index) = (database, index);

    /// <summary>Adds them. The caller made sure that codes are free; a phone or e-mail that is another customer's is kept as a fact, and remains the other's key.</summary>
    /// <param name="customers">Sorted by id.</param>
    /// <param name="now">For the warehouse.</param>
    /// <param name="keysAreFree">Their phones and e-mails are known to be nobody's yet: nothing is looked up.</param>
    public async Task Add(GuanxiDb db, IReadOnlyList<NewCustomer> customers, DateTimeOffset now, bool keysAreFree, CancellationToken ct)
    {
        var stamp = Moments.Next(now);
        await database.Write(db, BulkTarget.For<Customer>(db, Properties), Prepared(customers, c => Row(c, stamp)), ct);
        await database.Write(db, BulkTarget.For<ContactPerson>(db, PersonProperties), customers.SelectMany(c => c.People.Select(p => new object?[]
        {
            c.Id, p.Id, 0, stamp, p.Name, p.Position, p.Department, p.Phones, p.Emails, p.Role?.ToString(), p.Attitude.ToString(), p.ReportsToId, p.AddedBy, p.AddedAt,
        })), ct);
        var keys = customers.SelectMany(Keys).DistinctBy(k => (k.Kind, k.Value)).ToList();
        if (!keysAreFree) keys = await Free(db, keys, ct);
        keys.Sort((a, b) => string.CompareOrdinal(a.Kind, b.Kind) is var kind && kind != 0 ? kind : string.CompareOrdinal(a.Value, b.Value));
        await database.Write(db, BulkTarget.For<ContactKey>(db, [nameof(ContactKey.Kind), nameof(ContactKey.Value), nameof(ContactKey.CustomerId)]),
            keys.Select(k => new object?[] { k.Kind, k.Value, k.CustomerId }), ct);
        await index.Put(db, Prepared(customers, c => (c.Id, Tokens(c))), fresh: true, ct);
    }

    /// <summary>Removes customers that nothing refers to any more, and tells the warehouse.</summary>
    public async Task Remove(GuanxiDb db, IReadOnlyList<Id<Customer>> customers, CancellationToken ct)
    {
        await db.Set<ContactKey>().Where(k => customers.Contains(k.CustomerId)).ExecuteDeleteAsync(ct);
        await db.Set<CustomerFace>().Where(f => customers.Contains(f.CustomerId)).ExecuteDeleteAsync(ct);
        // Nobody was brought by a customer who is no more.
        foreach (var brought in await db.Set<Customer>().Where(c => c.ReferredById != null && customers.Contains(c.ReferredById.Value)).ToListAsync(ct)) brought.ReferBy(null);
        await db.Set<CustomerLink>().Where(l => customers.Contains(l.OtherId)).ExecuteDeleteAsync(ct);
        await index.Remove(db, customers.Select(c => c.Value), ct);
        // Through the change tracker: it leaves the tombstones.
        db.RemoveRange(await db.Set<Customer>().Where(c => customers.Contains(c.Id)).ToListAsync(ct));
    }

    // Sort keys and tokens cost as much as writing them: other cores make them ahead.
    private static IEnumerable<T> Prepared<T>(IReadOnlyList<NewCustomer> customers, Func<NewCustomer, T> prepare) =>
        customers.Count < 200 ? customers.Select(prepare) : customers.AsParallel().AsOrdered().Select(prepare);

    private static object?[] Row(NewCustomer c, long stamp) =>
    [
        c.Id, 0, stamp, c.Code, c.Kind.ToString(), c.Name, SearchTokens.SortKey(c.Name, c.Kind == CustomerKind.Individual), c.Phone, c.Email, c.WeChat, c.Country, c.Province, c.City, c.Address,
        c.Birthday, c.CreditCode, c.Industry, c.Source, c.Note, c.OwnerId, c.UnitId, c.ReferredById, c.ImportId, c.CreatedAt, c.ConfirmedAt,
        c.Gender, c.Occupation, c.StaffBand, c.TurnoverBand, c.Region, c.CreditLimit, c.CreditTermDays,
    ];

    private static IEnumerable<(string Kind, string Value, long CustomerId)> Keys(NewCustomer c)
    {
        yield return (ContactKey.Code, c.Code, c.Id);
        if (ContactKey.OfPhone(c.Phone, c.Country) is { } phone) yield return (ContactKey.Phone, phone, c.Id);
        if (ContactKey.OfEmail(c.Email) is { } email) yield return (ContactKey.Email, email, c.Id);
        foreach (var person in c.People)
        {
            foreach (var one in Several.Parts(person.Phones))
                if (ContactKey.OfPhone(one, c.Country) is { } number) yield return (ContactKey.Phone, number, c.Id);
            foreach (var one in Several.Parts(person.Emails)) yield return (ContactKey.Email, ContactKey.OfEmail(one)!, c.Id);
        }
    }

    private static async Task<List<(string Kind, string Value, long CustomerId)>> Free(GuanxiDb db, List<(string Kind, string Value, long CustomerId)> keys, CancellationToken ct)
    {
        var taken = new HashSet<(string, string)>();
        foreach (var group in keys.GroupBy(k => k.Kind))
            foreach (var some in group.Select(k => k.Value).Chunk(400))
                taken.UnionWith((await db.Set<ContactKey>().AsNoTracking().Where(k => k.Kind == group.Key && some.Contains(k.Value)).Select(k => k.Value).ToListAsync(ct)).Select(v => (group.Key, v)));
        return [.. keys.Where(k => !taken.Contains((k.Kind, k.Value)))];
    }

    private static SearchedBy Tokens(NewCustomer c) => SearchTokens.Of(new(
        c.Name, c.Kind == CustomerKind.Individual, c.People.Select(p => p.Name), c.People.SelectMany(p => Several.Parts(p.Phones)).Prepend(c.Phone).OfType<string>(),
        c.People.SelectMany(p => Several.Parts(p.Emails)).Prepend(c.Email).OfType<string>(), c.Code, c.OwnerId, c.UnitId));
}
