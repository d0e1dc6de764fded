using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Privacy;

/// <summary>Requests about personal data that wait for an answer.</summary>
internal sealed class PrivacyTile(GuanxiDb db, TimeProvider clock, Texts texts) : ITodayTile
{
    public string Key => "contact.tile.privacy";
    public int Order => 58;
    public string Right => ContactRights.Privacy;

    public bool Fits(Scope scope) => true;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
        var open = await db.PrivacyRequestsFor(actor).Where(r => r.State == PrivacyState.Open).GroupBy(_ => 1).Select(g => new { Count = g.Count(), First = g.Min(r => r.DueOn), Late = g.Count(r => r.DueOn < today) }).FirstOrDefaultAsync(ct);
        return open is null ? null : new()
        {
            Count = open.Count, AsOf = today, Url = "/privacy", Note = open.Late > 0 ? texts["contact.tile.privacy.late", open.Late] : texts["contact.tile.privacy.first", open.First.ToString("d", CultureInfo.CurrentCulture)],
        };
    }
}
