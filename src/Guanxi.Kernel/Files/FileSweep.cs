using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guanxi.Files;

/// <summary>A module's files, and the names of them that its rows hold. Registered in the module's <c>Add</c>.</summary>
/// <param name="Named">Column of names, of all rows.</param>
public sealed record NamedFiles(FileStore Store, Func<GuanxiDb, IQueryable<string>> Named);

/// <summary>Takes away files that no row names: a file is written before its row, and where the row could not be saved, or the process was killed between the two, it stays behind.</summary>
public sealed class FileSweep(GuanxiDb db, IEnumerable<NamedFiles> all, TimeProvider clock)
{
    /// <summary>Younger ones may be on their way.</summary>
    private static readonly TimeSpan Youngest = TimeSpan.FromDays(1);

    /// <returns>How many were taken away.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var removed = 0;
        foreach (var files in all)
            foreach (var some in files.Store.OlderThan(clock.GetUtcNow() - Youngest).Chunk(Batches.Rows))
            {
                var named = await files.Named(db).Where(n => some.Contains(n)).ToListAsync(ct);
                foreach (var orphan in some.Except(named))
                {
                    files.Store.Remove(orphan);
                    removed++;
                }
            }
        return removed;
    }
}

/// <summary>Each node sweeps its own folder, once, when its server starts.</summary>
public sealed partial class SweepAtStart(IServiceScopeFactory scopes, ILogger<SweepAtStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nobody waits for it.
        await Task.Yield();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<FileSweep>().Run(stoppingToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException) { LogFailed(fault); }
    }

    [LoggerMessage(LogLevel.Error, "Files that no row names could not be swept; it will be tried again at the next start")]
    private partial void LogFailed(Exception fault);
}
