using Guanxi.Data;
using Guanxi.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Service.Complaints.Limits;

/// <summary>Looks every minute for complaints whose limit was missed. Of several nodes the one with the lease.</summary>
internal sealed partial class ComplaintWatch(UseCases useCases, Leases leases, TimeProvider clock, ILogger<ComplaintWatch> log) : BackgroundService
{
    public const string Lease = "complaints";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (leases.Held(Lease) is not { } tenure) continue;
                try
                {
                    using var fence = Fence.Under(tenure);
                    await useCases.Run(new EscalateLate(), Actor.System, stoppingToken);
                }
                catch (LeaseLostException) { /* another node looks now */ }
                catch (Exception fault) when (fault is not OperationCanceledException) { LogFailed(fault); }
            }
        }
        catch (OperationCanceledException) { /* the program stops */ }
    }

    [LoggerMessage(LogLevel.Error, "Complaints that are late could not be passed on; it will be tried again")]
    private partial void LogFailed(Exception fault);
}
