using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value.History;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Value.Runs;

/// <summary>Keeps every standing of the last weeks and the last one of each month before: a million standings a day would fill any disk within a year.</summary>
internal sealed class OldStandings(IServiceScopeFactory scopes, WriteGate gate)
{
    /// <summary>Long enough for the movement since a month ago, wherever the month before ended.</summary>
    public const int DaysKept = 62;

    /// <summary>Days that nobody will ask for, of those that runs were made for.</summary>
    public static IReadOnlyList<DateOnly> Of(IEnumerable<DateOnly> days, DateOnly newest)
    {
        var old = days.Distinct().Where(d => d < newest.AddDays(-DaysKept)).ToList();
        return [.. old.Except(old.GroupBy(d => (d.Year, d.Month)).Select(month => month.Max())).Order()];
    }

    public async Task Forget(DateOnly newest, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        foreach (var day in Of(await db.Set<InsightRun>().Select(r => r.AsOf).ToListAsync(ct), newest)) await Forget(db, new(db, gate), day, ct);
    }

    /// <summary>Nobody has any business left: no standing, no face, no run.</summary>
    public async Task ForgetAll(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var turns = new BatchTurns(db, gate);
        foreach (var day in await db.Set<InsightRun>().Select(r => r.AsOf).Distinct().ToListAsync(ct)) await Forget(db, turns, day, ct);
        while (await turns.Take(() => db.Set<CustomerFace>().Where(f => db.Set<CustomerFace>().OrderBy(o => o.CustomerId).Take(Batches.Rows).Any(o => o.CustomerId == f.CustomerId)).ExecuteDeleteAsync(ct), ct) > 0) { }
    }

    private async Task Forget(GuanxiDb db, BatchTurns turns, DateOnly day, CancellationToken ct)
    {
        while (await turns.Take(() => Some(db, day, ct), ct) > 0) { }
        await turns.Take(() => db.Set<Correction>().Where(c => c.AsOf == day).ExecuteDeleteAsync(ct), ct);
        await turns.Take(() => db.Set<InsightRun>().Where(r => r.AsOf == day).ExecuteDeleteAsync(ct), ct);
    }

    private async Task<int> Some(GuanxiDb db, DateOnly day, CancellationToken ct)
    {
        var ids = await db.Set<Standing>().Where(s => s.AsOf == day).OrderBy(s => s.CustomerId).Select(s => s.CustomerId).Take(Batches.Rows).ToListAsync(ct);
        if (ids.Count == 0) return 0;
        var (first, last) = (ids[0], ids[^1]);
        return await db.Set<Standing>().Where(s => s.AsOf == day && s.CustomerId >= first && s.CustomerId <= last).ExecuteDeleteAsync(ct);
    }
}
