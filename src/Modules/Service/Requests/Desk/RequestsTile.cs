using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Desk;

/// <summary>Open requests: how many are late, and how many nobody sees to.</summary>
internal sealed class RequestsTile(GuanxiDb db, TimeProvider clock, Texts texts) : ITodayTile
{
    public string Key => "service.tile.requests";
    public int Order => 21;
    public string Right => ServiceRights.Read;

    public bool Fits(Scope scope) => true;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = await db.RequestsFor(actor).Where(r => r.State == RequestState.Open).GroupBy(r => 1)
            .Select(g => new { Requests = g.Count(), Late = g.Sum(r => r.DueAt < now ? 1 : 0), Unassigned = g.Sum(r => r.HandlerId == null ? 1 : 0) }).FirstOrDefaultAsync(ct);
        return open is null ? null : new() { Count = open.Requests, AsOf = (await db.Setting<FirmSettings>(ct)).DayOf(now), Url = "/requests", Note = texts["service.tile.requests.note", open.Late, open.Unassigned] };
    }
}
