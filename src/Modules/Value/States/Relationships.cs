using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Value.Loyalty;
using Guanxi.Value.Runs;
using Guanxi.Warehouse;

namespace Guanxi.Value.States;

/// <summary>Loyalty and state of each customer, column by column, and the state of those without any business.</summary>
internal sealed class Relationships
{
    private static readonly WarehouseQuery Prospecting = WarehouseQuery.Of(typeof(Relationships).Assembly, "prospects");

    private Relationships(LoyaltyColumns loyalty, int n) => (Loyalty, State) = (loyalty, new StateDecision[n]);

    public LoyaltyColumns Loyalty { get; }
    public StateDecision[] State { get; }

    /// <summary>Who has no document yet, in order of id.</summary>
    public IReadOnlyList<(long CustomerId, CustomerState State)> Prospects { get; private set; } = [];

    /// <param name="fit">Who fits the firm's profile above the target line: of those without a purchase that makes a target.</param>
    public static async Task<Relationships> Of(
        DataWarehouse warehouse, PurchaseHistories h, Scores s, LoyaltySettings loyal, Declarations declared, IReadOnlySet<long> fit, ValueSettings settings, PreviousLabels? previous, CancellationToken ct)
    {
        var loyalty = await LoyaltyColumns.Of(warehouse, h, s, loyal, settings, previous, ct);
        var prospects = await warehouse.Read(Prospecting.Sql, [h.AsOf, h.AsOf.AddDays(-settings.PlanningDays)], row => (Id: row.GetInt64(0), Pursued: row.GetInt32(1) == 1), ct);
        return await Task.Run(() =>
        {
            var made = new Relationships(loyalty, h.Count);
            made.Decide(h, s, declared, settings, previous);
            made.Prospects = [.. prospects.Select(p => (p.Id, declared.Unfit(p.Id) ? CustomerState.NonCustomer : p.Pursued || fit.Contains(p.Id) ? CustomerState.Target : CustomerState.Potential))];
            return made;
        }, ct);
    }

    private void Decide(PurchaseHistories h, Scores s, Declarations declared, ValueSettings settings, PreviousLabels? previous)
    {
        var rules = new StateRules(settings.LostChurn, LoyalIndex: settings.LoyalIndex);
        var before = previous?.Places(h.CustomerId);
        Parallel.For(0, (h.Count + 4095) / 4096, chunk =>
        {
            for (var i = chunk * 4096; i < Math.Min(h.Count, (chunk + 1) * 4096); i++)
            {
                var id = h.CustomerId[i];
                var told = !double.IsNaN(s.Churn[i]);
                var evidence = new StateEvidence(h.PurchaseDays[i], s.Churn[i], told ? s.GapTail[i] : 1, Loyalty.Index[i],
                    Ended: declared.Lost(id, h.AsOf.AddDays(-h.Gap[i])) || Loyalty.Signs.HasLapsed(i, h.Gap[i], settings), Unfit: declared.Unfit(id));
                State[i] = StateEngine.Decide(evidence, rules, before is null || before[i] < 0 ? null : previous!.State(before[i]));
            }
        });
    }
}
