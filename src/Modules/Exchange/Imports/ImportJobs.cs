using Guanxi.Data;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

internal static class ImportJobs
{
    /// <summary>An import to act on. Between the look whether somebody may see it and this one another may have forgotten it.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async Task<Import> ImportToActOn(this GuanxiDb db, Id<Import> id, CancellationToken ct) =>
        Refuse.Missing(await db.Set<Import>().FirstOrDefaultAsync(import => import.Id == id, ct), "exchange.import.not_found");

    /// <summary>A job that ended while its import still says that it is under way failed; another may go on.</summary>
    public static async Task<bool> HasEnded(this GuanxiDb db, Id<Job>? id, CancellationToken ct) =>
        id is null || await db.Set<Job>().AsNoTracking().FirstOrDefaultAsync(job => job.Id == id, ct) is null or { Ended: true };

    /// <summary>One import at a time is written or taken back: each is planned on books that the other would change under its feet.</summary>
    /// <exception cref="RefusedException">Another one is under way, or stopped half way.</exception>
    public static async Task RefuseWhileAnother(this GuanxiDb db, Id<Import> id, CancellationToken ct)
    {
        var other = await db.Set<Import>().AsNoTracking().FirstOrDefaultAsync(import => import.Id != id && (import.State == ImportState.Writing || import.State == ImportState.Undoing), ct);
        if (other is not null) throw new RefusedException(await db.HasEnded(other.JobId, ct) ? "exchange.import.another_stopped" : "exchange.import.another_under_way", other.FileName, other.Id);
    }
}
