using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Jobs;

/// <summary>Runs jobs, one after the other: they share two cores with people at work.</summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, WriteGate gate, JobBell bell, TimeProvider clock, DataPaths paths, ILogger<JobRunner> log) : BackgroundService
{
    /// <summary>Who dies without a word loses its job after this; who lives prolongs it every two seconds.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    // One process has a data folder at a time: after a crash the next one on it takes its own jobs up at once, those of other machines when their hold has run out.
    private readonly string me = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}:{paths.Folder}")));
    private readonly ConcurrentDictionary<Id<Job>, JobRun> running = new();

    /// <summary>The live run of a job that runs in this process; its progress is fresher than the stored one.</summary>
    public JobRun? Live(Id<Job> id) => running.GetValueOrDefault(id);

    /// <summary>Stops a job that runs in this process at its next step.</summary>
    public void Stop(Id<Job> id) => Live(id)?.Cancel();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    while (await NextWaiting(stoppingToken) is { } id) await Run(id, stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    LogQueueFailed(fault);
                }
                await bell.Wait(TimeSpan.FromSeconds(10), stoppingToken);
            }
        }
        catch (OperationCanceledException) { /* the program stops; what runs is taken up at the next start */ }
    }

    private async Task<Id<Job>?> NextWaiting(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return (await Waiting(scope.ServiceProvider.GetRequiredService<GuanxiDb>()).OrderBy(j => j.Id).FirstOrDefaultAsync(ct))?.Id;
    }

    private IQueryable<Job> Waiting(GuanxiDb db)
    {
        var now = clock.GetUtcNow();
        return db.Set<Job>().AsNoTracking().Where(j => j.State == JobState.Queued || j.State == JobState.Running).Where(j => j.HeldBy == null || j.HeldBy == me || j.HeldUntil < now);
    }

    /// <summary>Finishes what a process that died left half done, so that a command doesn't build on it. What can wait is left to the server.</summary>
    /// <param name="begun">Hears the key of what is being finished.</param>
    /// <param name="ended">Hears what became of it.</param>
    public async Task TakeUp(Action<string> begun, Action<Job> ended, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var half = scope.ServiceProvider.GetServices<IJob>().Where(j => j.CutOff is not null).ToDictionary(j => j.Kind, j => j.CutOff!);
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        while (await Waiting(db).Where(j => half.Keys.Contains(j.Kind)).OrderBy(j => j.Id).FirstOrDefaultAsync(ct) is { } job)
        {
            begun(half[job.Kind]);
            ended(await Run(job.Id, ct));
        }
    }

    // One UPDATE decides who of several nodes has it.
    private async Task<bool> Claim(GuanxiDb db, Id<Job> id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        using var turn = await gate.Enter(Priority.Upkeep, ct);
        return await db.Set<Job>().Where(j => j.Id == id && (j.HeldBy == null || j.HeldBy == me || j.HeldUntil < now))
            .ExecuteUpdateAsync(j => j.SetProperty(x => x.HeldBy, me).SetProperty(x => x.HeldUntil, now + Hold), ct) == 1;
    }

    /// <summary>Runs one job to its end, here and now; waits for it where it runs already. What the command line calls.</summary>
    public async Task<Job> Run(Id<Job> id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var job = await db.Set<Job>().FirstAsync(j => j.Id == id, ct);
        if (job.Ended) return job;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var actor = await scope.ServiceProvider.GetRequiredService<IActors>().Find(job.CreatedBy, ct) ?? Actor.System;
        var run = new JobRun(job, actor, stop);
        if (!running.TryAdd(id, run))
        {
            if (Live(id) is { } other) await other.Over.Task.WaitAsync(ct);
            await db.Entry(job).ReloadAsync(ct);
            return job;
        }
        if (job.CancelAsked) run.Cancel();
        try
        {
            if (!await Claim(db, id, ct)) return job;
            await Store(db, job, j => j.Start(clock.GetUtcNow()), ct);
            // The work has a context of its own: this one holds nothing but the job, whose row a cancel request may change meanwhile.
            await using var workScope = scopes.CreateAsyncScope();
            var work = workScope.ServiceProvider.GetServices<IJob>().FirstOrDefault(j => j.Kind == job.Kind)
                ?? throw new InvalidOperationException($"Nothing here does jobs of kind {job.Kind}.");
            if (job.Attempts > Job.MostAttempts)
            {
                // Unless that, too, takes the program down each time.
                if (job.Attempts <= 2 * Job.MostAttempts) await work.GiveUp(run, stop.Token);
                await Finish(db, job, run, JobState.Failed, null, "kernel.job.gave_up");
                return job;
            }
            using var saving = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            var progress = SaveProgress(run, saving.Token);
            try
            {
                var result = await work.Run(run, stop.Token);
                await saving.CancelAsync();
                await progress;
                await Finish(db, job, run, JobState.Done, result is null ? null : StoredJson.Write(result), null);
            }
            finally
            {
                await saving.CancelAsync();
                await progress;
            }
        }
        catch (RefusedException refused)
        {
            await Finish(db, job, run, JobState.Refused, refused.Args.Count == 0 ? null : StoredJson.Write(refused.Args.Select(a => a?.ToString())), refused.Code);
        }
        catch (OperationCanceledException) when (run.CancelAsked)
        {
            await Finish(db, job, run, JobState.Cancelled, null, null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Store(db, job, j => j.LetLie(), CancellationToken.None);
            throw;
        }
        catch (Exception fault)
        {
            LogJobFailed(fault, job.Kind, id.Value);
            await Finish(db, job, run, JobState.Failed, null, fault.Message);
        }
        finally
        {
            running.TryRemove(id, out _);
            run.Over.SetResult();
        }
        return job;
    }

    private Task Finish(GuanxiDb db, Job job, JobRun run, JobState state, string? result, string? problem) => Store(db, job, j =>
    {
        j.Note(run.Done, run.Total, run.Phase);
        j.End(state, result, problem, clock.GetUtcNow());
    }, CancellationToken.None);

    private async Task Store(GuanxiDb db, Job job, Action<Job> change, CancellationToken ct)
    {
        while (true)
        {
            using var turn = await gate.Enter(Priority.Upkeep, ct);
            await db.Entry(job).ReloadAsync(ct);
            change(job);
            try
            {
                await db.Save(Actor.System, "RunJob", job.Id.Value, ct);
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                // On PostgreSQL somebody asked it to stop at that very moment: on top of that, then. The audit entry is added anew.
                db.Fresh();
                db.Attach(job);
            }
        }
    }

    private async Task SaveProgress(JobRun run, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                try { await SaveProgressOnce(run, ct); }
                // The work goes on; how far it is, is shown from memory meanwhile.
                catch (Exception fault) when (fault is not OperationCanceledException) { LogProgressLost(fault, run.Job.Kind); }
            }
        }
        catch (OperationCanceledException) { /* the job ended */ }
    }

    private async Task SaveProgressOnce(JobRun run, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        if (await db.Set<Job>().AsNoTracking().Where(j => j.Id == run.Job.Id).Select(j => j.CancelAsked).FirstAsync(ct)) run.Cancel();
        var until = clock.GetUtcNow() + Hold;
        using var turn = await gate.Enter(Priority.Upkeep, ct);
        await db.Set<Job>().Where(j => j.Id == run.Job.Id).ExecuteUpdateAsync(j => j.SetProperty(x => x.HeldUntil, until)
            .SetProperty(x => x.DoneSteps, run.Done).SetProperty(x => x.TotalSteps, run.Total).SetProperty(x => x.Phase, run.Phase), ct);
    }

    [LoggerMessage(LogLevel.Error, "The job queue could not be read")]
    private partial void LogQueueFailed(Exception fault);

    [LoggerMessage(LogLevel.Warning, "The progress of {Kind} could not be stored")]
    private partial void LogProgressLost(Exception fault, string kind);

    [LoggerMessage(LogLevel.Error, "Job {Kind} {Id} failed")]
    private partial void LogJobFailed(Exception fault, string kind, long id);
}

/// <summary>Wakes the runner when a job was queued.</summary>
public sealed class JobBell : IDisposable
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

/// <summary>Finds a person as an actor. Staff knows.</summary>
public interface IActors
{
    Task<Actor?> Find(Id<Person> id, CancellationToken ct);
}
