using Guanxi.Data;
using Guanxi.Value;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

/// <summary>Finds at the end of each run of the newest day who came back: that is defined by a purchase, and nobody types it.</summary>
internal sealed class WinBackWatch(GuanxiDb db, WriteGate gate, DataWarehouse warehouse, TimeProvider clock) : IRunWatch
{
    /// <summary>So long after its end a window is looked at again: returns and orders that came in late belong to it.</summary>
    private const int DaysAfter = 35;

    private static readonly WarehouseQuery Results = WarehouseQuery.Of(typeof(WinBackWatch).Assembly, "win_back_result");

    public async Task Watch(RunReading run, Actor actor, CancellationToken ct)
    {
        var since = run.AsOf.AddDays(-DaysAfter);
        // An attempt whose window ended while nothing ran is still to be judged.
        if (await db.Set<WinBackCase>().Where(w => w.State == WinBackState.Running || w.State == WinBackState.SetAside).MinAsync(w => (DateOnly?)w.UntilOn, ct) is { } oldest && oldest < since) since = oldest;
        var found = (await warehouse.Read(Results.Sql, [run.AsOf, since],
            r => (Customer: new Id<Customers.Customer>(r.GetInt64(0)), Id: new Id<WinBackCase>(r.GetInt64(1)), Result: new WinBackResult(r.IsDBNull(2) ? null : r.GetFieldValue<DateOnly>(2), (int)r.GetInt64(3), r.GetInt64(4), (int)r.GetInt64(5))), ct))
            .ToDictionary(r => r.Id, r => r.Result);
        if (found.Count == 0) return;
        var keys = await db.Set<WinBackCase>().AsNoTracking().Where(w => w.UntilOn >= since).OrderBy(w => w.CustomerId).ThenBy(w => w.Id).Select(w => new { w.CustomerId, w.Id }).ToListAsync(ct);
        foreach (var some in keys.Where(k => found.ContainsKey(k.Id)).Chunk(Batches.Rows))
        {
            var (customers, ids) = (some.Select(k => k.CustomerId).Distinct().ToList(), some.Select(k => k.Id).ToHashSet());
            await db.Turn(gate, actor, nameof(WinBackWatch), async () =>
            {
                var ended = new List<WinBackCase>();
                foreach (var winBack in (await db.Set<WinBackCase>().Where(w => customers.Contains(w.CustomerId)).ToListAsync(ct)).Where(w => ids.Contains(w.Id)))
                {
                    var ran = winBack.State == WinBackState.Running;
                    winBack.Measure(found[winBack.Id], run.AsOf, clock.GetUtcNow());
                    if (ran && !winBack.Runs) ended.Add(winBack);
                }
                await StepTasks.Finish(db, ended, result: null, clock.GetUtcNow(), ct);
            }, ct);
        }
    }
}
