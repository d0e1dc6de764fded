using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Data;

/// <summary>What was seen, fetched by programs, or refused. Kept in memory for a moment, so that no page waits for it; <see cref="SightingWriter"/> writes it down.</summary>
/// <remarks>A process that is killed loses what it had not written yet: about a second's views. Changes and files are never here, they are written before they are answered.</remarks>
public sealed class Sightings(TimeProvider clock)
{
    /// <summary>Who looks at the same customer again within this leaves no second entry.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>More refusals than these leave no entry within one window and by one person: who tries every number must not fill the database.</summary>
    public const int MostRefusals = 100;

    // Where the database can't be reached for long, memory must not fill up.
    private const int Most = 50_000;

    private readonly ConcurrentQueue<(Actor Actor, AuditNote Note, DateTimeOffset At)> waiting = new();
    private Known known = new(0);

    /// <summary>Somebody opened the record of one customer.</summary>
    internal void Saw(Actor actor, AuditTarget target, object request, object? result)
    {
        if (target.Seen(request, result) is not (> 0 and var customer)) return;
        var now = clock.GetUtcNow();
        if (Current(now).Seen.TryAdd((actor.Id.Value, customer, actor.ByKey), true)) Keep(actor, target.Note(request, result, AuditAct.Saw, actor.May(KernelRights.Personal) ? "in_full" : null), now);
    }

    /// <summary>A program fetched a list.</summary>
    internal void Listed(Actor actor, AuditTarget target, object request, int rows)
    {
        if (rows > 0) Keep(actor, target.Note(request, null, AuditAct.Exported, rows.ToString(System.Globalization.CultureInfo.InvariantCulture)), clock.GetUtcNow());
    }

    /// <summary>Somebody has not the right, or the record is out of their reach.</summary>
    internal void Refused(Actor actor, AuditTarget target, object request, string code)
    {
        // Who is not signed in is turned away before, and is nobody to write down.
        if (actor.Id.IsNone) return;
        var (now, note) = (clock.GetUtcNow(), target.Note(request, null, AuditAct.Refused, code));
        var current = Current(now);
        if (!current.Refused.TryAdd((actor.Id.Value, note.UseCase, note.SubjectId, note.CustomerId, code), true)) return;
        if (current.Refusals.AddOrUpdate(actor.Id.Value, 1, (_, before) => before + 1) <= MostRefusals) Keep(actor, note, now);
    }

    /// <summary>What waits, so many at most.</summary>
    internal List<(Actor Actor, AuditNote Note, DateTimeOffset At)> Take(int most)
    {
        var taken = new List<(Actor, AuditNote, DateTimeOffset)>();
        while (taken.Count < most && waiting.TryDequeue(out var next)) taken.Add(next);
        return taken;
    }

    /// <summary>They could not be written: another time.</summary>
    internal void Return(IEnumerable<(Actor Actor, AuditNote Note, DateTimeOffset At)> taken)
    {
        foreach (var one in taken) waiting.Enqueue(one);
    }

    private void Keep(Actor actor, AuditNote note, DateTimeOffset at)
    {
        if (waiting.Count < Most) waiting.Enqueue((actor, note, at));
    }

    // Two who find a new window at the same moment may each begin one: then somebody's view stands there twice, which does no harm.
    private Known Current(DateTimeOffset now)
    {
        var window = now.UtcTicks / Window.Ticks;
        var current = Volatile.Read(ref known);
        if (current.Window == window) return current;
        var fresh = new Known(window);
        return Interlocked.CompareExchange(ref known, fresh, current) == current ? fresh : Volatile.Read(ref known);
    }

    private sealed class Known(long window)
    {
        public long Window => window;
        public ConcurrentDictionary<(long Actor, long Customer, bool ByKey), bool> Seen { get; } = new();
        public ConcurrentDictionary<(long Actor, string UseCase, long Subject, long Customer, string Code), bool> Refused { get; } = new();
        public ConcurrentDictionary<long, int> Refusals { get; } = new();
    }
}

/// <summary>Writes down what was seen: every second, and once more when the program ends.</summary>
public sealed partial class SightingWriter(Sightings sightings, IServiceScopeFactory scopes, WriteGate gate, TimeProvider clock, ILogger<SightingWriter> log) : BackgroundService
{
    private readonly SemaphoreSlim one = new(1, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try { await Flush(stoppingToken); }
                catch (Exception fault) when (fault is not OperationCanceledException) { LogFailed(fault); }
            }
        }
        catch (OperationCanceledException) { /* the program stops: StopAsync writes the rest */ }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try { await Flush(CancellationToken.None); }
        catch (Exception fault) { LogFailed(fault); }
    }

    /// <summary>Writes what waits, now.</summary>
    public async Task Flush(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            while (sightings.Take(Batches.Rows) is { Count: > 0 } taken)
            {
                try { await Write(taken, Priority.Batch, ct); }
                catch
                {
                    sightings.Return(taken);
                    throw;
                }
            }
        }
        finally { one.Release(); }
    }

    /// <summary>Writes one entry before its act is answered: a file that leaves the product.</summary>
    internal Task WriteNow(Actor actor, AuditNote note, CancellationToken ct) => Write([(actor, note, clock.GetUtcNow())], Priority.Interactive, ct);

    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    private async Task Write(List<(Actor Actor, AuditNote Note, DateTimeOffset At)> rows, Priority priority, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        db.Fresh();
        await db.Database.OpenConnectionAsync(ct);
        using var turn = await gate.Enter(priority, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var (actor, note, at) in rows) db.AddAudit(actor, note, at);
        await db.SavePlumbing(ct);
        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "What was seen could not be written down; it will be tried again")]
    private partial void LogFailed(Exception fault);
}
