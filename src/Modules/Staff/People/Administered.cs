using Guanxi.Data;
using Guanxi.Staff.Roles;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.People;

/// <summary>Rules for acting on somebody else's sign-in.</summary>
internal static class Administered
{
    /// <summary>The person, where this actor may act on them: nobody takes over someone who may do more than they.</summary>
    public static async Task<Colleague> By(this GuanxiDb db, Actor actor, Id<Person> id, CancellationToken ct)
    {
        var person = Refuse.Missing(await db.Set<Colleague>().FirstOrDefaultAsync(p => p.Id == id, ct), "staff.person.not_found");
        (await db.Set<Role>().FirstAsync(r => r.Id == person.RoleId, ct)).GivenBy(actor);
        return person;
    }

    /// <summary>The last owner stays: without one nobody could give rights any more.</summary>
    public static async Task KeepAnOwner(this GuanxiDb db, Colleague leaving, CancellationToken ct)
    {
        var owners = from person in db.Set<Colleague>() join role in db.Set<Role>() on person.RoleId equals role.Id where person.Active && role.Rights == "*" select person.Id;
        var all = await owners.Take(2).ToListAsync(ct);
        Refuse.If(all is [var last] && last == leaving.Id, "staff.person.last_owner");
    }
}
