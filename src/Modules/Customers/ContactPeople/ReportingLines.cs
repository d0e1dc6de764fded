using Guanxi.Staff;

namespace Guanxi.Customers;

/// <summary>People in the order of their reporting lines.</summary>
internal static class ReportingLines
{
    /// <returns>Each superior before those who report to them, with the number of superiors above. Whose superior is not among them stands at the top.</returns>
    public static IReadOnlyList<(ContactPerson Person, int Depth)> Of(IReadOnlyCollection<ContactPerson> people)
    {
        var known = people.Select(p => p.Id).ToHashSet();
        var below = people.ToLookup(p => p.ReportsToId is { } superior && known.Contains(superior) ? superior : default);
        var (lines, placed) = (new List<(ContactPerson, int)>(people.Count), new HashSet<Id<ContactPerson>>());
        foreach (var top in Ordered(below[default])) Place(top, 0);
        // A circle can't be entered, only brought in from outside: nobody is lost by it.
        foreach (var left in Ordered(people.Where(p => !placed.Contains(p.Id)))) Place(left, 0);
        return lines;

        void Place(ContactPerson person, int depth)
        {
            if (!placed.Add(person.Id)) return;
            lines.Add((person, depth));
            foreach (var next in Ordered(below[person.Id])) Place(next, depth + 1);
        }
    }

    // Who decides comes first; whose role is unknown last.
    private static IEnumerable<ContactPerson> Ordered(IEnumerable<ContactPerson> people) => people.OrderBy(p => p.Role is { } role ? (int)role : int.MaxValue).ThenBy(p => p.Name, ByName.Order).ThenBy(p => p.Id.Value).ToList();
}
