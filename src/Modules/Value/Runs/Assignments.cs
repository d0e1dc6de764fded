using Guanxi.Insight;
using Guanxi.Value.States;

namespace Guanxi.Value.Runs;

/// <summary>Grade, class, colour and stage of each customer, column by column.</summary>
internal sealed class Assignments
{
    private Assignments(int n) => (Grade, ByEdges, Class, Colour, Stage, Change) =
        (new CustomerGrade[n], [], new CustomerClass[n], new CustomerColour[n], new StageDecision[n], new RateChange[n]);

    public CustomerGrade[] Grade { get; }
    public CustomerGrade[] ByEdges { get; private set; }
    public CustomerClass[] Class { get; }
    public CustomerColour[] Colour { get; }
    public StageDecision[] Stage { get; }
    public RateChange[] Change { get; }

    /// <summary>0 for the best.</summary>
    public int[] Place { get; private set; } = [];

    public static Assignments Of(PurchaseHistories histories, Scores scores, ValueSettings settings, PreviousLabels? previous, Declarations? declared = null)
    {
        var made = new Assignments(histories.Count);
        var before = previous?.Places(histories.CustomerId);
        made.Rank(histories, scores, settings, previous, before);
        made.Live(histories, scores, settings, previous, before, declared);
        return made;
    }

    private void Rank(PurchaseHistories h, Scores s, ValueSettings settings, PreviousLabels? previous, int[]? before)
    {
        var pyramid = new GradePyramid(settings.MajorShare, settings.MinorShare, settings.OrdinaryShare);
        Place = Grading.Places(s.Total, s.Current, h.CustomerId);
        ByEdges = Grading.ByEdges(s.Total, Place, pyramid);
        for (var i = 0; i < h.Count; i++)
            Grade[i] = before is null || before[i] < 0 ? ByEdges[i]
                : Grading.WithHysteresis(ByEdges[i], s.Total[i], Place[i], h.Count, pyramid, previous!.Grade(before[i]), previous.ByEdges(before[i]));

        var shares = new List<double>();
        for (var i = 0; i < h.Count; i++)
            if (Grade[i] == CustomerGrade.Ordinary) shares.Add(PotentialShare(s, i));
        shares.Sort();
        var median = shares.Count == 0 ? 0 : shares[shares.Count / 2];
        for (var i = 0; i < h.Count; i++)
        {
            Class[i] = Grading.ClassOf(Grade[i], PotentialShare(s, i), median);
            Colour[i] = Grading.ColourOf(Class[i], s.Current[i], neverConcede: false);
        }
    }

    private void Live(PurchaseHistories h, Scores s, ValueSettings settings, PreviousLabels? previous, int[]? before, Declarations? declared)
    {
        var rules = new StageRules(settings.LostChurn, settings.DeclineChurn, MatureCount: settings.MatureCount);
        Parallel.For(0, (h.Count + 4095) / 4096, chunk =>
        {
            for (var i = chunk * 4096; i < Math.Min(h.Count, (chunk + 1) * 4096); i++)
            {
                var (recent, earlier) = Windows(h, settings, i);
                Change[i] = RateChange.Test(h.Recent[i], recent, h.Before[i], earlier);
                // Without a model neither churn nor rhythm is known: the stage goes by what was bought.
                var told = !double.IsNaN(s.Churn[i]);
                var evidence = new StageEvidence(h.Of(i), told ? s.Churn[i] : 0, told ? s.GapTail[i] : 1, s.TypicalGap[h.Kind[i]], Change[i],
                    Ended: declared?.Lost(h.CustomerId[i], h.AsOf.AddDays(-h.Gap[i])) ?? false);
                Stage[i] = StageEngine.Decide(evidence, rules, before is null || before[i] < 0 ? null : previous!.Decision(before[i]));
            }
        });
    }

    /// <summary>Days of the recent window and of the one before it, as far as the customer was there.</summary>
    public static (double Recent, double Before) Windows(PurchaseHistories h, ValueSettings settings, int i) =>
        (Math.Min(settings.PlanningDays, h.Observed[i]), Math.Clamp(h.Observed[i] - settings.PlanningDays, 0, 3 * settings.PlanningDays));

    private static double PotentialShare(Scores s, int i) => s.Total[i] > 0 ? (double)s.Potential[i] / s.Total[i] : 0;
}
