using System.Collections.Concurrent;
using Guanxi.Data;
using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Jobs;

/// <summary>Runs jobs, one after the other: they share two cores with people at work. Of several nodes one runs a job at a time, under a lease.</summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, WriteGate gate, JobBell bell, Leases leases, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
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
                    while (await RunNext(stoppingToken)) { }
                }
                catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    LogQueueFailed(fault);
                }
                // The bell rings in this process only; what other nodes queued, or left when they died, is found by looking.
                await bell.Wait(TimeSpan.FromSeconds(2), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { /* the program stops; what runs is taken up at the next start */ }
    }

    /// <summary>Runs the first of the waiting jobs that this node can have.</summary>
    private async Task<bool> RunNext(CancellationToken ct)
    {
        foreach (var id in await Waiting(_ => true, ct))
            if ((await Run(id, ct)).Ended) return true;
        return false;
    }

    private async Task<List<Id<Job>>> Waiting(Func<string, bool> kind, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var jobs = await scope.ServiceProvider.GetRequiredService<GuanxiDb>().Set<Job>().AsNoTracking().Where(j => j.State == JobState.Queued || j.State == JobState.Running)
            .OrderBy(j => j.Id).Select(j => new { j.Id, j.Kind }).ToListAsync(ct);
        return [.. jobs.Where(j => kind(j.Kind)).Select(j => j.Id)];
    }

    /// <summary>Finishes what a process that died left half done, so that a command doesn't build on it. What can wait is left to the server, and what another node has to that node.</summary>
    /// <param name="begun">Hears the key of what is being finished.</param>
    /// <param name="ended">Hears what became of it.</param>
    public async Task TakeUp(Action<string> begun, Action<Job> ended, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var half = scope.ServiceProvider.GetServices<IJob>().Where(j => j.CutOff is not null).ToDictionary(j => j.Kind, j => j.CutOff!);
        foreach (var id in await Waiting(half.ContainsKey, ct))
            if (await Run(id, ct, job => begun(half[job.Kind])) is { Ended: true } job) ended(job);
    }

    /// <summary>Runs one job to its end, here and now; waits for it where it runs already. What the command line calls.</summary>
    /// <param name="begun">Hears of it when it is this process that runs it.</param>
    /// <returns>Not ended where another node has it, or is the only one that can do it.</returns>
    public async Task<Job> Run(Id<Job> id, CancellationToken ct, Action<Job>? begun = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        var job = await db.Set<Job>().FirstAsync(j => j.Id == id, ct);
        if (job.Ended) return job;
        // The work has a context of its own: the other holds nothing but the job, whose row a cancel request may change meanwhile.
        await using var workScope = scopes.CreateAsyncScope();
        var work = workScope.ServiceProvider.GetServices<IJob>().FirstOrDefault(j => j.Kind == job.Kind);
        var isPossible = work is null || await work.IsPossibleHere(job, ct);
        // The node that could do it may never come back: once somebody asks it to stop, any other may take back what it left.
        if (!isPossible && !job.CancelAsked) return job;
        var actor = await scope.ServiceProvider.GetRequiredService<IActors>().Find(job.CreatedBy, ct) ?? Actor.System;
        await using var tenure = work?.Lease is { } standing ? await leases.Take(standing, ct) : await leases.Take(LeaseOf(id), ct, once: true);
        if (tenure is null) return job;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, tenure.Lost);
        var run = new JobRun(job, actor, stop);
        if (!running.TryAdd(id, run))
        {
            if (Live(id) is { } other) await other.Over.Task.WaitAsync(ct);
            await db.Entry(job).ReloadAsync(ct);
            return job;
        }
        try
        {
            // Between our look and our lease another node may have done it.
            await db.Entry(job).ReloadAsync(ct);
            if (job.Ended) return job;
            begun?.Invoke(job);
            using var fence = Fence.Under(tenure);
            await Run(db, job, run, work, isPossible, tenure, ct);
        }
        catch (LeaseLostException)
        {
            // Nothing of it is stored here: the node that has it now goes on.
            LogLeftToAnother(job.Kind, id.Value);
            await db.Entry(job).ReloadAsync(CancellationToken.None);
        }
        finally
        {
            running.TryRemove(id, out _);
            run.Over.SetResult();
        }
        return job;
    }

    /// <summary>The name of another node that has the lease for this job; null where none has.</summary>
    internal async Task<string?> DoneBy(Job job, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetServices<IJob>().FirstOrDefault(j => j.Kind == job.Kind);
        return await leases.See(work?.Lease ?? LeaseOf(job.Id), ct) is { Ours: false, Alive: true } other ? other.Node : null;
    }

    internal async Task<Job> Find(Id<Job> id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<GuanxiDb>().Set<Job>().AsNoTracking().FirstAsync(j => j.Id == id, ct);
    }

    private static string LeaseOf(Id<Job> id) => $"job {id}";

    private async Task Run(GuanxiDb db, Job job, JobRun run, IJob? work, bool isPossible, Tenure tenure, CancellationToken ct)
    {
        if (job.CancelAsked) run.Cancel();
        try
        {
            await Store(db, job, j => j.Start(clock.GetUtcNow()), ct);
            if (work is null) throw new InvalidOperationException($"Nothing here does jobs of kind {job.Kind}.");
            if (job.Attempts > Job.MostAttempts)
            {
                // Unless that, too, takes the program down each time.
                if (job.Attempts <= 2 * Job.MostAttempts) await work.GiveUp(run, run.Stop.Token);
                await Finish(db, job, run, JobState.Failed, null, "kernel.job.gave_up");
                return;
            }
            if (!isPossible)
            {
                // Once begun it goes on to the end, as the taking back by the work itself does.
                await work.GiveUp(run, CancellationToken.None);
                await Finish(db, job, run, JobState.Cancelled, null, null);
                return;
            }
            using var saving = CancellationTokenSource.CreateLinkedTokenSource(run.Stop.Token);
            var progress = SaveProgress(run, saving.Token);
            try
            {
                var result = await work.Run(run, run.Stop.Token);
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
        catch (Exception) when (tenure.Lost.IsCancellationRequested)
        {
            throw new LeaseLostException(tenure.Name);
        }
        catch (Exception fault) when (fault is not LeaseLostException)
        {
            LogJobFailed(fault, job.Kind, job.Id.Value);
            await Finish(db, job, run, JobState.Failed, null, fault.Message);
        }
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
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await Fence.Guard(db, ct);
            await db.Entry(job).ReloadAsync(ct);
            change(job);
            try
            {
                await db.Save(Actor.System, new AuditNote("RunJob", SubjectKind: nameof(Job), SubjectId: job.Id.Value), ct);
                await transaction.CommitAsync(ct);
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
        using var turn = await gate.Enter(Priority.Upkeep, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Fence.Guard(db, ct);
        await db.Set<Job>().Where(j => j.Id == run.Job.Id).ExecuteUpdateAsync(j => j.SetProperty(x => x.DoneSteps, run.Done).SetProperty(x => x.TotalSteps, run.Total).SetProperty(x => x.Phase, run.Phase), ct);
        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "The job queue could not be read")]
    private partial void LogQueueFailed(Exception fault);

    [LoggerMessage(LogLevel.Warning, "The progress of {Kind} could not be stored")]
    private partial void LogProgressLost(Exception fault, string kind);

    [LoggerMessage(LogLevel.Warning, "Job {Kind} {Id} is left to the node that has its lease now")]
    private partial void LogLeftToAnother(string kind, long id);

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
