using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>Whether a run is under way, and when the last ones ended.</summary>
[Needs(ValueRights.Read)]
public sealed record InsightState : IQuestion<InsightStateView>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<InsightState, InsightStateView>
    {
        public async Task<InsightStateView> Handle(InsightState request, Actor actor, CancellationToken ct)
        {
            var jobs = db.Set<Job>().AsNoTracking().Where(j => j.Kind == Runs.InsightJob.KindName);
            var running = await jobs.Where(j => j.State == JobState.Queued || j.State == JobState.Running).OrderBy(j => j.Id).Select(j => (Id<Job>?)j.Id).FirstOrDefaultAsync(ct);
            var last = await jobs.Where(j => j.State != JobState.Queued && j.State != JobState.Running).OrderByDescending(j => j.Id).FirstOrDefaultAsync(ct);
            var runs = await db.Set<Standings.InsightRun>().AsNoTracking().OrderByDescending(r => r.AsOf).ThenByDescending(r => r.Id).Take(24).ToListAsync(ct);
            return new()
            {
                RunningJob = running, LastFailed = last is { State: JobState.Failed or JobState.Refused }, LastProblem = last?.State == JobState.Refused ? last.Problem : null,
                Runs = [.. runs.Select(r => new PastRun(r.AsOf, r.RanAt, r.Model))],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/insight", (Asker asker, CancellationToken ct) => asker.Answer(new InsightState(), ct))
        .Produces<InsightStateView>().WithSummary("Whether a run is under way, and the last ones");
}

/// <summary>How it stands with the insight's runs.</summary>
public sealed record InsightStateView
{
    /// <summary>Its progress: <see cref="JobProgress"/>. Null where none is under way.</summary>
    public Id<Job>? RunningJob { get; init; }
    public bool LastFailed { get; init; }

    /// <summary>The refusal's code, where the last run was refused.</summary>
    public string? LastProblem { get; init; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<PastRun> Runs { get; init; } = [];
}

/// <summary>A run that ended.</summary>
/// <param name="AsOf">The day up to which facts count.</param>
/// <param name="RanAt">When it ran.</param>
/// <param name="Model">The purchase model chosen; empty where there was not enough data.</param>
public sealed record PastRun(DateOnly AsOf, DateTimeOffset RanAt, string Model);
