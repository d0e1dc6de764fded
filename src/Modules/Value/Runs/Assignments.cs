using Guanxi.Insight;
using Guanxi.Value.Grades;
using Guanxi.Value.Loyalty;
using Guanxi.Value.States;
using Marks = Guanxi.Value.Standings.Traits;

namespace Guanxi.Value.Runs;

/// <summary>Grade, class, colour and stage of each customer, column by column.</summary>
internal sealed class Assignments
{
    private Assignments(int n) => (Grade, ByEdges, Class, Colour, Stage, Change, Traits) =
        (new CustomerGrade[n], [], new CustomerClass[n], new CustomerColour[n], new StageDecision[n], new RateChange[n], new int[n]);

    public CustomerGrade[] Grade { get; }
    public CustomerGrade[] ByEdges { get; private set; }
    public CustomerClass[] Class { get; }
    public CustomerColour[] Colour { get; }
    public StageDecision[] Stage { get; }
    public RateChange[] Change { get; }

    /// <summary>Bits of <see cref="Standings.Traits"/>.</summary>
    public int[] Traits { get; }

    /// <summary>Median of the potential's share in total value among ordinary customers: the line between B and C.</summary>
    public double MedianPotentialShare { get; private set; }

    /// <summary>0 for the best.</summary>
    public int[] Place { get; private set; } = [];

    public static Assignments Of(PurchaseHistories histories, Scores scores, ValueSettings settings, PreviousLabels? previous, IReadOnlyDictionary<long, HandGrade> hands, Declarations declared, LoyaltySigns signs)
    {
        var made = new Assignments(histories.Count);
        var before = previous?.Places(histories.CustomerId);
        made.Rank(histories, scores, settings, previous, before, hands);
        made.Live(histories, scores, settings, previous, before, declared, signs);
        return made;
    }

    private void Rank(PurchaseHistories h, Scores s, ValueSettings settings, PreviousLabels? previous, int[]? before, IReadOnlyDictionary<long, HandGrade> hands)
    {
        var pyramid = GradeEdges.Of(settings).Pyramid();
        Place = Grading.Places(s.Total, s.Current, h.CustomerId);
        ByEdges = Grading.ByEdges(s.Total, Place, pyramid);
        for (var i = 0; i < h.Count; i++)
            Grade[i] = before is null || before[i] < 0 ? ByEdges[i]
                : Grading.WithHysteresis(ByEdges[i], s.Total[i], Place[i], h.Count, pyramid, previous!.RuleGrade(before[i]), previous.ByEdges(before[i]));
        Mark(h, s, pyramid, hands);


        var shares = new List<double>();
        for (var i = 0; i < h.Count; i++)
            if (Grade[i] == CustomerGrade.Ordinary) shares.Add(PotentialShare(s, i));
        shares.Sort();
        var median = MedianPotentialShare = shares.Count == 0 ? 0 : shares[shares.Count / 2];
        for (var i = 0; i < h.Count; i++)
        {
            var share = PotentialShare(s, i);
            if (share > median) Traits[i] |= Marks.MuchPotential;
            Class[i] = Grading.ClassOf(Grade[i], share, median);
            Colour[i] = Grading.ColourOf(Class[i], s.Current[i], (Traits[i] & Marks.NeverConcede) != 0);
        }
    }

    /// <summary>Traits, and over the rule's grades those that persons set.</summary>
    private void Mark(PurchaseHistories h, Scores s, GradePyramid pyramid, IReadOnlyDictionary<long, HandGrade> hands)
    {
        float[] potential = [], earned = [];
        Parallel.Invoke(() => potential = Grading.Percentiles(s.Potential), () =>
        {
            var sum = new long[h.Count];
            for (var i = 0; i < sum.Length; i++) sum[i] = s.Historic[i] + s.Current[i];
            earned = Grading.Percentiles(sum);
        });
        for (var i = 0; i < h.Count; i++)
        {
            // Where nothing can be foretold nobody is ahead.
            var marks = (s.Potential[i] > 0 && Grading.IsAhead(potential[i], earned[i]) ? Marks.Ahead : 0) | (Grading.IsNearOrdinary(s.Total[i], Place[i], h.Count, pyramid) ? Marks.NearOrdinary : 0);
            Traits[i] = Marks.WithRule(marks, Grade[i]);
        }
        foreach (var (customer, hand) in hands)
        {
            var i = Array.BinarySearch(h.CustomerId, customer);
            if (i < 0) continue;
            Grade[i] = hand.Grade;
            Traits[i] |= Marks.ByHand | (hand.NeverConcede ? Marks.NeverConcede : 0);
        }
    }

    private void Live(PurchaseHistories h, Scores s, ValueSettings settings, PreviousLabels? previous, int[]? before, Declarations declared, LoyaltySigns signs)
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
                    Ended: declared.Lost(h.CustomerId[i], h.AsOf.AddDays(-h.Gap[i])) || signs.HasLapsed(i, h.Gap[i], settings));
                Stage[i] = StageEngine.Decide(evidence, rules, before is null || before[i] < 0 ? null : previous!.Decision(before[i]));
            }
        });
    }

    /// <summary>Days of the recent window and of the one before it, as far as the customer was there.</summary>
    public static (double Recent, double Before) Windows(PurchaseHistories h, ValueSettings settings, int i) =>
        (Math.Min(settings.PlanningDays, h.Observed[i]), Math.Clamp(h.Observed[i] - settings.PlanningDays, 0, 3 * settings.PlanningDays));

    private static double PotentialShare(Scores s, int i) => s.Total[i] > 0 ? (double)s.Potential[i] / s.Total[i] : 0;
}
