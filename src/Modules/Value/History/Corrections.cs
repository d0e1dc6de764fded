using Guanxi.Data;
using Guanxi.Staff;
using Guanxi.Value.History;
using Guanxi.Value.Runs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>A past day's figures that came out otherwise when they were computed again.</summary>
public sealed record CorrectionView
{
    public DateTimeOffset CorrectedAt { get; init; }

    /// <summary>Null where it went by itself.</summary>
    public string? ByName { get; init; }

    /// <summary>What was told until then, and from then on. Null for those who don't see the whole firm.</summary>
    public CorrectedFigures? Was { get; init; }
    public CorrectedFigures? Became { get; init; }
}

/// <summary>Figures of a day over all customers.</summary>
/// <param name="Grades">Customers by grade.</param>
/// <param name="Stages">Customers by stage.</param>
public sealed record CorrectedFigures(int Customers, ValueTotals Totals, IReadOnlyDictionary<string, int> Grades, IReadOnlyDictionary<string, int> Stages);

/// <summary>The corrections of a day, the newest first.</summary>
internal static class Corrections
{
    public static async Task<IReadOnlyList<CorrectionView>> Of(GuanxiDb db, RunSummary run, Actor actor, CancellationToken ct)
    {
        var kept = await db.Set<Correction>().AsNoTracking().Where(c => c.AsOf == run.AsOf).OrderByDescending(c => c.Id).ToListAsync(ct);
        if (kept.Count == 0) return [];
        var people = kept.Select(c => c.By).OfType<Id<Person>>().Distinct().ToList();
        var names = await db.PersonNames().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var became = Figures(run);
        List<CorrectionView> views = [];
        foreach (var one in kept)
        {
            var was = Figures(StoredJson.Read<RunSummary>(one.Before)!);
            views.Add(new() { CorrectedAt = one.CorrectedAt, ByName = one.By is { } by ? names.GetValueOrDefault(by) : null, Was = was, Became = became });
            became = was;
        }
        return actor.Scope == Scope.All ? views : [.. views.Select(v => v with { Was = null, Became = null })];
    }

    private static CorrectedFigures Figures(RunSummary run) => new(run.Customers, run.Figures.Totals, run.Figures.Grades.ToDictionary(g => g.Key, g => g.Value.Customers), run.Figures.Stages.ToDictionary(g => g.Key, g => g.Value.Customers));
}
