using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Jobs;

/// <summary>How far a job is.</summary>
public sealed record JobView
{
    public required Id<Job> Id { get; init; }
    public required string Kind { get; init; }
    public required JobState State { get; init; }
    public long Done { get; init; }
    public long Total { get; init; }
    public string? Phase { get; init; }

    /// <summary>The phase in the reader's language.</summary>
    public string? Text { get; init; }
    public string? Problem { get; init; }

    /// <summary>What the text of a refusal names.</summary>
    public IReadOnlyList<string?> ProblemArgs { get; init; } = [];
    public double? SecondsLeft { get; init; }
    public double? RowsPerSecond { get; init; }
}

/// <summary>How far a job is, of those that one started oneself (all, for who may change settings).</summary>
[NeedsNoRight("Shows only one's own jobs.")]
public sealed record JobProgress : IQuestion<JobView>
{
    public Id<Job> JobId { get; init; }

    internal sealed class Handler(GuanxiDb db, JobRunner runner, Texts texts, TimeProvider clock) : IHandler<JobProgress, JobView>
    {
        public async Task<JobView> Handle(JobProgress request, Actor actor, CancellationToken ct)
        {
            var job = await db.Set<Job>().AsNoTracking().FirstOrDefaultAsync(j => j.Id == request.JobId, ct);
            Refuse.If(job is null || (job.CreatedBy != actor.Id && !actor.May(KernelRights.Settings)), "kernel.job.not_found");
            var live = runner.Live(job.Id);
            var (done, total) = (live?.Done ?? job.DoneSteps, live?.Total ?? job.TotalSteps);
            var spent = ((job.FinishedAt ?? clock.GetUtcNow()) - (job.StartedAt ?? clock.GetUtcNow())).TotalSeconds;
            var rate = done > 0 && spent > 0 ? done / spent : (double?)null;
            var phase = live?.Phase ?? job.Phase;
            return new()
            {
                Id = job.Id, Kind = job.Kind, State = job.State, Done = done, Total = total, Phase = phase, Text = phase is null ? null : texts[phase], Problem = job.Problem,
                ProblemArgs = job.State == JobState.Refused ? StoredJson.Read<List<string?>>(job.Result) ?? [] : [],
                RowsPerSecond = rate, SecondsLeft = job.State == JobState.Running && rate > 0 && total > done ? (total - done) / rate : null,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/jobs/{jobId}", (Id<Job> jobId, Asker asker, CancellationToken ct) => asker.Answer(new JobProgress { JobId = jobId }, ct))
            .Produces<JobView>().WithSummary("How far a job is");
}

/// <summary>Asks a job to stop. It stops at its next step and takes back what it had half done.</summary>
[NeedsNoRight("Stops only one's own jobs.")]
public sealed record CancelJob : IUseCase<JobState>
{
    public Id<Job> JobId { get; init; }

    internal sealed class Handler(GuanxiDb db, JobRunner runner) : IHandler<CancelJob, JobState>
    {
        public async Task<JobState> Handle(CancelJob request, Actor actor, CancellationToken ct)
        {
            var job = await db.Set<Job>().FirstOrDefaultAsync(j => j.Id == request.JobId, ct);
            Refuse.If(job is null || (job.CreatedBy != actor.Id && !actor.May(KernelRights.Settings)), "kernel.job.not_found");
            job.AskToCancel();
            db.Afterwards(() => runner.Stop(job.Id));
            return job.State;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/jobs/{jobId}/cancel", (Id<Job> jobId, Asker asker, CancellationToken ct) => asker.Answer(new CancelJob { JobId = jobId }, ct))
            .Produces<JobState>().WithSummary("Ask a job to stop");
}
