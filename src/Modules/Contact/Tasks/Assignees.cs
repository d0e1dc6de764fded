using Guanxi.Customers;
using Guanxi.Jobs;

namespace Guanxi.Contact.Tasks;

/// <summary>Who may be given a task: people of the firm who may see its customer. Otherwise the task would lead nowhere, or show too much.</summary>
internal sealed class Assignees(IActors actors, IReach<Customer> reach)
{
    public async Task<Id<Person>> Check(Id<Person>? wanted, Id<Customer> customer, Actor actor, CancellationToken ct)
    {
        if (wanted is not { IsNone: false } id || id == actor.Id) return actor.Id;
        var other = await actors.Find(id, ct);
        Refuse.Field("OwnerId", other is null, "contact.task.owner_missing");
        Refuse.Field("OwnerId", !await reach.Reaches(other, customer, ct), "contact.task.owner_cannot_see", other.Name);
        return id;
    }
}
