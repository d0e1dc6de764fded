using Microsoft.EntityFrameworkCore;

namespace Guanxi.Data;

/// <summary>Brings the database to the program's version, and refuses one that is ahead of it.</summary>
internal static class MigrationCheck
{
    public static async Task Apply(GuanxiDb db, Func<Task> first, CancellationToken ct)
    {
        if (await db.Database.CanConnectAsync(ct))
        {
            var known = db.Database.GetMigrations().ToHashSet();
            var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
            if (applied.FirstOrDefault(m => !known.Contains(m)) is { } newer) throw new StartFailedException("host.start.database_newer", newer);
            if (applied.Count == known.Count) return;
        }
        await first();
        await db.Database.MigrateAsync(ct);
    }
}
