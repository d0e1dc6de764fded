using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Risk.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guanxi.Risk.Indicators;

/// <summary>How pressing an indicator is.</summary>
internal enum IndicatorState { Unknown, Quiet, Watch, Alarm }

/// <summary>Reads the indicators that modules contribute, and keeps what they show day by day.</summary>
internal sealed partial class IndicatorReadings(IEnumerable<IRiskIndicator> indicators, GuanxiDb db, WriteGate gate, TimeProvider clock, ILogger<IndicatorReadings> log)
{
    public IReadOnlyList<IRiskIndicator> All { get; } = [.. indicators.OrderBy(i => i.Kind).ThenBy(i => i.Key, StringComparer.Ordinal)];

    public IRiskIndicator? Named(string key) => All.FirstOrDefault(i => i.Key == key);

    /// <summary>What these show at this moment. One that can't be read is left out and logged: it takes nothing of the others with it.</summary>
    /// <param name="keys">Of which; who asks for none reads nothing.</param>
    public async Task<IReadOnlyDictionary<string, double?>> Now(IEnumerable<string> keys, CancellationToken ct)
    {
        var (wanted, now) = (keys.ToHashSet(StringComparer.Ordinal), clock.GetUtcNow());
        var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
        var read = new Dictionary<string, double?>(StringComparer.Ordinal);
        foreach (var indicator in All.Where(i => wanted.Contains(i.Key)))
        {
            try
            {
                read[indicator.Key] = await indicator.Read(now, today, ct);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Unreadable(indicator.Key, fault);
            }
        }
        return read;
    }

    /// <summary>Keeps today's readings, where they aren't kept yet; what could not be read is tried again the next time.</summary>
    /// <returns>How many were kept.</returns>
    public async Task<int> Keep(CancellationToken ct)
    {
        var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
        var there = await db.Set<IndicatorReading>().Where(r => r.ReadOn == today).Select(r => r.Indicator).ToListAsync(ct);
        var missing = All.Select(i => i.Key).Except(there, StringComparer.Ordinal).ToList();
        if (missing.Count == 0) return 0;
        var read = await Now(missing, ct);
        await db.Turn(gate, Actor.System, nameof(IndicatorReadings), () =>
        {
            db.AddRange(read.Select(r => IndicatorReading.Of(r.Key, today, r.Value)));
            return Task.CompletedTask;
        }, ct);
        return read.Count;
    }

    /// <summary>The newest kept reading of each, of the last days: what needs no reading of live data.</summary>
    public async Task<IReadOnlyDictionary<string, double?>> Kept(DateOnly today, CancellationToken ct)
    {
        var from = today.AddDays(-2);
        var rows = await db.Set<IndicatorReading>().AsNoTracking().Where(r => r.ReadOn >= from).OrderBy(r => r.ReadOn).Select(r => new { r.Indicator, r.Figure }).ToListAsync(ct);
        return rows.GroupBy(r => r.Indicator, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Figure, StringComparer.Ordinal);
    }

    [LoggerMessage(LogLevel.Error, "The indicator {Key} could not be read")]
    private partial void Unreadable(string key, Exception fault);

    public static IndicatorState StateOf(double? value, double watch, double alarm) =>
        value is not { } figure ? IndicatorState.Unknown : figure >= alarm ? IndicatorState.Alarm : figure >= watch ? IndicatorState.Watch : IndicatorState.Quiet;

    public static IndicatorState StateOf(WatchedIndicator watched, IReadOnlyDictionary<string, double?> read) => StateOf(read.GetValueOrDefault(watched.Key), watched.Watch, watched.Alarm);
}
