using Microsoft.Extensions.Logging;

namespace Guanxi.Nodes;

/// <summary>The leases of this process: what only one node may do, it does while it holds the lease.</summary>
public sealed partial class Leases(ILeaseBook book, LeaseLength length, TimeProvider clock, ILogger<Leases> log) : IDisposable
{
    // One takes or gives back at a time: who asks for what another part of this process is just taking gets the same tenure.
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Lock sync = new();
    private readonly Dictionary<string, Tenure> held = [];

    internal ILeaseBook Book => book;

    public void Dispose() => one.Dispose();

    /// <summary>What this process holds at the moment; null where it doesn't. Not to be disposed of.</summary>
    public Tenure? Held(string name)
    {
        lock (sync) return held.GetValueOrDefault(name);
    }

    /// <summary>Who has a lease; null where nobody ever had.</summary>
    public Task<LeaseView?> See(string name, CancellationToken ct) => book.See(name, ct);

    /// <summary>Takes a lease, or shares the one that this process has.</summary>
    /// <param name="once">Nobody will ask for this name again, once it is given back.</param>
    /// <returns>To be disposed of; null where another node has it.</returns>
    public async Task<Tenure?> Take(string name, CancellationToken ct, bool once = false)
    {
        await one.WaitAsync(ct);
        try
        {
            lock (sync)
                if (held.TryGetValue(name, out var there))
                {
                    there.Users++;
                    return there;
                }
            var asked = clock.GetTimestamp();
            if (await book.Take(name, length.Value, ct) is not { } term) return null;
            var tenure = new Tenure(this, name, term, once);
            lock (sync) held[name] = tenure;
            // Whoever works under another lease at the moment doesn't renew this one under it.
            using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => Renew(tenure, asked), CancellationToken.None);
            return tenure;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Takes a lease as soon as nobody else has it.</summary>
    public async Task<Tenure> Wait(string name, CancellationToken ct)
    {
        while (true)
        {
            if (await Take(name, ct, once: true) is { } tenure) return tenure;
            await Task.Delay(length.Pause, clock, ct);
        }
    }

    internal void Lose(Tenure tenure)
    {
        lock (sync)
        {
            if (held.GetValueOrDefault(tenure.Name) != tenure) return;
            held.Remove(tenure.Name);
        }
        LogLost(tenure.Name);
        tenure.Over.Cancel();
        tenure.Lose();
    }

    internal async ValueTask Leave(Tenure tenure)
    {
        await one.WaitAsync();
        try
        {
            lock (sync)
            {
                if (--tenure.Users > 0 || held.GetValueOrDefault(tenure.Name) != tenure) return;
                held.Remove(tenure.Name);
            }
            await tenure.Over.CancelAsync();
            await book.Release(tenure.Name, tenure.Term, tenure.Once, CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The database is gone: then it runs out.
            LogNotGivenBack(fault, tenure.Name);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task Renew(Tenure tenure, long known)
    {
        try
        {
            while (true)
            {
                await Task.Delay(length.Pause, clock, tenure.Over.Token);
                var asked = clock.GetTimestamp();
                try
                {
                    if (!await book.Renew(tenure.Name, tenure.Term, length.Value, tenure.Over.Token)) break;
                    known = asked;
                }
                catch (Exception fault) when (fault is not OperationCanceledException || !tenure.Over.IsCancellationRequested)
                {
                    LogNotRenewed(fault, tenure.Name);
                    if (clock.GetElapsedTime(known) > length.Value) break;
                }
            }
            Lose(tenure);
        }
        catch (OperationCanceledException) { /* it was given back */ }
    }

    [LoggerMessage(LogLevel.Warning, "Another node has the lease {Name} now, or it could not be renewed in time; what was done under it here is left to that node")]
    private partial void LogLost(string name);

    [LoggerMessage(LogLevel.Warning, "The lease {Name} could not be renewed")]
    private partial void LogNotRenewed(Exception fault, string name);

    [LoggerMessage(LogLevel.Warning, "The lease {Name} could not be given back; it runs out by itself")]
    private partial void LogNotGivenBack(Exception fault, string name);
}
