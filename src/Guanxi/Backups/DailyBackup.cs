using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Backups;

/// <summary>Asks for a backup once a day, at the hour that is set. One that was missed because nobody ran is asked for at the next look.</summary>
internal sealed partial class DailyBackup(IServiceScopeFactory scopes, UseCases useCases, Leases leases, TimeProvider clock, ILogger<DailyBackup> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                // Of several nodes the one that takes them asks for them.
                if (leases.Held(BackupJob.LeaseName) is not { } tenure) continue;
                try
                {
                    using var fence = Fence.Under(tenure);
                    await TakeIfDue(stoppingToken);
                }
                catch (LeaseLostException) { /* another node asks for them now */ }
                catch (Exception fault) when (fault is not OperationCanceledException) { LogFailed(fault); }
            }
        }
        catch (OperationCanceledException) { /* the program stops */ }
    }

    /// <summary>Queues one where none was asked for since the last hour at which one was due. By the latest, not by how it went: what failed is said to the owner, and tried again the next day.</summary>
    /// <returns>True if it queued one.</returns>
    public async Task<bool> TakeIfDue(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var settings = await db.Setting<BackupSettings>(ct);
        if (!settings.Daily) return false;
        var due = settings.LastDue(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById((await db.Setting<FirmSettings>(ct)).TimeZone));
        var newest = await db.Set<Job>().AsNoTracking().Where(j => j.Kind == BackupJob.KindName).OrderByDescending(j => j.Id).Select(j => (DateTimeOffset?)j.CreatedAt).FirstOrDefaultAsync(ct);
        if (newest >= due) return false;
        return (await useCases.Run(new TakeBackup { Reason = BackupReason.Scheduled }, Actor.System, ct)).Ok;
    }

    [LoggerMessage(LogLevel.Error, "The day's backup could not be queued")]
    private partial void LogFailed(Exception fault);
}
