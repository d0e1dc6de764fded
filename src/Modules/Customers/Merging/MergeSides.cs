using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers.Merging;

/// <summary>A fact that a merge chooses one of.</summary>
/// <param name="Name">The property.</param>
internal sealed record MergeFact(string Name, Func<Customer, string?> Read)
{
    /// <summary>Every fact but the unit, which goes with the owner.</summary>
    public static IReadOnlyList<MergeFact> Of(CustomerKind kind) =>
    [
        .. CustomerFields.All.Where(f => (f.Kind is null || f.Kind == kind) && f.Name != nameof(Customer.UnitId)).Select(f => new MergeFact(f.Name, f.Read)),
        .. kind == CustomerKind.Individual ? [new MergeFact(nameof(Customer.IdNumberSealed), c => c.IdNumberSealed)] : Array.Empty<MergeFact>(),
    ];
}

/// <summary>The two customers of a merge, and how facts get from one to the other.</summary>
internal sealed class MergeSides(GuanxiDb db)
{
    // As long as lines of referrals among people get.
    private const int LongestLine = 200;

    /// <summary>The one that is to go into the other, within the actor's reach.</summary>
    public async Task<Customer> Other(Id<Customer> survivor, Id<Customer> other, Actor actor, CancellationToken ct)
    {
        Refuse.If(survivor == other, "customers.merge.self");
        return Refuse.Missing(await db.Set<Customer>().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == other, ct), "customers.merge.other_not_found");
    }

    /// <summary>Gives the survivor facts of the other.</summary>
    /// <param name="take">Names of facts.</param>
    /// <returns>What changed.</returns>
    public async Task<List<TakenFact>> Take(Customer survivor, Customer other, IReadOnlyCollection<string> take, CancellationToken ct)
    {
        var before = Said(survivor);
        var facts = CustomerFacts.Of(survivor);
        foreach (var field in CustomerFields.All.Where(f => take.Contains(f.Name) && (f.Kind is null || f.Kind == survivor.Kind))) field.Write?.Invoke(facts, field.Read(other));
        survivor.TakeOver(facts);
        if (take.Contains(nameof(Customer.OwnerId))) survivor.Assign(other.OwnerId, other.UnitId);
        if (take.Contains(nameof(Customer.IdNumberSealed)) && survivor.Kind == CustomerKind.Individual) survivor.Keep(other.IdNumberSealed);
        survivor.ReferBy(await Referrer(survivor, other, take.Contains(nameof(Customer.ReferredById)) ? other.ReferredById : survivor.ReferredById, ct));
        var after = Said(survivor);
        return [.. before.Keys.Where(f => before[f] != after[f]).Select(f => new TakenFact(f, before[f], after[f]))];
    }

    /// <summary>Puts facts back to what they were before the merge.</summary>
    /// <returns>Names of those that were changed since, and stay.</returns>
    public static List<string> GiveBack(Customer survivor, IReadOnlyList<TakenFact> taken)
    {
        var now = Said(survivor);
        var (back, kept) = (taken.Where(t => now[t.Field] == t.After).ToDictionary(t => t.Field, t => t.Before), taken.Where(t => now[t.Field] != t.After).Select(t => t.Field).ToList());
        var facts = CustomerFacts.Of(survivor);
        foreach (var field in CustomerFields.All.Where(f => back.ContainsKey(f.Name))) field.Write?.Invoke(facts, back[field.Name]);
        survivor.TakeOver(facts);
        survivor.Assign(Back<Person>(nameof(Customer.OwnerId), survivor.OwnerId), Back<Unit>(nameof(Customer.UnitId), survivor.UnitId));
        survivor.ReferBy(Back<Customer>(nameof(Customer.ReferredById), survivor.ReferredById));
        if (back.TryGetValue(nameof(Customer.IdNumberSealed), out var number)) survivor.Keep(number);
        return kept;

        Id<T>? Back<T>(string field, Id<T>? current) => !back.TryGetValue(field, out var before) ? current : Id<T>.TryParse(before, null, out var id) ? id : null;
    }

    private static Dictionary<string, string?> Said(Customer customer) =>
        CustomerFields.All.Select(f => new MergeFact(f.Name, f.Read)).Append(new(nameof(Customer.IdNumberSealed), c => c.IdNumberSealed)).ToDictionary(f => f.Name, f => f.Read(customer));

    // Once the two are one, nobody may have brought himself, by whatever way.
    private async Task<Id<Customer>?> Referrer(Customer survivor, Customer other, Id<Customer>? referrer, CancellationToken ct)
    {
        var (above, steps) = (referrer, 0);
        while (above is { } one && steps++ < LongestLine)
        {
            if (one == survivor.Id || one == other.Id) return null;
            above = await db.Set<Customer>().AsNoTracking().Where(c => c.Id == one).Select(c => c.ReferredById).FirstOrDefaultAsync(ct);
        }
        return referrer;
    }
}
