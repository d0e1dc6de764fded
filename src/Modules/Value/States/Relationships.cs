using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Value.Runs;
using Guanxi.Warehouse;

namespace Guanxi.Value.States;

/// <summary>Loyalty and state of each customer, column by column, and the state of those without any business.</summary>
internal sealed class Relationships
{
    private static readonly WarehouseQuery Prospecting = WarehouseQuery.Of(typeof(Relationships).Assembly, "prospects");

    // Customers are compared with those who have been there about as long.
    private static readonly int[] TenureDays = [90, 180, 365, 730];

    private Relationships(int n) => (State, Index, Known) = (new StateDecision[n], new double[n], new double[n]);

    public StateDecision[] State { get; }

    /// <summary>Percentiles among customers of the same tenure; NaN where unknown.</summary>
    public double[] Repeat { get; private set; } = [];
    public double[] Tolerance { get; private set; } = [];

    /// <summary>Loyalty index in [0, 100], and the share of its weights that is known; NaN and 0 without.</summary>
    public double[] Index { get; }
    public double[] Known { get; }

    /// <summary>Who has no document yet, in order of id.</summary>
    public IReadOnlyList<(long CustomerId, CustomerState State)> Prospects { get; private set; } = [];

    /// <param name="fit">Who fits the firm's profile above the target line: of those without a purchase that makes a target.</param>
    public static async Task<Relationships> Of(
        DataWarehouse warehouse, PurchaseHistories h, Scores s, Declarations declared, IReadOnlySet<long> fit, ValueSettings settings, PreviousLabels? previous, CancellationToken ct)
    {
        var prospects = await warehouse.Read(Prospecting.Sql, [h.AsOf, h.AsOf.AddDays(-settings.PlanningDays)], row => (Id: row.GetInt64(0), Pursued: row.GetInt32(1) == 1), ct);
        return await Task.Run(() =>
        {
            var made = new Relationships(h.Count);
            made.Measure(h, s);
            made.Decide(h, s, declared, settings, previous);
            made.Prospects = [.. prospects.Select(p => (p.Id, declared.Unfit(p.Id) ? CustomerState.NonCustomer : p.Pursued || fit.Contains(p.Id) ? CustomerState.Target : CustomerState.Potential))];
            return made;
        }, ct);
    }

    private void Measure(PurchaseHistories h, Scores s)
    {
        var (band, repeats, tolerance) = (new byte[h.Count], new double[h.Count], new double[h.Count]);
        for (var i = 0; i < h.Count; i++)
        {
            while (band[i] < TenureDays.Length && h.Observed[i] >= TenureDays[band[i]]) band[i]++;
            repeats[i] = h.PurchaseDays[i] == 0 ? double.NaN : h.Repeats(i);
            tolerance[i] = BoughtAgain(h, s, i);
        }
        Repeat = Percentiles.Within(repeats, band, TenureDays.Length + 1);
        Tolerance = Percentiles.Within(tolerance, band, TenureDays.Length + 1);
    }

    /// <summary>1 who bought again after goods came back or a complaint, 0 who did not though it had time to; NaN where nothing went wrong, or only just.</summary>
    private static double BoughtAgain(PurchaseHistories h, Scores s, int i)
    {
        var wrong = (h.ReturnGap[i], h.ComplaintGap[i]) switch { ( < 0, var complaint) => complaint, (var back, < 0) => back, var (back, complaint) => Math.Min(back, complaint) };
        return wrong < 0 ? double.NaN : h.Gap[i] < wrong ? 1 : wrong > s.TypicalGap[h.Kind[i]] ? 0 : double.NaN;
    }

    private void Decide(PurchaseHistories h, Scores s, Declarations declared, ValueSettings settings, PreviousLabels? previous)
    {
        var (rules, weights) = (new StateRules(settings.LostChurn, LoyalIndex: settings.LoyalIndex), new LoyaltyWeights());
        var before = previous?.Places(h.CustomerId);
        Parallel.For(0, (h.Count + 4095) / 4096, chunk =>
        {
            for (var i = chunk * 4096; i < Math.Min(h.Count, (chunk + 1) * 4096); i++)
            {
                (Index[i], Known[i]) = (LoyaltyMeasures.None with { Repeat = Repeat[i], Tolerance = Tolerance[i] }).Index(weights);
                var id = h.CustomerId[i];
                var told = !double.IsNaN(s.Churn[i]);
                var evidence = new StateEvidence(h.PurchaseDays[i], s.Churn[i], told ? s.GapTail[i] : 1, Index[i],
                    Ended: declared.Lost(id, h.AsOf.AddDays(-h.Gap[i])), Unfit: declared.Unfit(id));
                State[i] = StateEngine.Decide(evidence, rules, before is null || before[i] < 0 ? null : previous!.State(before[i]));
            }
        });
    }
}
