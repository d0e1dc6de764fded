using Microsoft.EntityFrameworkCore;

namespace Guanxi.Data;

/// <summary>The moments that changes are stamped with, for whoever reads on from the last one: they never go back, whatever the machine's clock does.</summary>
/// <remarks>The warehouse reads what was stamped after its last load. With the clock of the machine, put back by an hour, it missed every change of that hour for good.</remarks>
public static class Moments
{
    private static readonly SteadyClock Clock = new(TimeProvider.System);

    /// <summary>The next moment, in microseconds since 1970; later than each one given before.</summary>
    public static long Next() => Clock.Next();

    /// <summary>As <see cref="Next()"/>, where somebody looked at the clock already.</summary>
    public static long Next(DateTimeOffset now) => Clock.Next(now);

    /// <summary>Another clock, whose moments are compared with ours, is as far as this.</summary>
    public static void NotBefore(DateTimeOffset moment) => Clock.NotBefore(moment);

    /// <summary>Goes on from the last thing that was done in a database, ids too: the clock may have been put back while nobody ran.</summary>
    public static async Task GoOnFrom(GuanxiDb db, CancellationToken ct)
    {
        var newest = await db.Set<AuditEntry>().AsNoTracking().OrderByDescending(a => a.Id).Select(a => (long?)a.Id).FirstOrDefaultAsync(ct);
        if (newest is not { } id) return;
        Ids.GoOnFrom(id);
        NotBefore(Ids.MadeAt(id));
    }
}

/// <summary>Follows a clock forward, and goes on by itself while that one is behind.</summary>
internal sealed class SteadyClock(TimeProvider clock)
{
    private readonly Lock sync = new();
    private long anchor = long.MinValue;
    private long anchored;
    private long last;

    public long Next() => Next(clock.GetUtcNow());

    public long Next(DateTimeOffset now)
    {
        lock (sync)
        {
            var elapsed = anchor == long.MinValue ? anchor : anchor + (long)clock.GetElapsedTime(anchored).TotalMicroseconds;
            if (Micros.Of(now) is var shown && shown > elapsed) (anchor, anchored, elapsed) = (shown, clock.GetTimestamp(), shown);
            return last = Math.Max(last + 1, elapsed);
        }
    }

    public void NotBefore(DateTimeOffset moment) => Next(moment);
}
