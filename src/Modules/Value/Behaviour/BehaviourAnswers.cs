using System.Collections.Concurrent;
using Guanxi.Data;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Behaviour;

/// <summary>Answers that the warehouse takes seconds for, kept until the next run and given to all who may see the same.</summary>
internal sealed class BehaviourAnswers(DataWarehouse warehouse, TimeProvider clock) : IDisposable
{
    private const int Most = 200;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(Id<InsightRun> Run, long Build, string Reach, string Question), Kept> kept = new();

    // Two of these at once would share the warehouse's memory and both be slower.
    private readonly SemaphoreSlim oneAsks = new(1, 1);

    public void Dispose() => oneAsks.Dispose();

    /// <param name="asOf">The newest run that is not younger decides the last day that counts; null for the newest.</param>
    /// <param name="question">Names the question with all its parameters but day and reach.</param>
    /// <returns>Null where there was no run yet.</returns>
    public async Task<T?> Of<T>(GuanxiDb db, Actor actor, DateOnly? asOf, string question, Func<DateOnly, Task<T>> ask, CancellationToken ct) where T : class
    {
        var runs = db.Set<InsightRun>().AsNoTracking();
        if (asOf is { } day) runs = runs.Where(r => r.AsOf <= day);
        if (await runs.OrderByDescending(r => r.AsOf).ThenByDescending(r => r.Id).Select(r => new { r.Id, r.AsOf }).FirstOrDefaultAsync(ct) is not { } run) return null;
        var now = clock.GetUtcNow();
        Forget(now);
        // On another node than the one that ran it, a run may be seen a moment before this node's warehouse is as far.
        var build = warehouse.Builds;
        // Nobody asks for the newest of yesterday's run again; some answers are big.
        if (asOf is null)
            foreach (var older in kept.Keys.Where(k => k.Question == question && (k.Run != run.Id || k.Build != build)).ToList()) kept.TryRemove(older, out _);
        // Whoever asks first asks for all: going away does not take the answer from the others.
        var answer = kept.GetOrAdd((run.Id, build, actor.VisibleSql("k"), question), _ => new(now, actor.Scope == Scope.All, new(() => InTurn(() => ask(run.AsOf)))));
        try
        {
            return (T)await answer.Asked.Value.WaitAsync(ct);
        }
        catch when (answer.Asked.Value.IsFaulted)
        {
            foreach (var failed in kept.Where(k => k.Value == answer).ToList()) kept.TryRemove(failed);
            throw;
        }
    }

    /// <summary>What an answer was made of has changed between two runs.</summary>
    /// <param name="question">How the questions' names begin.</param>
    public void Forget(string question)
    {
        foreach (var gone in kept.Keys.Where(k => k.Question.StartsWith(question, StringComparison.Ordinal)).ToList()) kept.TryRemove(gone, out _);
    }

    private async Task<object> InTurn<T>(Func<Task<T>> ask) where T : class
    {
        await oneAsks.WaitAsync();
        try { return await ask(); }
        finally { oneAsks.Release(); }
    }

    private void Forget(DateTimeOffset now)
    {
        // Customers change hands: what is counted within a reach is not kept for long.
        foreach (var old in kept.Where(k => !k.Value.OfAll && now - k.Value.At >= Fresh).ToList()) kept.TryRemove(old);
        if (kept.Count > Most)
            foreach (var old in kept.OrderBy(k => k.Value.At).Take(Most / 2).ToList()) kept.TryRemove(old);
    }

    private sealed record Kept(DateTimeOffset At, bool OfAll, Lazy<Task<object>> Asked);
}
