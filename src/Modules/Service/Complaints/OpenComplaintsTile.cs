using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints;

/// <summary>Complaints that wait for an answer, and how long the oldest has waited.</summary>
internal sealed class OpenComplaintsTile(GuanxiDb db, TimeProvider clock, Texts texts) : ITodayTile
{
    /// <summary>Longer than so many days is too long.</summary>
    private const int Long = 7;

    public string Key => "service.tile.open";
    public int Order => 20;
    public string Right => ServiceRights.Read;

    public bool Fits(Scope scope) => true;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
        var late = today.AddDays(-Long);
        var open = db.Set<Complaint>().AsNoTracking().Where(c => c.State == ComplaintState.Open);
        if (actor.Scope != Scope.All) open = open.Where(c => db.CustomerNamesFor(actor).Any(n => n.Id == c.CustomerId));
        var counts = await open.GroupBy(c => c.ReceivedOn < late).Select(g => new { Late = g.Key, Complaints = g.Count(), First = g.Min(c => c.ReceivedOn) }).ToListAsync(ct);
        if (counts.Count == 0) return null;
        var oldest = today.DayNumber - counts.Min(c => c.First).DayNumber;
        return new()
        {
            Count = counts.Sum(c => c.Complaints), AsOf = today, Url = "/complaints",
            Note = counts.Where(c => c.Late).Sum(c => c.Complaints) is var waiting and > 0 ? texts["service.tile.late", waiting, Long, oldest] : texts["service.tile.oldest", oldest],
        };
    }
}
