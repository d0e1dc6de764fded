using Guanxi.Data;
using Guanxi.Nodes;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Value.Runs;

/// <summary>Computes the standings anew on every business day, so that "today" is today's. A firm whose figures were never computed is left alone: its first import, or a person, starts that.</summary>
internal sealed partial class DailyRun(IServiceScopeFactory scopes, UseCases useCases, Leases leases, TimeProvider clock, ILogger<DailyRun> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                // Of several nodes the one that does the runs asks for them.
                if (leases.Held(DataWarehouse.Lease) is not { } tenure) continue;
                try
                {
                    using var fence = Fence.Under(tenure);
                    await Settle(stoppingToken);
                    await RunIfDue(stoppingToken);
                }
                catch (LeaseLostException) { /* another node asks for them now */ }
                catch (Exception fault) when (fault is not OperationCanceledException) { LogFailed(fault); }
            }
        }
        catch (OperationCanceledException) { /* the program stops */ }
    }

    /// <summary>Grades by hand that ended since the newest run give way to the rule.</summary>
    public async Task Settle(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
        if ((await Grades.SettleGrades.Unsettled(db, scope.ServiceProvider.GetRequiredService<Grades.HandGrades>(), today, ct)).Count > 0) await useCases.Run(new Grades.SettleGrades(), Actor.System, ct);
    }

    /// <summary>Queues a run where the newest one ran on an earlier business day.</summary>
    /// <returns>True if it queued one.</returns>
    public async Task<bool> RunIfDue(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var newest = await db.Set<InsightRun>().AsNoTracking().OrderByDescending(r => r.RanAt).Select(r => (DateTimeOffset?)r.RanAt).FirstOrDefaultAsync(ct);
        var firm = await db.Setting<FirmSettings>(ct);
        if (newest is null || firm.DayOf(newest.Value) >= firm.DayOf(clock.GetUtcNow())) return false;
        return (await useCases.Run(new RunInsight(), Actor.System, ct)).Ok;
    }

    [LoggerMessage(LogLevel.Error, "The day's figures could not be queued")]
    private partial void LogFailed(Exception fault);
}
