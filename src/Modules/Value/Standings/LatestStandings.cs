using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Standings;

/// <summary>Standings as of a day: the newest that is not younger.</summary>
internal static class LatestStandings
{
    private static readonly PreparedQuery<DateOnly, DateOnly?> NewestDay = PreparedQuery.One((GuanxiDb db, DateOnly until, CancellationToken _) =>
        db.Set<InsightRun>().Where(r => r.AsOf <= until).OrderByDescending(r => r.AsOf).Select(r => (DateOnly?)r.AsOf).FirstOrDefault());

    private static readonly PreparedQuery<Id<Customer>, DateOnly, Standing?> OfDay = PreparedQuery.One((GuanxiDb db, Id<Customer> customer, DateOnly day, CancellationToken _) =>
        db.Set<Standing>().AsNoTracking().FirstOrDefault(s => s.AsOf == day && s.CustomerId == customer));

    /// <summary>The day of the newest run that is not younger than the day; null where there was none.</summary>
    public static Task<DateOnly?> Day(GuanxiDb db, DateOnly? asOf, CancellationToken ct) => db.Once((typeof(InsightRun), asOf), () => NewestDay.Run(db, asOf ?? DateOnly.MaxValue, ct));

    /// <summary>Of several customers, those of exactly this day.</summary>
    public static async Task<Dictionary<Id<Customer>, Standing>> Of(GuanxiDb db, List<Id<Customer>> customers, DateOnly day, CancellationToken ct) =>
        await db.Set<Standing>().AsNoTracking().Where(s => customers.Contains(s.CustomerId) && s.AsOf == day).ToDictionaryAsync(s => s.CustomerId, ct);

    /// <summary>Of one customer, that of the newest run that is not younger than the day; null where there is none.</summary>
    public static async Task<Standing?> Of(GuanxiDb db, Id<Customer> customer, DateOnly? asOf, CancellationToken ct) =>
        await Day(db, asOf, ct) is { } day ? await db.Once((typeof(Standing), day, customer), () => OfDay.Run(db, customer, day, ct)) : null;
}
