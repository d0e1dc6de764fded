using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Nodes;

/// <summary>Sees to it that a server holds each standing lease: takes what is free or has run out, keeps it while it runs, and gives it back when it ends.</summary>
public sealed partial class LeaseKeeper(Leases leases, ILeaseBook book, LeaseLength length, IEnumerable<StandingLease> standing, TimeProvider clock, ILogger<LeaseKeeper> log) : BackgroundService
{
    /// <summary>So often it says that it is there, and keeps its number.</summary>
    private static readonly TimeSpan Greeting = TimeSpan.FromMinutes(1);
    private readonly List<Tenure> kept = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(length.Pause, clock);
        var seen = clock.GetTimestamp();
        try
        {
            do
            {
                try
                {
                    await TakeFree(stoppingToken);
                    if (clock.GetElapsedTime(seen) >= Greeting)
                    {
                        Ids.Node = await book.Register(stoppingToken);
                        seen = clock.GetTimestamp();
                    }
                }
                catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested) { LogFailed(fault); }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { /* the program stops */ }
    }

    /// <summary>It was registered first and is stopped last: nobody works under the leases any more.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var tenure in kept) await tenure.DisposeAsync();
        kept.Clear();
    }

    private async Task TakeFree(CancellationToken ct)
    {
        kept.RemoveAll(t => t.Lost.IsCancellationRequested);
        foreach (var lease in standing)
        {
            if (kept.Exists(t => t.Name == lease.Name)) continue;
            if (await leases.Take(lease.Name, ct) is not { } tenure) continue;
            kept.Add(tenure);
            if (!book.IsSole) LogTaken(lease.Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "This node has the lease {Name}")]
    private partial void LogTaken(string name);

    [LoggerMessage(LogLevel.Error, "The leases could not be looked at")]
    private partial void LogFailed(Exception fault);
}
