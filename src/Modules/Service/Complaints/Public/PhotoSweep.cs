using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public;

/// <summary>Takes away photos that no row names: a file is written before its row, and where the row could not be saved, or the process was killed between the two, it stays behind.</summary>
internal sealed class PhotoSweep(GuanxiDb db, PhotoStore store, TimeProvider clock)
{
    /// <summary>Younger ones may be on their way.</summary>
    private static readonly TimeSpan Youngest = TimeSpan.FromDays(1);

    /// <returns>How many were taken away.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var removed = 0;
        foreach (var some in store.OlderThan(clock.GetUtcNow() - Youngest).Chunk(Batches.Rows))
        {
            var named = await db.Set<Photo>().Where(p => some.Contains(p.StoredAs)).Select(p => p.StoredAs).ToListAsync(ct);
            foreach (var orphan in some.Except(named))
            {
                store.Remove(orphan);
                removed++;
            }
        }
        return removed;
    }
}
