using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff.People;

/// <summary>Who may be administered: everybody by whom all is visible to, else the people of the units within reach.</summary>
internal sealed class PersonReach(GuanxiDb db) : IReach<Person>
{
    public string NotFound => "staff.person.not_found";

    public Task<bool> Reaches(Actor actor, Id<Person> id, CancellationToken ct) => Within(db.Set<Colleague>(), actor).AnyAsync(p => p.Id == id, ct);

    public static IQueryable<Colleague> Within(IQueryable<Colleague> people, Actor actor)
    {
        var (me, units) = (actor.Id, actor.Units);
        return actor.Scope switch
        {
            Scope.All => people,
            Scope.Own => people.Where(p => p.Id == me),
            _ => people.Where(p => p.Id == me || units.Contains(p.UnitId)),
        };
    }
}
