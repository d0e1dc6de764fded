using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Links as questions read them.</summary>
internal static class LinkReading
{
    // So many companies stand above one another nowhere; what is left unasked beyond is not a circle worth fearing.
    private const int MostAbove = 200;

    private static readonly PreparedQuery<Id<Customer>, List<CustomerLink>> Of = PreparedQuery.List((GuanxiDb db, Id<Customer> customer) =>
        db.Set<CustomerLink>().AsNoTracking().Where(l => l.CustomerId == customer || l.OtherId == customer).OrderBy(l => l.Id));

    /// <summary>All links of one customer, whichever end it is.</summary>
    public static Task<List<CustomerLink>> LinksOf(this GuanxiDb db, Id<Customer> customer, CancellationToken ct) => Of.Run(db, customer, ct);

    /// <summary>The link, to be changed, from either of its ends.</summary>
    public static async Task<CustomerLink> LinkToChange(this GuanxiDb db, Id<Customer> end, Id<CustomerLink> id, Actor actor, CancellationToken ct)
    {
        var link = Refuse.Missing(await db.Set<CustomerLink>().FirstOrDefaultAsync(l => l.Id == id && (l.CustomerId == end || l.OtherId == end), ct), "customers.link.not_found");
        // What somebody may not see they can't judge.
        Refuse.If(await db.CustomerNameFor(actor, link.Beside(end), ct) is null, "customers.link.not_yours");
        return link;
    }

    /// <summary>Whether one of the companies below is among those above, that one included: as its parent, the first would come round to itself.</summary>
    /// <param name="above">Where to begin to climb.</param>
    /// <param name="below">Who must not be met.</param>
    public static async Task<bool> ComesRound(this GuanxiDb db, IEnumerable<Id<Customer>> above, IReadOnlyCollection<Id<Customer>> below, DateOnly day, CancellationToken ct)
    {
        var (seen, next) = (new HashSet<Id<Customer>>(), above.ToList());
        while (next.Count > 0 && seen.Count < MostAbove)
        {
            if (next.Any(below.Contains)) return true;
            seen.UnionWith(next);
            var from = next;
            next = [.. (await db.Set<CustomerLink>().AsNoTracking().Where(l => from.Contains(l.CustomerId) && l.Kind == LinkKind.Parent && (l.UntilOn == null || l.UntilOn >= day)).Select(l => l.OtherId).ToListAsync(ct))
                .Where(c => !seen.Contains(c)).Distinct()];
        }
        return false;
    }
}
