using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Nodes;
using Guanxi.Risk.Indicators;
using Guanxi.Risk.Sealing;
using Guanxi.Risk.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Risk.Keeping;

/// <summary>Seals the audit every minute and when the program ends; once a day takes out what is too old, has the last month verified, and keeps what the indicators of risks show. Of several nodes the one with the lease.</summary>
internal sealed partial class AuditKeeper(IServiceScopeFactory scopes, AuditSealer sealer, UseCases useCases, Leases leases, TimeProvider clock, ILogger<AuditKeeper> log) : BackgroundService
{
    public const string Lease = "audit";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>So far back each day's verification looks; a person may have all of it verified at any time.</summary>
    public const int DailyDays = 31;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Keep(async () =>
                {
                    await sealer.SealAll(stoppingToken);
                    await DailyWork(stoppingToken);
                });
                await Keep(() => KeepReadings(stoppingToken));
            }
        }
        catch (OperationCanceledException) { /* the program stops */ }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Keep(() => sealer.SealAll(CancellationToken.None));
    }

    /// <summary>Queues a verification where the newest one is of an earlier business day, after taking out what is too old.</summary>
    /// <returns>True if it queued one.</returns>
    public async Task<bool> DailyWork(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var firm = await db.Setting<FirmSettings>(ct);
        var today = firm.DayOf(clock.GetUtcNow());
        var newest = await db.Set<Job>().AsNoTracking().Where(j => j.Kind == VerifyAuditJob.KindName).OrderByDescending(j => j.Id).Select(j => (DateTimeOffset?)j.CreatedAt).FirstOrDefaultAsync(ct);
        if (newest is { } then && firm.DayOf(then) >= today) return false;
        await scope.ServiceProvider.GetRequiredService<OldAudit>().Remove(ct);
        return (await useCases.Run(new StartVerification { From = today.AddDays(-DailyDays) }, Actor.System, ct)).Ok;
    }

    private async Task KeepReadings(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IndicatorReadings>().Keep(ct);
    }

    private async Task Keep(Func<Task> work)
    {
        if (leases.Held(Lease) is not { } tenure) return;
        try
        {
            using var fence = Fence.Under(tenure);
            await work();
        }
        catch (LeaseLostException) { /* another node keeps it now */ }
        catch (Exception fault) when (fault is not OperationCanceledException) { LogFailed(fault); }
    }

    [LoggerMessage(LogLevel.Error, "The audit could not be sealed, or readings of indicators could not be kept; it will be tried again")]
    private partial void LogFailed(Exception fault);
}
