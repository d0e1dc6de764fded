using Guanxi.Value.Runs;

namespace Guanxi.Value.Reasons;

/// <summary>Why a customer is at risk: what the facts show, the weightiest three.</summary>
internal static class RiskReasons
{
    private const int Shown = 3;

    /// <summary>Churn from which the work list names a customer, unless asked otherwise.</summary>
    public const double AtRisk = 0.3;

    public static IReadOnlyList<StoredReason> Of(PurchaseHistories h, Scores s, Assignments a, ValueSettings settings, int i)
    {
        var reasons = new List<StoredReason>(8);
        var told = !double.IsNaN(s.Churn[i]);
        var (recent, before) = Assignments.Windows(h, settings, i);

        if (h.OpenComplaintDays[i] >= 0) Add("complaint_open", 0.97, h.OpenComplaintDays[i]);
        if (h.UnhappyDays[i] is >= 0 and <= 180) Add("complaint_unhappy", 0.9, h.UnhappyDays[i]);
        if (h.PurchaseDays[i] > 1 && told && h.Gap[i] > s.ExpectedGap[i] && s.GapTail[i] < 0.5) Add("overdue", 1 - s.GapTail[i], h.Gap[i], Math.Round(s.ExpectedGap[i]));
        if (a.Change[i] is { Direction: < 0, PValue: < 0.2 } change)
            Add("rate_fell", 0.95 * (1 - change.PValue), h.Recent[i], recent, Math.Round(h.Before[i] * recent / before, 1));
        if (h.PurchaseDays[i] == 1) Add("one_purchase", 0.6, h.Gap[i]);
        SpendFell();
        var sold = h.CurrentNet[i] - h.CurrentReturned[i];
        if (sold > 0 && -h.CurrentReturned[i] > 0.2 * sold) Add("returns", Math.Min(0.85, 0.5 + -h.CurrentReturned[i] / (2.0 * sold)), (double)-h.CurrentReturned[i] / sold);
        if (h.ContactGap[i] > 180) Add("no_contact", 0.5, h.ContactGap[i]);
        if (told && s.Churn[i] < AtRisk)
        {
            // Who is not about to leave is not argued away from: what is known is said once.
            if (h.PurchaseDays[i] > 1 && h.Gap[i] <= s.ExpectedGap[i]) Add("within_rhythm", 0.1, h.Gap[i]);
        }
        else
        {
            // Always there, so that three can always be shown.
            if (s.Raises?.Of(i) is { Length: > 0 } raises) Add("signals", 0.88, raises);
            if (told) Add("churn", 0.4 * s.Churn[i], Math.Round(s.Churn[i], 2), s.PlanningDays[h.Kind[i]]);
            Add("at_stake", 0.15, Math.Max(0, s.Current[i] + s.Potential[i]));
            Add("last_purchase", 0.1, h.Gap[i]);
        }

        reasons.Sort((x, y) => y.Weight.CompareTo(x.Weight));
        return reasons.Count <= Shown ? reasons : reasons.GetRange(0, Shown);

        void Add(string code, double weight, params double[] args) => reasons.Add(new(code, Math.Round(weight, 3), args));

        void SpendFell()
        {
            var days = Math.Min(365, h.Observed[i]) - settings.PlanningDays;
            if (days < settings.PlanningDays || h.CurrentPurchases[i] < 4) return;
            var usual = (double)(h.CurrentNet[i] - h.RecentNet[i]) * settings.PlanningDays / days;
            if (usual > 0 && h.RecentNet[i] < 0.5 * usual) Add("spend_fell", 0.55 + 0.3 * (1 - Math.Max(0, h.RecentNet[i]) / usual), h.RecentNet[i], Math.Round(usual));
        }
    }
}
