using Guanxi.Data;
using Guanxi.Nodes;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Requests.Limits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Service.Clocks;

/// <summary>Looks every minute for complaints and requests whose limit was missed, for what came in by the public form and waits too long, for clusters of complaints, and for solved requests that may be closed, of several nodes the one with the lease.</summary>
internal sealed partial class LimitWatch(IServiceScopeFactory scopes, UseCases useCases, Leases leases, TimeProvider clock, ILogger<LimitWatch> log) : BackgroundService
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

    /// <summary>Passes on what is late and closes what may be. Where nothing is, nothing is written: neither the turn that others wait for nor an entry in the audit.</summary>
    /// <returns>How many complaints, clusters and requests were passed on or closed.</returns>
    public async Task<int> Look(CancellationToken ct)
    {
        bool complaints, incoming, clusters, requests, quiet;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var (db, now) = (scope.ServiceProvider.GetRequiredService<GuanxiDb>(), clock.GetUtcNow());
            complaints = (await db.Setting<ComplaintSettings>(ct)).EscalateLate && await EscalateLate.Late(db, now).AnyAsync(ct);
            incoming = (await db.Setting<ComplaintSettings>(ct)).EscalateIncoming && (await EscalateIncoming.Late(db, now, ct)).Count > 0;
            clusters = (await TellClusters.Untold(db, scope.ServiceProvider.GetRequiredService<ClusterFinder>(), now, ct)).Count > 0;
            requests = (await db.Setting<RequestSettings>(ct)).EscalateLate && await EscalateLateRequests.Late(db, now).AnyAsync(ct);
            quiet = await (await CloseQuietRequests.Quiet(db, now, ct)).AnyAsync(ct);
        }
        var done = complaints ? (await useCases.Run(new EscalateLate(), Actor.System, ct)).Value : 0;
        if (incoming) done += (await useCases.Run(new EscalateIncoming(), Actor.System, ct)).Value;
        if (clusters) done += (await useCases.Run(new TellClusters(), Actor.System, ct)).Value;
        if (requests) done += (await useCases.Run(new EscalateLateRequests(), Actor.System, ct)).Value;
        if (quiet) done += (await useCases.Run(new CloseQuietRequests(), Actor.System, ct)).Value;
        return done;
    }

    [LoggerMessage(LogLevel.Error, "Complaints and requests could not be looked after; it will be tried again")]
    private partial void LogFailed(Exception fault);
}
