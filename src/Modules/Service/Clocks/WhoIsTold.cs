using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Clocks;

/// <summary>
/// Who is told of what was missed or came in: whoever leads the unit, else whoever leads nearest above it; where nobody leads, the first who still works here, may see to it and can see it.
/// Nothing is passed on to nobody, as long as there is somebody.
/// </summary>
internal sealed class WhoIsTold(GuanxiDb db, IActors actors, IReach<Customer> reach)
{
    /// <summary>Of so many who may see to it one is found who can see it.</summary>
    private const int MostAsked = 50;

    private readonly Dictionary<string, List<Actor>> others = [];
    private NearestLeads? leads;

    /// <param name="unit">Null where it concerns the whole firm.</param>
    /// <param name="customer">Whom the person must be able to see; none for what is nobody's.</param>
    /// <param name="right">What somebody may who is told although they lead nothing.</param>
    /// <param name="but">Who knows already: told only as the lead.</param>
    public async Task<Id<Person>?> Of(Id<Unit>? unit, Id<Customer> customer, string right, Id<Person>? but, CancellationToken ct)
    {
        leads ??= await NearestLeads.Read(db, ct);
        if (leads.Of(unit) is { } lead) return lead;
        foreach (var other in await WhoMay(right, ct))
            if (other.Id != but && (customer.IsNone ? other.Scope == Scope.All || unit is null || other.Units.Contains(unit.Value) : await reach.Reaches(other, customer, ct))) return other.Id;
        return null;
    }

    private async Task<List<Actor>> WhoMay(string right, CancellationToken ct)
    {
        if (others.TryGetValue(right, out var known)) return known;
        List<Actor> found = [];
        foreach (var person in await db.PeopleWho(right).OrderBy(p => p).Take(MostAsked).ToListAsync(ct))
            if (await actors.Find(person, ct) is { } actor) found.Add(actor);
        return others[right] = found;
    }
}
