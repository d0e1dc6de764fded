using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>The customer who brought another one.</summary>
/// <param name="Id">Whose.</param>
/// <param name="Code">The firm's number; null where the customer is out of the reader's reach.</param>
/// <param name="Name">Null where the customer is out of the reader's reach.</param>
public sealed record Referrer(Id<Customer> Id, string? Code, string? Name);

/// <summary>Finds who brought a customer, and keeps referrals free of circles.</summary>
internal sealed class Referrers(GuanxiDb db)
{
    // A circle is refused when it is about to close; that a line of referrals is longer than this does not happen among people.
    private const int LongestLine = 200;

    /// <summary>The customer with this number, phone or e-mail, within the actor's reach.</summary>
    public async Task<Id<Customer>> Find(string said, Actor actor, CancellationToken ct)
    {
        List<string> values = [said.Trim(), .. new[] { ContactKey.OfPhone(said, "CN"), ContactKey.OfEmail(said) }.OfType<string>()];
        var found = await db.Set<ContactKey>().AsNoTracking().Where(k => values.Contains(k.Value) && k.Kind != ContactKey.CreditCode).Select(k => k.CustomerId).Distinct().ToListAsync(ct);
        var within = await db.CustomerNamesFor(actor).Where(c => found.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct);
        Refuse.Field("Referrer", within.Count == 0, "customers.referral.unknown", said.Trim());
        Refuse.Field("Referrer", within.Count > 1, "customers.referral.several", said.Trim());
        return within[0];
    }

    /// <summary>Names who brought the customer; nobody with null.</summary>
    public async Task Set(Customer customer, Id<Customer>? referrer, CancellationToken ct)
    {
        var (above, steps) = (referrer, 0);
        while (above is { } one && steps++ < LongestLine)
        {
            Refuse.Field("Referrer", steps > 1 && one == customer.Id, "customers.referral.circle");
            var next = await db.Set<Customer>().AsNoTracking().Where(c => c.Id == one).Select(c => new { c.ReferredById }).FirstOrDefaultAsync(ct);
            Refuse.Field("Referrer", next is null && steps == 1, "customers.customer.not_found");
            above = next?.ReferredById;
        }
        customer.ReferBy(referrer);
    }

    public static async Task<Referrer> Named(GuanxiDb db, Actor actor, Id<Customer> id, CancellationToken ct)
    {
        var name = await db.CustomerNameFor(actor, id, ct);
        return new(id, name?.Code, name?.Name);
    }
}
