using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Jobs;

public enum JobState { Queued, Running, Done, Refused, Failed, Cancelled }

/// <summary>Long work in the background: an import, an insight run. It survives closing the tab; what was running when the program died starts again.</summary>
public sealed class Job : Entity<Job>
{
    public string Kind { get; private init; } = "";
    public string Argument { get; private init; } = "";
    public JobState State { get; private set; }
    public long DoneSteps { get; private set; }
    public long TotalSteps { get; private set; }

    /// <summary>Text key of what it does at the moment.</summary>
    public string? Phase { get; private set; }

    /// <summary>JSON of the result, once done; of what the refusal names, once refused.</summary>
    public string? Result { get; private set; }

    /// <summary>The refusal's code or the fault's message, once it ended badly.</summary>
    public string? Problem { get; private set; }
    public bool CancelAsked { get; private set; }

    /// <summary>How often it was begun. A job that takes the program down with it each time must not do so for ever.</summary>
    public int Attempts { get; private set; }

    public Id<Person> CreatedBy { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    public bool Ended => State is not (JobState.Queued or JobState.Running);

    /// <summary>Queues work; it starts after the transaction is through.</summary>
    /// <param name="kind">The <see cref="IJob.Kind"/> that does it.</param>
    /// <param name="argument">Serialised as JSON.</param>
    public static Job Queue<T>(string kind, T argument, Actor by, DateTimeOffset at) =>
        new() { Kind = kind, Argument = StoredJson.Write(argument), CreatedBy = by.Id, CreatedAt = at };

    public T ArgumentAs<T>() => StoredJson.Read<T>(Argument)!;

    /// <summary>Asks a job to stop; it does so at its next step and takes back what it must.</summary>
    public void AskToCancel()
    {
        Refuse.If(Ended, "kernel.job.ended");
        CancelAsked = true;
    }

    internal const int MostAttempts = 5;

    internal void Start(DateTimeOffset at) => (State, StartedAt, FinishedAt, Problem, Attempts) = (JobState.Running, StartedAt ?? at, null, null, Attempts + 1);

    /// <summary>The program ends in good order; somebody takes it up again, and this time didn't count.</summary>
    internal void LetLie() => Attempts--;
    internal void Note(long done, long total, string? phase) => (DoneSteps, TotalSteps, Phase) = (done, total, phase);
    internal void End(JobState state, string? result, string? problem, DateTimeOffset at) => (State, Result, Problem, FinishedAt) = (state, result, problem, at);
}

internal sealed class JobTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Job>(job =>
    {
        job.HasKey(j => j.Id);
        job.Property(j => j.Kind).HasMaxLength(40);
        job.Property(j => j.State).HasConversion<string>().HasMaxLength(20);
        job.HasIndex(j => j.State);
    });
}

/// <summary>Does one kind of long work.</summary>
public interface IJob
{
    string Kind { get; }

    /// <summary>Key of what a command says before it finishes such a job that a dead process left half done, because nothing may build on half of it. Null: it waits for the server.</summary>
    string? CutOff => null;

    /// <summary>The standing lease whose holder alone does such jobs. Null: any node does, under a lease of the job's own.</summary>
    string? Lease => null;

    /// <summary>Whether this node can do it. What it needs may lie in another one's data folder: then it waits for that one.</summary>
    Task<bool> IsPossibleHere(Job job, CancellationToken ct) => Task.FromResult(true);

    /// <summary>It was begun too often and is not begun again, or was asked to stop and can't be done here: takes back what it left half done, without what only another node has.</summary>
    Task GiveUp(JobRun run, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Does it, from the start or from where it was when the program died.</summary>
    /// <exception cref="RefusedException">It can't be done; the job ends as refused.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop; the job ends as cancelled.</exception>
    Task<object?> Run(JobRun run, CancellationToken ct);
}

/// <summary>A job under way, as its work sees it.</summary>
public sealed class JobRun
{
    internal JobRun(Job job, Actor actor, CancellationTokenSource stop) => (Job, Actor, Stop) = (job, actor, stop);

    internal CancellationTokenSource Stop { get; }

    /// <summary>Done once this run is over, however it ended.</summary>
    internal TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public Job Job { get; }

    /// <summary>On whose behalf.</summary>
    public Actor Actor { get; }

    /// <summary>Steps done, of <see cref="Total"/>: rows, batches, whatever its progress bar counts.</summary>
    public long Done { get; private set; }
    public long Total { get; private set; }
    public string? Phase { get; private set; }

    /// <summary>A person asked it to stop; otherwise a stop means that the program ends, and the job goes on at the next start.</summary>
    public bool CancelAsked { get; private set; }

    internal void Cancel()
    {
        CancelAsked = true;
        Stop.Cancel();
    }

    /// <summary>Says how far it is. Cheap: call it as often as you like.</summary>
    public void Report(long done, long total, string? phase = null) => (Done, Total, Phase) = (done, total, phase ?? Phase);
}
