using Guanxi.Insight;

namespace Guanxi.Value.Runs;

/// <summary>The money of each customer as of the day, column by column, minor units of the base currency.</summary>
internal sealed class Scores
{
    private Scores(int n) =>
        (Historic, Current, Potential, Low, High, Total, Risk, Churn, Alive, Purchases, Margin, GapTail, ExpectedGap) =
        (new long[n], new long[n], new long[n], new long[n], new long[n], new long[n], new long[n], new double[n], new double[n], new double[n], new double[n], new double[n], new double[n]);

    public long[] Historic { get; }
    public long[] Current { get; }
    public long[] Potential { get; }
    public long[] Low { get; }
    public long[] High { get; }
    public long[] Total { get; }
    public long[] Risk { get; }

    /// <summary>NaN where it can't be told.</summary>
    public double[] Churn { get; }
    public double[] Alive { get; }

    /// <summary>What raises each customer's churn most; null where it is the purchase model's.</summary>
    public Value.Churn.ChurnRaises? Raises { get; set; }

    /// <summary>Expected purchases over the horizon, discounted.</summary>
    public double[] Purchases { get; }
    public double[] Margin { get; }
    public double[] GapTail { get; }
    public double[] ExpectedGap { get; }

    /// <summary>Days over which churn is told, and the typical gap, for individuals and for organisations.</summary>
    public int[] PlanningDays { get; } = new int[2];
    public double[] TypicalGap { get; } = new double[2];

    /// <param name="fit">Null where there is not enough data: then no potential and no churn.</param>
    public static Scores Of(PurchaseHistories histories, PurchaseCohort cohort, int[] rowOf, ModelFit<IPurchaseModel>? fit, SpendChoice spend, ValueSettings settings, int seed)
    {
        var scores = new Scores(histories.Count);
        for (var kind = 0; kind < 2; kind++)
        {
            scores.TypicalGap[kind] = MedianGap(histories, kind) ?? settings.PlanningDays / 2.0;
            scores.PlanningDays[kind] = (int)Math.Ceiling(Math.Clamp(2 * scores.TypicalGap[kind], settings.PlanningDays, 730));
        }
        scores.Ledger(histories);
        if (fit is not null) scores.Foretell(histories, cohort, rowOf, fit, spend, settings, seed);
        else Array.Fill(scores.Churn, double.NaN);
        for (var i = 0; i < histories.Count; i++) scores.Total[i] = checked(scores.Historic[i] + scores.Current[i] + scores.Potential[i]);
        return scores;
    }

    /// <summary>Accounting, not estimation: whole minor units throughout.</summary>
    private void Ledger(PurchaseHistories h)
    {
        for (var i = 0; i < h.Count; i++)
        {
            Current[i] = checked(h.CurrentMargin[i] + h.CurrentReferral[i] - h.CurrentService[i]);
            Historic[i] = checked(h.Margin[i] + h.Referral[i] - h.Service[i] - Current[i]);
        }
    }

    private void Foretell(PurchaseHistories h, PurchaseCohort cohort, int[] rowOf, ModelFit<IPurchaseModel> fit, SpendChoice spend, ValueSettings settings, int seed)
    {
        var horizon = new ValueHorizon(PlanningDays[0], settings.HorizonMonths, YearlyDiscount: settings.YearlyDiscount);
        var rows = PurchaseScores.Of(fit.Model, cohort, horizon);
        var organisations = PlanningDays[1] == PlanningDays[0] ? rows.Churn : PurchaseScores.ChurnOver(fit.Model, cohort, PlanningDays[1]);
        var interval = PotentialInterval.Of(fit, spend.Model, cohort, rows, horizon, seed);
        var rhythm = PurchaseRhythm.Of(fit.Model);
        Parallel.For(0, (h.Count + 4095) / 4096, chunk =>
        {
            for (var i = chunk * 4096; i < Math.Min(h.Count, (chunk + 1) * 4096); i++)
            {
                var history = h.Of(i);
                (GapTail[i], ExpectedGap[i]) = (rhythm.GapTail(history), rhythm.ExpectedGap(history));
                Margin[i] = spend.Margin(h, i);
                var row = rowOf[i];
                if (row < 0)
                {
                    // Nobody who never bought can stop buying.
                    Churn[i] = double.NaN;
                    continue;
                }
                (Alive[i], Purchases[i]) = (rows.Alive[row], rows.DiscountedPurchases[row]);
                Potential[i] = Minor(Purchases[i] * Margin[i]);
                var (low, high) = interval[row];
                (Low[i], High[i]) = Margin[i] >= 0 ? (Minor(low * Margin[i]), Minor(high * Margin[i])) : (Minor(high * Margin[i]), Minor(low * Margin[i]));
                Believe(i, h.Kind[i] == 0 ? rows.Churn[row] : organisations[row]);
            }
        });
    }

    /// <summary>Takes a probability of staying away for true: the money at risk goes with it.</summary>
    public void Believe(int i, double churn) => (Churn[i], Risk[i]) = (churn, Math.Max(0, Minor(churn * (Current[i] + Potential[i]))));

    private static long Minor(double value) => (long)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), -1e17, 1e17);

    /// <summary>The typical customer's own mean gap, of those who came again; null where fewer than ten did.</summary>
    private static double? MedianGap(PurchaseHistories h, int kind)
    {
        var gaps = new List<double>();
        for (var i = 0; i < h.Count; i++)
            if (h.Kind[i] == kind && h.PurchaseDays[i] > 1) gaps.Add((double)h.LastAt(i) / h.Repeats(i));
        if (gaps.Count < 10) return null;
        gaps.Sort();
        return gaps[gaps.Count / 2];
    }
}
