using Guanxi.Data;
using Guanxi.Jobs;

namespace Guanxi.Backups;

/// <summary>What a backup is asked for.</summary>
internal sealed record BackupArgument(BackupReason Reason);

/// <summary>Takes a backup while people work on, and throws away what the schedule needs no longer. Of several nodes the one with the lease has all of them in its folder.</summary>
internal sealed class BackupJob(GuanxiDb db, BackupStore store) : IJob
{
    public const string KindName = "backup";
    public const string LeaseName = "backup";

    public string Kind => KindName;
    string? IJob.Lease => LeaseName;

    public async Task<object?> Run(JobRun run, CancellationToken ct)
    {
        run.Report(0, 0, "host.backup.phase");
        var taken = await store.Take(run.Job.ArgumentAs<BackupArgument>().Reason, null, ct);
        // Only now, so that there is never less than before.
        store.Prune(await db.Setting<BackupSettings>(ct), await db.Setting<FirmSettings>(ct));
        return taken;
    }
}
