using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Desk;

/// <summary>Complaints that wait for an answer: how many are late, and how long the oldest has waited.</summary>
internal sealed class OpenComplaintsTile(GuanxiDb db, TimeProvider clock, Texts texts) : ITodayTile
{
    public string Key => "service.tile.open";
    public int Order => 20;
    public string Right => ServiceRights.Read;

    public bool Fits(Scope scope) => true;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
        var open = await db.ComplaintsFor(actor).Where(c => c.State == ComplaintState.Open).GroupBy(c => 1)
            .Select(g => new { Complaints = g.Count(), Late = g.Sum(c => c.DueAt < now ? 1 : 0), First = g.Min(c => c.ReceivedOn) }).FirstOrDefaultAsync(ct);
        if (open is null) return null;
        var oldest = today.DayNumber - open.First.DayNumber;
        return new() { Count = open.Complaints, AsOf = today, Url = "/complaints", Note = open.Late > 0 ? texts["service.tile.late", open.Late, oldest] : texts["service.tile.oldest", oldest] };
    }
}
