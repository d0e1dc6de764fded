using Guanxi.Contact.Consent;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact;

/// <summary>The one place that says whether a customer may be contacted, for all that sends messages or makes lists to send to.</summary>
public static class Consents
{
    /// <summary>Whether this customer may be contacted for a purpose.</summary>
    /// <param name="channel">By this way; null where any would do.</param>
    public static async Task<bool> MayContact(this GuanxiDb db, Id<Customer> customer, ConsentPurpose purpose, ConsentChannel? channel, CancellationToken ct) =>
        (await db.PermissionsOf(customer, ct)).May(purpose, channel);

    /// <summary>Customers among these who may not be contacted for a purpose by any way.</summary>
    public static async Task<HashSet<Id<Customer>>> NotToContact(this GuanxiDb db, IReadOnlyCollection<Id<Customer>> customers, ConsentPurpose purpose, CancellationToken ct)
    {
        var settings = await db.Setting<ConsentSettings>(ct);
        HashSet<Id<Customer>> closed = [];
        foreach (var some in customers.Chunk(500))
        {
            var said = (await db.Set<ConsentEntry>().AsNoTracking().Where(e => some.Contains(e.CustomerId) && e.Purpose == purpose).ToListAsync(ct)).ToLookup(e => e.CustomerId);
            closed.UnionWith(some.Where(c => said.Contains(c) ? !Permissions.Of(said[c], settings).May(purpose) : settings.NeedsWord(purpose)));
        }
        return closed;
    }

    internal static async Task<Permissions> PermissionsOf(this GuanxiDb db, Id<Customer> customer, CancellationToken ct) =>
        Permissions.Of(await db.Set<ConsentEntry>().AsNoTracking().Where(e => e.CustomerId == customer).ToListAsync(ct), await db.Setting<ConsentSettings>(ct));
}
