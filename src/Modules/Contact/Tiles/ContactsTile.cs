using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Tiles;

/// <summary>Contacts of the last week with customers within reach.</summary>
internal sealed class ContactsTile(GuanxiDb db, TimeProvider clock, Texts texts) : ITodayTile
{
    public string Key => "contact.tile.contacts";
    public int Order => 50;
    public string Right => ContactRights.Read;

    public bool Fits(Scope scope) => true;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var (firm, now) = (await db.Setting<FirmSettings>(ct), clock.GetUtcNow());
        var entries = RecentContacts.Within(db, actor, RecentContacts.Since(firm, now, RecentContacts.Week));
        var counts = await entries.GroupBy(e => e.CustomerId).Select(g => g.Count()).GroupBy(_ => 1).Select(g => new { Contacts = g.Sum(n => n), Customers = g.Count() }).FirstOrDefaultAsync(ct);
        return counts is null ? null : new() { Count = counts.Contacts, AsOf = firm.DayOf(now), Url = "/contacts", Note = texts["contact.tile.contacts.of", counts.Customers] };
    }
}
