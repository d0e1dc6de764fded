using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>Who is rated, and by whom: people of a unit by its lead, a unit's lead by the lead of the unit above. Where nobody leads, one looks further up.</summary>
/// <remarks>Left out are those who sign, and who leads the firm as a whole: they stand at the end of the chain.</remarks>
internal sealed class RaterChoice(GuanxiDb db)
{
    /// <param name="chosen">Units that take part, with all below; none for the whole firm.</param>
    public async Task<(IReadOnlyList<RatedPerson> Rated, int WithoutRater)> Of(IReadOnlyCollection<Id<Unit>> chosen, CancellationToken ct)
    {
        var units = await db.UnitNames().ToDictionaryAsync(u => u.Id, ct);
        var (raters, signers) = ((await db.PeopleWho(AppraisalRights.Rate).ToListAsync(ct)).ToHashSet(), (await db.PeopleWho(AppraisalRights.Sign).ToListAsync(ct)).ToHashSet());
        var all = await db.UnitLeads().ToListAsync(ct);
        var isLead = all.Select(l => l.PersonId).ToHashSet();
        var leads = all.Where(l => raters.Contains(l.PersonId)).ToLookup(l => l.UnitId, l => l.PersonId);
        var people = await db.PersonNames().Where(p => p.Active).OrderBy(p => p.Id).ToListAsync(ct);
        var paths = chosen.Select(c => units[c].Path).ToList();
        var rated = new List<RatedPerson>();
        var without = 0;
        // In a firm where nobody leads the whole, somebody at its head who may rate does.
        var heads = people.Where(p => units[p.UnitId].Depth == 0 && raters.Contains(p.Id)).Select(p => p.Id).ToList();
        foreach (var person in people.Where(p => paths.Count == 0 || paths.Exists(path => units[p.UnitId].Path.StartsWith(path, StringComparison.Ordinal))))
        {
            var (unit, lead) = (units[person.UnitId], isLead.Contains(person.Id));
            if (signers.Contains(person.Id) || (lead && unit.Depth == 0)) continue;
            if (Above(unit, lead, person.Id) is { IsNone: false } rater) rated.Add(new(person.Id, person.UnitId, rater));
            else without++;
        }
        return (rated, without);

        Id<Person> Above(UnitName unit, bool lead, Id<Person> person)
        {
            for (var at = lead ? Parent(unit) : unit; at is not null; at = Parent(at))
                if (leads[at.Id].Where(l => l != person).Order().FirstOrDefault() is { IsNone: false } found) return found;
            return heads.Find(h => h != person);
        }

        UnitName? Parent(UnitName unit) => unit.ParentId is { } parent ? units.GetValueOrDefault(parent) : null;
    }
}

/// <summary>Somebody who is rated, and by whom.</summary>
internal readonly record struct RatedPerson(Id<Person> PersonId, Id<Unit> UnitId, Id<Person> RaterId);
