using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Bonds;

/// <summary>Bonds as questions ask for them.</summary>
internal static class BondReading
{
    /// <summary>Those that hold on a day. The same as <see cref="Bond.HoldsOn"/>.</summary>
    public static IQueryable<Bond> Holding(this IQueryable<Bond> bonds, DateOnly day) => bonds.Where(b => b.EndedOn == null && b.FromOn <= day && (b.ExpiresOn == null || b.ExpiresOn >= day));

    /// <summary>Those that expire between two days, both included, and that nothing goes on from. The same as <see cref="Bond.IsRenewedBy"/>.</summary>
    public static IQueryable<Bond> Expiring(this GuanxiDb db, DateOnly from, DateOnly until) => db.Set<Bond>().AsNoTracking().Where(b => b.EndedOn == null && b.ExpiresOn >= from && b.ExpiresOn <= until
        && !db.Set<Bond>().Any(n => n.CustomerId == b.CustomerId && n.EndedOn == null && n.Id != b.Id && (n.RenewsId == b.Id || (n.Form == b.Form && n.FromOn > b.FromOn)) && (n.ExpiresOn == null || n.ExpiresOn > b.ExpiresOn)));
}
