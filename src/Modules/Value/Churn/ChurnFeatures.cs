using Guanxi.Value.Runs;

namespace Guanxi.Value.Churn;

/// <summary>What the trees are told of a customer on a day: the purchase model's churn, and what the warnings go by. Nothing of the person.</summary>
internal static class ChurnFeatures
{
    /// <summary>In the order of a row; last words of text keys.</summary>
    public static readonly string[] Names =
    [
        "model", "overdue", "late", "gap", "repeats", "tenure", "recent", "before", "recent_net", "spend",
        "returns", "complaint_open", "unhappy", "complaint", "return", "contact", "contacts", "organisation",
    ];

    public static int Count => Names.Length;

    /// <param name="churn">By the purchase model.</param>
    /// <param name="gapTail">P(a gap as long as the current one) by the own rhythm.</param>
    /// <param name="expectedGap">Days to expect between purchases.</param>
    public static void Fill(PurchaseHistories h, int i, double churn, double gapTail, double expectedGap, Span<float> row)
    {
        row[0] = (float)churn;
        row[1] = (float)gapTail;
        row[2] = (float)(h.Gap[i] / Math.Max(expectedGap, 1));
        row[3] = h.Gap[i];
        row[4] = h.Repeats(i);
        row[5] = h.Observed[i];
        row[6] = h.Recent[i];
        row[7] = h.Before[i];
        row[8] = Share(h.RecentNet[i], h.CurrentNet[i]);
        row[9] = (float)Math.Log(1 + Math.Max(0, (double)h.Net[i] / Math.Max(1, h.PurchaseDays[i]) / h.MinorPerMajor));
        row[10] = Share(-h.CurrentReturned[i], h.CurrentNet[i] - h.CurrentReturned[i]);
        row[11] = h.OpenComplaintDays[i];
        row[12] = Since(h.UnhappyDays[i]);
        row[13] = Since(h.ComplaintGap[i]);
        row[14] = Since(h.ReturnGap[i]);
        row[15] = Since(h.ContactGap[i]);
        row[16] = h.CurrentContacts[i];
        row[17] = h.Kind[i];
    }

    private static float Share(long part, long whole) => whole > 0 ? Math.Clamp((float)part / whole, -1, 1) : 0;

    // What never was is longer ago than all that was.
    private static float Since(int days) => days < 0 ? 10_000 : days;
}
