using Guanxi.Data;
using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Service.Complaints.Limits;

/// <summary>Looks every minute for complaints whose limit was missed, of several nodes the one with the lease.</summary>
internal sealed partial class ComplaintWatch(IServiceScopeFactory scopes, UseCases useCases, Leases leases, TimeProvider clock, ILogger<ComplaintWatch> log) : BackgroundService
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
                if (leases.Held(Lease) is { } tenure) await Try(async ct =>
                {
                    using var fence = Fence.Under(tenure);
                    await Look(ct);
                }, stoppingToken);
            }
        }
        catch (OperationCanceledException) { /* the program stops */ }
    }

    private async Task Try(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        try { await work(ct); }
        catch (LeaseLostException) { /* another node looks now */ }
        catch (Exception fault) when (fault is not OperationCanceledException) { LogFailed(fault); }
    }

    /// <summary>Passes on what is late. Where nothing is, nothing is written: neither the turn that others wait for nor an entry in the audit.</summary>
    /// <returns>How many were passed on.</returns>
    public async Task<int> Look(CancellationToken ct)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            var (db, now) = (scope.ServiceProvider.GetRequiredService<GuanxiDb>(), clock.GetUtcNow());
            if (!(await db.Setting<ComplaintSettings>(ct)).EscalateLate || !await db.Set<Complaint>().AnyAsync(c => c.State == ComplaintState.Open && c.DueAt < now && (c.EscalatedFor == null || c.EscalatedFor != c.DueAt), ct)) return 0;
        }
        return (await useCases.Run(new EscalateLate(), Actor.System, ct)).Value;
    }

    [LoggerMessage(LogLevel.Error, "Complaints could not be looked after; it will be tried again")]
    private partial void LogFailed(Exception fault);
}
