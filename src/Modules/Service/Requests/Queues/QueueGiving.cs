using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Queues;

/// <summary>Gives what comes into a queue to somebody, where the queue says so: to whoever of those who may see the customer has the fewest open requests there, among equals to whoever was given one longest ago.</summary>
internal sealed class QueueGiving(GuanxiDb db, IDatabase database, IActors actors, IReach<Customer> reach)
{
    /// <returns>Null where the queue leaves it to people, and where nobody of it may see the customer.</returns>
    public async Task<Id<Person>?> ToWhom(ServiceQueue queue, Id<Customer> customer, CancellationToken ct)
    {
        if (queue.Rule != QueueRule.FewestOpen) return null;
        var id = queue.Id;
        // Two that come in at one moment would both go to whoever had the fewest before either.
        await db.Hold(database, $"service_queue r WHERE r.id = {id.Value}", ct);
        // Asked of the database, and not of what this process remembers of people: somebody who left a second ago is given nothing.
        var members = await db.Set<QueueMember>().Where(m => m.QueueId == id && db.PeopleWho(ServiceRights.Edit).Contains(m.PersonId)).Select(m => m.PersonId).ToListAsync(ct);
        var loads = await db.Set<ServiceRequest>().Where(r => r.QueueId == id && r.HandlerId != null && members.Contains(r.HandlerId.Value)).GroupBy(r => r.HandlerId)
            .Select(g => new { Person = g.Key, Open = g.Sum(r => r.State == RequestState.Open ? 1 : 0), Last = g.Max(r => r.ReceivedAt) }).ToListAsync(ct);
        var byPerson = loads.ToDictionary(l => l.Person!.Value);
        foreach (var person in members.OrderBy(m => byPerson.GetValueOrDefault(m)?.Open ?? 0).ThenBy(m => byPerson.GetValueOrDefault(m)?.Last ?? DateTimeOffset.MinValue).ThenBy(m => m))
            if (await actors.Find(person, ct) is { } found && found.May(ServiceRights.Edit) && await reach.Reaches(found, customer, ct)) return person;
        return null;
    }
}

internal static class QueueReading
{
    /// <summary>A queue in which something may lie from now on.</summary>
    /// <exception cref="RefusedException">There is none, or it is closed.</exception>
    public static async Task<ServiceQueue> QueueToLieIn(this GuanxiDb db, Id<ServiceQueue> id, CancellationToken ct)
    {
        var queue = Refuse.Missing(await db.Set<ServiceQueue>().FirstOrDefaultAsync(q => q.Id == id, ct), "service.queue.not_found");
        Refuse.If(!queue.Open, "service.queue.closed", queue.Name);
        return queue;
    }

    /// <summary>The unit of a customer.</summary>
    public static Task<Id<Unit>?> UnitOf(this GuanxiDb db, Id<Customer> customer, CancellationToken ct) => db.CustomerOwners().Where(c => c.Id == customer).Select(c => c.UnitId).FirstOrDefaultAsync(ct);
}
