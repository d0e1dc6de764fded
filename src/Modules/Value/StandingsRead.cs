using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>Standings as a read shape for modules above, which know neither the table nor how long a day is kept.</summary>
public static class StandingsRead
{
    /// <summary>The last standing of a customer before a day; null where none is kept.</summary>
    public static async Task<StandingOnDay?> StandingBefore(this GuanxiDb db, Id<Customer> customer, DateOnly day, CancellationToken ct)
    {
        // Standings lie by day: of one customer they are looked up for the days that there was a run.
        var days = await db.Set<InsightRun>().AsNoTracking().Where(r => r.AsOf < day).Select(r => r.AsOf).Distinct().OrderByDescending(d => d).ToListAsync(ct);
        return await db.Set<Standing>().AsNoTracking().Where(s => days.Contains(s.AsOf) && s.CustomerId == customer).OrderByDescending(s => s.AsOf).Select(CustomerStandings.OnDay).FirstOrDefaultAsync(ct);
    }
}
