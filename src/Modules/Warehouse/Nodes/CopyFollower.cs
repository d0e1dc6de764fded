using Guanxi.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Warehouse.Nodes;

/// <summary>Keeps this node's copy of the warehouse as far as that of the node that leads.</summary>
internal sealed partial class CopyFollower(DataWarehouse warehouse, ILeaseBook book, LeaseLength length, TimeProvider clock, ILogger<CopyFollower> log) : BackgroundService
{
    /// <summary>What can't be built now can't be a second later either: a check is broken, or a rate is missing.</summary>
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!book.IsSole && !stoppingToken.IsCancellationRequested)
            {
                var pause = length.Pause;
                try
                {
                    await warehouse.Follow(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    LogFailed(fault);
                    pause = AfterFault;
                }
                await Task.Delay(pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { /* the program stops */ }
    }

    [LoggerMessage(LogLevel.Error, "This node's copy of the warehouse could not be brought up to date")]
    private partial void LogFailed(Exception fault);
}
