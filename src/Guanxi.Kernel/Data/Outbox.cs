using System.Reflection;
using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Data;

/// <summary>An event on its way to the modules above, written in the transaction that it tells of.</summary>
public sealed class OutboxMessage
{
    public long Id { get; private init; } = Ids.Next();
    public string EventType { get; private init; } = "";
    public string Body { get; private init; } = "";
    public DateTimeOffset RaisedAt { get; private init; }
    public int Attempts { get; private set; }
    public string? LastError { get; private set; }

    /// <summary>Not before then: a failed message waits longer each time.</summary>
    public DateTimeOffset DueAt { get; private set; }

    internal static OutboxMessage Of(object happened, DateTimeOffset at) =>
        new() { EventType = happened.GetType().FullName!, Body = StoredJson.Write(happened), RaisedAt = at, DueAt = at };
}

internal sealed class OutboxTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<OutboxMessage>(message =>
    {
        message.ToTable("kernel_outbox");
        message.HasKey(m => m.Id);
        message.HasIndex(m => m.DueAt);
    });
}

/// <summary>Wakes the poller as soon as something was written, so that nobody waits for the clock.</summary>
public sealed class OutboxBell : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        try { bell.Release(); }
        catch (SemaphoreFullException) { /* it rings already */ }
    }

    internal Task Wait(TimeSpan atMost, CancellationToken ct) => bell.WaitAsync(atMost, ct);

    public void Dispose() => bell.Dispose();
}

/// <summary>The one poller, of several nodes the one with the lease: takes due messages in order, lets each listener hear them, takes them out. A listener that fails is tried again, later each time, and never silently dropped.</summary>
public sealed partial class OutboxPoller(IServiceScopeFactory scopes, WriteGate gate, OutboxBell bell, TimeProvider clock, EventTypes events, Leases leases, ILogger<OutboxPoller> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    while (leases.Held(StandingLease.Outbox) is { } tenure && await DeliverDue(tenure, stoppingToken) > 0) { }
                }
                catch (LeaseLostException) { /* another node delivers now */ }
                catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    LogPollFailed(fault);
                }
                // The bell rings in this process only; what other nodes wrote is found by looking.
                await bell.Wait(TimeSpan.FromSeconds(2), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { /* the program stops */ }
    }

    private async Task<int> DeliverDue(Tenure tenure, CancellationToken ct)
    {
        using var fence = Fence.Under(tenure);
        return await DeliverDue(ct);
    }

    /// <summary>Delivers what is due now.</summary>
    /// <returns>How many messages it delivered.</returns>
    public async Task<int> DeliverDue(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var now = clock.GetUtcNow();
        var due = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.DueAt <= now).OrderBy(m => m.Id).Take(100).ToListAsync(ct);
        var delivered = 0;
        foreach (var message in due)
        {
            try
            {
                await Deliver(message, ct);
                await Mark(db, () => db.Set<OutboxMessage>().Where(m => m.Id == message.Id).ExecuteDeleteAsync(ct), ct);
                delivered++;
            }
            // What a listener asked of others and gave up on is no stop of the program.
            catch (Exception fault) when (fault is not OperationCanceledException || !(fault is LeaseLostException || ct.IsCancellationRequested))
            {
                LogDeliveryFailed(fault, message.EventType, message.Id);
                var later = now + TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, Math.Min(message.Attempts, 12)) * 5));
                await Mark(db, () => db.Set<OutboxMessage>().Where(m => m.Id == message.Id).ExecuteUpdateAsync(m => m
                    .SetProperty(x => x.Attempts, x => x.Attempts + 1).SetProperty(x => x.LastError, fault.Message).SetProperty(x => x.DueAt, later), ct), ct);
            }
        }
        return delivered;
    }

    private async Task Mark(GuanxiDb db, Func<Task<int>> mark, CancellationToken ct)
    {
        using var turn = await gate.Enter(Priority.Batch, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Fence.Guard(db, ct);
        await mark();
        await transaction.CommitAsync(ct);
    }

    private async Task Deliver(OutboxMessage message, CancellationToken ct)
    {
        if (events.Find(message.EventType) is not { } type) return; // nobody listens any more
        await using var scope = scopes.CreateAsyncScope();
        var happened = System.Text.Json.JsonSerializer.Deserialize(message.Body, type, StoredJson.Options)!;
        var contract = typeof(IListen<>).MakeGenericType(type);
        var hear = contract.GetMethod("Hear")!;
        foreach (var listener in scope.ServiceProvider.GetServices(contract))
            await (Task)hear.Invoke(listener, BindingFlags.DoNotWrapExceptions, null, [happened, ct], null)!;
    }

    [LoggerMessage(LogLevel.Error, "The outbox could not be read")]
    private partial void LogPollFailed(Exception fault);

    [LoggerMessage(LogLevel.Error, "{Event} {Id} was not delivered and will be tried again")]
    private partial void LogDeliveryFailed(Exception fault, string @event, long id);
}

/// <summary>The events that somebody listens for, by full name.</summary>
public sealed class EventTypes(IEnumerable<Module> modules)
{
    private readonly Dictionary<string, Type> types = modules.SelectMany(m => m.Assembly.GetTypes())
        .SelectMany(t => t.GetInterfaces()).Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IListen<>))
        .Select(i => i.GetGenericArguments()[0]).Distinct().ToDictionary(t => t.FullName!);

    public Type? Find(string fullName) => types.GetValueOrDefault(fullName);
}
