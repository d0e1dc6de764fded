using Guanxi.Customers;
using Guanxi.Jobs;

namespace Guanxi.Retention;

/// <summary>Who may be given something to do for a customer: people of the firm who may see that customer. Otherwise it would lead nowhere, or show too much.</summary>
internal static class People
{
    public static async Task<Id<Person>> Check(string field, Id<Person> wanted, Id<Customer> customer, Actor actor, IActors actors, IReach<Customer> reach, CancellationToken ct)
    {
        if (wanted == actor.Id || wanted.IsNone) return actor.Id;
        var other = await actors.Find(wanted, ct);
        Refuse.Field(field, other is null, "retention.person.missing");
        Refuse.Field(field, !await reach.Reaches(other, customer, ct), "retention.person.cannot_see", other.Name);
        return wanted;
    }
}
