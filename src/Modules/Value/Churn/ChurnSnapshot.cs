using Guanxi.Insight;
using Guanxi.Value.Runs;
using Guanxi.Warehouse;

namespace Guanxi.Value.Churn;

/// <summary>A day of the past: what was known of each customer by then, what the purchase model said, and who stayed away in the planning period after it.</summary>
internal sealed class ChurnSnapshot
{
    private static readonly WarehouseQuery Next = WarehouseQuery.Of(typeof(ChurnSnapshot).Assembly, "next_purchase");

    private ChurnSnapshot(DateOnly on, int count) => (On, Churn, Gap, StayedAway, Features) =
        (on, new double[count], new double[count], new bool[count], [.. ChurnFeatures.Names.Select(_ => new float[count])]);

    public DateOnly On { get; }

    /// <summary>By the purchase model, fitted to what was known on the day.</summary>
    public double[] Churn { get; }

    /// <summary>Days since the last purchase.</summary>
    public double[] Gap { get; }
    public bool[] StayedAway { get; }

    /// <summary>A column for each of <see cref="ChurnFeatures.Names"/>.</summary>
    public float[][] Features { get; }
    public int Customers => Churn.Length;

    /// <summary>Enough of both to learn from, or to judge by.</summary>
    public bool Enough => Customers >= ChurnTrial.LeastCustomers && StayedAway.Count(s => s) is var away && Math.Min(away, Customers - away) >= ChurnTrial.LeastOfEach;

    /// <returns>Null where no model is identified on what was known then.</returns>
    public static async Task<ChurnSnapshot?> Read(DataWarehouse warehouse, DateOnly on, PurchaseModelKind kind, int[] planningDays, long minorPerMajor, ValueSettings settings, int oneIn, CancellationToken ct)
    {
        var h = await PurchaseHistories.Read(warehouse, on, minorPerMajor, ct, settings.PlanningDays, oneIn: oneIn);
        var later = new Dictionary<long, int>(h.Count);
        await warehouse.Read(Next.Sql, [on, (long)oneIn, on.AddDays(planningDays.Max())], row => later.TryAdd(row.GetInt64(0), (int)row.GetInt64(1)), ct);
        if (!h.PurchaseDays.Any(d => d > 0)) return new(on, 0);
        return await Task.Run(() =>
        {
            var cohort = h.Cohort(1, out var rowOf);
            return Identified(kind, cohort) is { } model ? Of(h, cohort, rowOf, model, planningDays, later) : null;
        }, ct);
    }

    /// <summary>Early in a firm's life today's model may not have been identified yet: then a run of that day would have fallen back, too.</summary>
    private static IPurchaseModel? Identified(PurchaseModelKind kind, PurchaseCohort cohort)
    {
        // A quadrature for each history: a few thousand tell its four parameters as well.
        var fit = PurchaseFit.Fit(kind, kind == PurchaseModelKind.ParetoNbd ? cohort.Sample(5_000) : cohort);
        return fit.IsIdentified ? fit.Model : PurchaseFit.FirstIdentified(cohort).Accepted?.Model;
    }

    private static ChurnSnapshot Of(PurchaseHistories h, PurchaseCohort cohort, int[] rowOf, IPurchaseModel model, int[] planningDays, Dictionary<long, int> later)
    {
        double[][] churn = [PurchaseScores.ChurnOver(model, cohort, planningDays[0]), PurchaseScores.ChurnOver(model, cohort, planningDays[1])];
        var (rhythm, snapshot, k) = (PurchaseRhythm.Of(model), new ChurnSnapshot(h.AsOf, rowOf.Count(r => r >= 0)), 0);
        Span<float> row = stackalloc float[ChurnFeatures.Count];
        for (var i = 0; i < h.Count; i++)
        {
            if (rowOf[i] < 0) continue;
            var history = h.Of(i);
            snapshot.Churn[k] = churn[h.Kind[i]][rowOf[i]];
            snapshot.Gap[k] = h.Gap[i];
            snapshot.StayedAway[k] = !later.TryGetValue(h.CustomerId[i], out var days) || days > planningDays[h.Kind[i]];
            ChurnFeatures.Fill(h, i, snapshot.Churn[k], rhythm.GapTail(history), rhythm.ExpectedGap(history), row);
            for (var f = 0; f < row.Length; f++) snapshot.Features[f][k] = row[f];
            k++;
        }
        return snapshot;
    }
}
