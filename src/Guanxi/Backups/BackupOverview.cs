using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Backups;

/// <summary>The backups of this node, and how the last ones went.</summary>
internal sealed record BackupsView
{
    /// <summary>Where they lie.</summary>
    public string Folder { get; init; } = "";

    /// <summary>On the disk of the data itself: gone when that is.</summary>
    public bool BesideData { get; init; }

    /// <summary>Newest first. One with a problem can't be used.</summary>
    public IReadOnlyList<BackupView> Backups { get; init; } = [];

    /// <summary>The last one that was asked for; null where none was.</summary>
    public BackupAttempt? Last { get; init; }
    public BackupSettings Settings { get; init; } = new();
}

/// <summary>How a backup went.</summary>
/// <param name="Problem">Why there is none, in words; null where there is one, or will be.</param>
internal sealed record BackupAttempt(Id<Job> JobId, JobState State, DateTimeOffset AskedAt, DateTimeOffset? EndedAt, string? File, string? Problem);

/// <summary>Which backups there are, where, and how the last one went.</summary>
[Needs(BackupRights.Keep)]
internal sealed record BackupOverview : IQuestion<BackupsView>
{
    internal sealed class Handler(GuanxiDb db, BackupStore store, DataPaths paths, Texts texts) : IHandler<BackupOverview, BackupsView>
    {
        public async Task<BackupsView> Handle(BackupOverview request, Actor actor, CancellationToken ct) => new()
        {
            Folder = store.Folder, BesideData = (store.Folder + Path.DirectorySeparatorChar).StartsWith(paths.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal), Backups = store.List(), Last = await LastBackup.Find(db, texts, ct), Settings = await db.Setting<BackupSettings>(ct),
        };
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/backups", (Asker asker, CancellationToken ct) => asker.Answer(new BackupOverview(), ct)).Produces<BackupsView>().WithSummary("Which backups there are");
}

/// <summary>How the last backup went, where it went badly. For the page for today.</summary>
[Needs(BackupRights.Keep)]
internal sealed record FailedBackup : IQuestion<BackupFailure>
{
    internal sealed class Handler(GuanxiDb db, Texts texts) : IHandler<FailedBackup, BackupFailure>
    {
        public async Task<BackupFailure> Handle(FailedBackup request, Actor actor, CancellationToken ct) =>
            new(await LastBackup.Find(db, texts, ct) is { Problem: not null } last ? last : null);
    }
}

/// <param name="Last">Null where all is well.</param>
internal sealed record BackupFailure(BackupAttempt? Last);

internal static class LastBackup
{
    public static async Task<BackupAttempt?> Find(GuanxiDb db, Texts texts, CancellationToken ct)
    {
        var job = await db.Set<Job>().AsNoTracking().Where(j => j.Kind == BackupJob.KindName).OrderByDescending(j => j.Id).FirstOrDefaultAsync(ct);
        if (job is null) return null;
        var problem = job.State switch
        {
            JobState.Refused => texts[job.Problem!, [.. StoredJson.Read<string?[]>(job.Result) ?? []]],
            JobState.Failed => job.Problem is { } code ? texts.Find(code) ?? code : texts["kernel.fault"],
            _ => null,
        };
        return new(job.Id, job.State, job.CreatedAt, job.FinishedAt, job.State == JobState.Done ? StoredJson.Read<BackupTaken>(job.Result)?.File : null, problem);
    }
}
