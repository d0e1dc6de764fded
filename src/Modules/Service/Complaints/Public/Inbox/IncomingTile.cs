using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public.Inbox;

/// <summary>What came in by the public form and nobody has taken up: how many complaints and suggestions, and since when the oldest waits.</summary>
internal sealed class IncomingTile(GuanxiDb db, TimeProvider clock, Texts texts) : ITodayTile
{
    public string Key => "service.tile.incoming";
    public int Order => 19;
    public string Right => ServiceRights.Edit;

    public bool Fits(Scope scope) => true;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var waiting = await db.IncomingFor(actor).Where(i => i.State == IncomingState.Waiting).GroupBy(i => i.IsSuggestion).Select(g => new { Suggestion = g.Key, Count = g.Count(), First = g.Min(i => i.ReceivedAt) }).ToListAsync(ct);
        if (waiting.Count == 0) return null;
        var firm = await db.Setting<FirmSettings>(ct);
        var (complaints, suggestions) = (waiting.Where(w => !w.Suggestion).Sum(w => w.Count), waiting.Where(w => w.Suggestion).Sum(w => w.Count));
        return new()
        {
            Count = complaints + suggestions, AsOf = firm.DayOf(clock.GetUtcNow()), Url = "/complaints/incoming",
            Note = texts["service.tile.incoming.note", complaints, suggestions, firm.DayOf(waiting.Min(w => w.First)).ToString("d", CultureInfo.CurrentCulture)],
        };
    }
}
