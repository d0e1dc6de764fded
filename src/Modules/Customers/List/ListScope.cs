using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>The units that a filter by unit means.</summary>
internal sealed class ListScope(GuanxiDb db)
{
    /// <summary>The unit with all below it; null where none is asked for.</summary>
    public async Task<IReadOnlyList<Id<Unit>>?> Units(Id<Unit>? unit, CancellationToken ct)
    {
        if (unit is not { } id) return null;
        var path = await db.UnitNames().Where(u => u.Id == id).Select(u => u.Path).FirstOrDefaultAsync(ct);
        return path is null ? [] : await db.UnitNames().Where(u => u.Path.StartsWith(path)).Select(u => u.Id).ToListAsync(ct);
    }
}
