using Guanxi.Insight;
using Guanxi.Value.Model;
using Guanxi.Value.Runs;
using Guanxi.Warehouse;

namespace Guanxi.Value.Churn;

/// <summary>
/// Whether boosted trees foretell who stays away better than the purchase model does: grown on days of the past, put right on a later day,
/// judged on a still later one that neither has seen. Only if they do are they grown anew, one step later, and used. See docs/adr/0019.
/// </summary>
internal sealed class ChurnTrial
{
    /// <summary>Fewer customers on a day, or fewer of those who stayed away or came back, let chance decide.</summary>
    public const int LeastCustomers = 500, LeastOfEach = 100;

    /// <summary>More customers tell a few hundred leaves no more.</summary>
    private const int Enough = 25_000;

    /// <summary>Days to learn from, where the time allows so many.</summary>
    private const int Learning = 2;
    private const int LeastTrainingDays = 90;

    /// <summary>Null where the purchase model stays in use.</summary>
    public TreeChurn? Used { get; private init; }
    public required ChurnTrialSheet Sheet { get; init; }

    public static async Task<ChurnTrial> Of(ModelChoice choice, DataWarehouse warehouse, DateOnly first, PurchaseHistories histories, int[] planningDays, ValueSettings settings, CancellationToken ct)
    {
        var step = planningDays.Max();
        var sheet = new ChurnTrialSheet { Model = choice.Fit is { } fit ? Standings.Labels.Of(fit.Model.Kind) : "", PlanningDays = step };
        if (choice.Fit is null || choice.Remembered) return new() { Sheet = sheet with { Verdict = "no_model" } };
        var days = Enumerable.Range(1, 2 + Learning).Select(n => histories.AsOf.AddDays(-n * step)).Where(d => d.DayNumber - first.DayNumber >= LeastTrainingDays).ToList();
        if (days.Count < 3) return new() { Sheet = sheet with { Verdict = "too_short", NeedsDays = 3 * step + LeastTrainingDays } };
        var oneIn = TrialData.ShareOf(histories.Count, Enough);
        sheet = sheet with { OneIn = oneIn, LearntOn = days[2..], CalibratedOn = days[1], JudgedOn = days[0], Until = histories.AsOf };
        List<ChurnSnapshot> snapshots = [];
        foreach (var day in days)
        {
            if (await ChurnSnapshot.Read(warehouse, day, choice.Fit.Model.Kind, planningDays, histories.MinorPerMajor, settings, oneIn, ct) is not { } snapshot) return new() { Sheet = sheet with { Verdict = "not_identified" } };
            snapshots.Add(snapshot);
        }
        // Of the days to learn from the older one may be too early in the firm's life; the newer one is needed.
        if (snapshots is [_, _, _, { Enough: false }]) snapshots.RemoveAt(3);
        sheet = sheet with { Customers = snapshots[0].Customers, LearntOn = days[2..snapshots.Count] };
        return snapshots.TrueForAll(s => s.Enough) ? await Task.Run(() => Judge(snapshots, sheet, seed: histories.AsOf.DayNumber), ct) : new() { Sheet = sheet with { Verdict = "few" } };
    }

    private static ChurnTrial Judge(List<ChurnSnapshot> snapshots, ChurnTrialSheet sheet, int seed)
    {
        var (judged, later) = (snapshots[0], snapshots[1]);
        var trees = TreeChurn.Grow(snapshots[2..], later);
        var (churn, recency) = (trees.Churn(judged), Recency(later, judged));
        var paired = PairedScores.Of(churn, judged.Churn, judged.StayedAway, seed);
        var (mine, model) = (ProbabilityScore.Of(churn, judged.StayedAway), ProbabilityScore.Of(judged.Churn, judged.StayedAway));
        var weights = trees.Weights(judged);
        sheet = sheet with
        {
            Trees = trees.Trees,
            BaseRate = model.BaseRate,
            BaseBrier = model.BaseRate * (1 - model.BaseRate),
            OfTrees = Score(mine),
            OfModel = Score(model),
            OfRecency = Score(ProbabilityScore.Of(recency, judged.StayedAway)),
            AucGain = new(paired.Auc.Value, paired.Auc.Low, paired.Auc.High),
            BrierGain = new(paired.Brier.Value, paired.Brier.Low, paired.Brier.High),
            Features = [.. ChurnFeatures.Names.Select((name, f) => new FeatureWeight(name, Math.Round(weights[f], 4))).Where(f => f.Weight > 0).OrderByDescending(f => f.Weight)],
        };
        if (!trees.Says || !paired.Beats) return new() { Sheet = sheet with { Verdict = "not_better" } };
        // The recipe has shown its worth: followed once more with all that is known by now.
        var used = TreeChurn.Grow(snapshots[1..^1], judged);
        return used.Says ? new() { Used = used, Sheet = sheet with { Verdict = "used" } } : new() { Sheet = sheet with { Verdict = "not_better" } };
    }

    /// <summary>What the days since the last purchase say by themselves, as a probability.</summary>
    private static double[] Recency(ChurnSnapshot later, ChurnSnapshot judged)
    {
        var scale = LogisticCalibration.Fit(Array.ConvertAll(later.Gap, g => Math.Log(1 + g)), later.StayedAway);
        return Array.ConvertAll(judged.Gap, g => scale.Of(Math.Log(1 + g)));
    }

    private static RivalScore Score(ProbabilityScore score) => new()
    {
        Auc = score.Auc, Brier = score.Brier, Skill = score.BrierSkill, CalibrationError = score.CalibrationError, TopDecileLift = score.TopDecileLift,
        Bins = [.. score.Bins.Select(b => new CalibrationBin(b.From, b.To, (int)b.Customers, b.Forecast, b.Actual))],
    };
}
