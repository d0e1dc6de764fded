using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Warnings.Settings;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Staff;
using Guanxi.Value;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>Looks for warnings at the end of each run of the newest day: keeps those whose signal still holds, ends those whose signal is gone, opens new ones.</summary>
internal sealed class WarningWatch(GuanxiDb db, WriteGate gate, DataWarehouse warehouse, Responsible responsible, TimeProvider clock) : IRunWatch
{
    public async Task Watch(RunReading run, Actor actor, CancellationToken ct)
    {
        var (settings, firm) = (await db.Setting<WarningSettings>(ct), await db.Setting<FirmSettings>(ct));
        var live = await db.Set<Alert>().AsNoTracking().Where(a => a.GoneOn == null).OrderBy(a => a.CustomerId).ThenBy(a => a.Id)
            .Select(a => new LiveAlert(a.CustomerId, a.Id, a.Signal, a.Severity, a.State)).ToListAsync(ct);
        var today = firm.DayOf(clock.GetUtcNow());
        var lost = await LostContacts.Of(warehouse, settings, run.AsOf, ct);
        var falls = await SatisfactionFalls.Of(warehouse, settings, run.AsOf, ct);
        var contracts = await EndingContracts.Of(db, settings, today, ct);
        var (table, harvest) = await Task.Run(() =>
        {
            var looked = SignalTable.Of(run, settings, contracts, lost, falls);
            return (looked, Harvest.Of(run, looked, settings, live));
        }, ct);
        var pass = new Pass(run, table, settings, (await db.Calendars(ct)).Firm, today, actor);
        var over = await Keep(pass, live, [.. harvest.Chosen.Select(c => (c.CustomerId, c.Signal))], ct);
        await Open(pass, harvest.Chosen, ct);
        await db.Turn(gate, actor, nameof(WarningWatch), () => db.Change(harvest.Summary(run.AsOf, over), ct), ct);
    }

    private sealed record Pass(RunReading Run, SignalTable Table, WarningSettings Settings, WorkCalendar Calendar, DateOnly Today, Actor Actor)
    {
        public Sighting Seen(int place, Signal signal, Severity severity) => new(Run.AsOf, severity, Run[place].RiskMinor, Table.Args(place, signal));
    }

    /// <returns>How many open ones are over.</returns>
    private async Task<int> Keep(Pass pass, IReadOnlyList<LiveAlert> live, HashSet<(Id<Customer>, Signal)> replaced, CancellationToken ct)
    {
        var over = 0;
        // What someone has seen to is only touched when its signal is gone: by then there may be ten thousands of them.
        foreach (var some in live.Where(a => a.State == AlertState.Open || Held(a) is null || replaced.Contains((a.CustomerId, a.Signal))).Chunk(Batches.Rows))
        {
            var (customers, ids) = (some.Select(a => a.CustomerId).Distinct().ToList(), some.Select(a => a.Id).ToHashSet());
            await db.Turn(gate, pass.Actor, nameof(WarningWatch), async () =>
            {
                foreach (var alert in (await db.Set<Alert>().Where(a => customers.Contains(a.CustomerId) && a.GoneOn == null).ToListAsync(ct)).Where(a => ids.Contains(a.Id))) See(alert);
            }, ct);
        }
        return over;

        Severity? Held(LiveAlert alert) => pass.Run.PlaceOf(alert.CustomerId) is >= 0 and var place ? pass.Table[place, alert.Signal] : null;

        void See(Alert alert)
        {
            var place = pass.Run.PlaceOf(alert.CustomerId);
            if (place < 0 || pass.Table[place, alert.Signal] is not { } severity || (alert.IsOutdoneBy(severity) && replaced.Contains((alert.CustomerId, alert.Signal))))
            {
                if (alert.State == AlertState.Open) over++;
                alert.Fade(pass.Run.AsOf, clock.GetUtcNow());
            }
            else alert.See(pass.Seen(place, alert.Signal, severity), pass.Settings.DueOn(severity, pass.Today, pass.Calendar));
        }
    }

    private async Task Open(Pass pass, IReadOnlyList<NewSignal> signals, CancellationToken ct)
    {
        var whose = await responsible.Of([.. signals.Select(s => s.CustomerId)], ct);
        foreach (var some in signals.Chunk(Batches.Rows))
            await db.Turn(gate, pass.Actor, nameof(WarningWatch), () =>
            {
                // Who is no longer there, because an import is being taken back, gets none.
                foreach (var s in some.Where(s => whose.ContainsKey(s.CustomerId)))
                    db.Add(Alert.Open(s.CustomerId, s.Signal, pass.Seen(s.Place, s.Signal, s.Severity), whose[s.CustomerId], pass.Settings.DueOn(s.Severity, pass.Today, pass.Calendar)));
                return Task.CompletedTask;
            }, ct);
    }
}
