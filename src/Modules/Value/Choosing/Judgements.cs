using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Insight;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Choosing;

/// <summary>The judgements that count, by customer and criterion. Few: people make each by hand.</summary>
internal sealed class Judgements
{
    private readonly Dictionary<long, int[]> scores = [];

    /// <param name="until">As they were at the end of this day; null for now.</param>
    public static async Task<Judgements> Of(GuanxiDb db, DateOnly? until, CancellationToken ct)
    {
        var found = new Judgements();
        // The last word counts, and it comes last. On a past day that may be one that was replaced since.
        foreach (var j in await db.Set<FitJudgement>().AsNoTracking().Where(j => until == null ? j.Current : j.JudgedOn <= until).OrderBy(j => j.JudgedOn).ThenBy(j => j.Id).Select(j => new { j.CustomerId, j.Criterion, j.Score }).ToListAsync(ct))
        {
            if (!found.scores.TryGetValue(j.CustomerId.Value, out var of)) found.scores[j.CustomerId.Value] = of = new int[FitScoring.All.Length];
            of[(int)j.Criterion] = j.Score;
        }
        return found;
    }

    public IEnumerable<long> Customers => scores.Keys;

    /// <summary>1 to 5 by criterion, 0 where nobody judged; null where nobody judged anything.</summary>
    public int[]? Of(long customer) => scores.GetValueOrDefault(customer);

    /// <summary>Of who has not bought, judged customers alone can have a score: those above the target line, with enough of it known.</summary>
    public async Task<HashSet<long>> Targets(GuanxiDb db, CancellationToken ct)
    {
        if (scores.Count == 0) return [];
        var settings = await db.Setting<FitSettings>(ct);
        return [.. scores.Keys.Where(id => Score(id, settings) is var (score, known) && known >= settings.LeastKnown && score > settings.TargetLine)];
    }

    /// <summary>By judgements alone.</summary>
    public (double Score, double Known) Score(long customer, FitSettings settings)
    {
        var judged = Of(customer);
        return FitScore.Of([.. FitScoring.All.Select(c => settings.Of(c).Points(double.NaN, judged?[(int)c] ?? 0))], settings.Weights);
    }
}
