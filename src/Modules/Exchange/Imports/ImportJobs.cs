using Guanxi.Data;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

internal static class ImportJobs
{
    /// <summary>A job that ended while its import still says that it is under way failed; another may go on.</summary>
    public static async Task<bool> HasEnded(this GuanxiDb db, Id<Job>? id, CancellationToken ct) =>
        id is null || await db.Set<Job>().AsNoTracking().FirstOrDefaultAsync(job => job.Id == id, ct) is null or { Ended: true };
}
