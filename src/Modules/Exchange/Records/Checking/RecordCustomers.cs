using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Records;

/// <summary>Finds whom the rows of a file are about, among the customers that the loader may see.</summary>
internal sealed class RecordCustomers(GuanxiDb db, Actor actor)
{
    private const int AtOnce = 500;

    private readonly Dictionary<ContactMark, Id<Customer>> byMark = [];
    private readonly Dictionary<string, List<Id<Customer>>> byName = new(StringComparer.Ordinal);
    private HashSet<Id<Customer>> seen = [];

    /// <summary>Reads all that is needed for these customers, at once.</summary>
    public async Task Look(IEnumerable<CustomerWords> customers, CancellationToken ct)
    {
        var all = customers.DistinctBy(words => words.Key).ToList();
        foreach (var kind in ContactMark.Kinds)
            foreach (var chunk in all.SelectMany(Marks).Where(mark => mark.Kind == kind).Select(mark => mark.Value).Distinct().Chunk(AtOnce))
                foreach (var key in await db.Set<ContactKey>().AsNoTracking().Where(key => key.Kind == kind && chunk.Contains(key.Value)).ToListAsync(ct)) byMark[new(kind, key.Value)] = key.CustomerId;
        foreach (var chunk in byMark.Values.Distinct().Chunk(AtOnce)) seen.UnionWith(await db.CustomerNamesFor(actor).Where(customer => chunk.Contains(customer.Id)).Select(customer => customer.Id).ToListAsync(ct));
        foreach (var chunk in all.Select(NameOf).OfType<string>().Distinct().Chunk(AtOnce))
            foreach (var found in await db.CustomerNamesFor(actor).Where(customer => chunk.Contains(customer.Name)).Select(customer => new { customer.Name, customer.Id }).ToListAsync(ct))
            {
                if (!byName.TryGetValue(found.Name, out var same)) byName[found.Name] = same = [];
                same.Add(found.Id);
            }
    }

    /// <summary>By the surest mark that anybody has; where none has any, by a name that only one has.</summary>
    /// <returns>The customer, or how many have the name.</returns>
    public (Id<Customer>? Customer, int Several) Find(CustomerWords words)
    {
        foreach (var mark in Marks(words))
            if (byMark.TryGetValue(mark, out var owner)) return (seen.Contains(owner) ? owner : null, 0);
        return NameOf(words) is { } name && byName.TryGetValue(name, out var same) ? same.Count == 1 ? (same[0], 0) : (null, same.Count) : (null, 0);
    }

    // The country of a phone stands in no file of records: it is the firm's own.
    private static IEnumerable<ContactMark> Marks(CustomerWords words) => ContactMark.Of(words, null);

    // A column called "customer" may hold names as well as numbers.
    private static string? NameOf(CustomerWords words) => words.Name ?? words.Code;
}
