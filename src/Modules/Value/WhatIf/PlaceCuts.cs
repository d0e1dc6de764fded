using Guanxi.Data;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.WhatIf;

/// <summary>Where edges cut the row of customers ordered by value, and what the ones above a cut are worth. Answers from the index by place: a million standings are never read.</summary>
internal sealed class PlaceCuts(GuanxiDb db, RunSummary run)
{
    private readonly IQueryable<Standing> standings = db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == run.AsOf);

    public int Customers => run.Customers;

    /// <summary>How many customers lie above each of the three edges, best first, and all of them as the fourth.</summary>
    public async Task<int[]> Of(GradeEdges edges, CancellationToken ct)
    {
        if (edges.Thresholds is { } t) return [await AtLeast(t.Major, ct), await AtLeast(t.Minor, ct), await AtLeast(t.Ordinary, ct), Customers];
        var pyramid = edges.Pyramid();
        return [.. Enumerable.Range(0, 3).Select(layer => pyramid.Cut(layer, Customers)), Customers];
    }

    /// <summary>The layer of a place, 1 the best.</summary>
    public static int Layer(int[] cuts, int place) => place <= cuts[0] ? 0 : place <= cuts[1] ? 1 : place <= cuts[2] ? 2 : 3;

    /// <summary>Total value of the best so many.</summary>
    public async Task<long> ValueOf(int best, CancellationToken ct)
    {
        // The run has summed up equal steps; only what lies beyond the last whole step is added up here.
        var step = run.Figures.ByPlace.Count == 0 ? 0 : (int)((long)best * Figures.Steps / Math.Max(1, Customers));
        var (from, known) = step == 0 ? (0, 0L) : ((int)((long)Customers * step / Figures.Steps), run.Figures.ByPlace[step]);
        return from == best ? known : known + await standings.Where(s => s.Place > from && s.Place <= best).SumAsync(s => s.HistoricMinor + s.CurrentMinor + s.PotentialMinor, ct);
    }

    // Twenty looks find the place among a million.
    private async Task<int> AtLeast(long value, CancellationToken ct)
    {
        var (low, high) = (0, Customers);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var there = await standings.Where(s => s.Place == middle).Select(s => s.HistoricMinor + s.CurrentMinor + s.PotentialMinor).FirstOrDefaultAsync(ct);
            if (there >= value) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}
