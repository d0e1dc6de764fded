using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Backups;

/// <summary>Takes a backup of everything in the background. Where one is under way already, that one is told.</summary>
[Needs(BackupRights.Keep)]
internal sealed record TakeBackup : IUseCase<Id<Job>>
{
    internal BackupReason Reason { get; init; } = BackupReason.Asked;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<TakeBackup, Id<Job>>
    {
        public async Task<Id<Job>> Handle(TakeBackup request, Actor actor, CancellationToken ct)
        {
            if (await db.Set<Job>().AsNoTracking().Where(j => j.Kind == BackupJob.KindName && (j.State == JobState.Queued || j.State == JobState.Running)).OrderBy(j => j.Id).Select(j => (Id<Job>?)j.Id).FirstOrDefaultAsync(ct) is { } same) return same;
            var job = Job.Queue(BackupJob.KindName, new BackupArgument(request.Reason), actor, clock.GetUtcNow());
            db.Add(job);
            return job.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/backups", (Asker asker, CancellationToken ct) => asker.Created(new TakeBackup(), id => $"/api/jobs/{id}", ct))
        .Produces<Id<Job>>(StatusCodes.Status201Created).WithSummary("Take a backup");
}
