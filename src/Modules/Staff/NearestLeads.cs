using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Staff;

/// <summary>Who leads a unit: its own lead, else the nearest one above.</summary>
public sealed class NearestLeads
{
    private readonly Dictionary<Id<Unit>, Id<Person>> leads;
    private readonly Dictionary<Id<Unit>, string> paths;

    private NearestLeads(Dictionary<Id<Unit>, Id<Person>> leads, Dictionary<Id<Unit>, string> paths) => (this.leads, this.paths) = (leads, paths);

    public static async Task<NearestLeads> Read(GuanxiDb db, CancellationToken ct) => new(
        (await db.UnitLeads().ToListAsync(ct)).GroupBy(l => l.UnitId).ToDictionary(g => g.Key, g => g.Min(l => l.PersonId)),
        await db.UnitNames().ToDictionaryAsync(u => u.Id, u => u.Path, ct));

    /// <summary>Null for no unit, and where nobody leads anything above it.</summary>
    public Id<Person>? Of(Id<Unit>? unit)
    {
        if (unit is not { } id || !paths.TryGetValue(id, out var path)) return null;
        foreach (var above in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            if (Id<Unit>.TryParse(above, null, out var key) && leads.TryGetValue(key, out var lead)) return lead;
        return null;
    }
}
