using Guanxi.Insight;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Runs;

namespace Guanxi.Value.Rfm;

/// <summary>Scores of recency, frequency and money of each customer, column by column, with the scales they come from.</summary>
internal sealed class RfmColumns
{
    private RfmColumns(RfmScores scores, RfmMiddle middle, RfmOctant[] octant) => (Scores, Middle, Octant) = (scores, middle, octant);

    public RfmScores Scores { get; }

    /// <summary>What counts as high in the form of eight cells: the means.</summary>
    public RfmMiddle Middle { get; }
    public RfmOctant[] Octant { get; }

    public static RfmColumns Of(PurchaseHistories h, ValueSettings settings)
    {
        var middle = RfmMiddle.Means(h.Gap, h.TwoYearPurchases, h.TwoYearMargin);
        var octant = new RfmOctant[h.Count];
        for (var i = 0; i < h.Count; i++) octant[i] = middle.Of(h.Gap[i], h.TwoYearPurchases[i], h.TwoYearMargin[i]);
        return new(RfmScores.Of(h.Gap, h.TwoYearPurchases, h.TwoYearMargin, settings.RfmRule), middle, octant);
    }

    /// <summary>The scales as a run keeps them, for who reads the scores.</summary>
    public RfmScales Scales => new()
    {
        Recency = Bins(Scores.RecencyScale), Frequency = Bins(Scores.FrequencyScale), Money = Bins(Scores.MoneyScale),
        MiddleDays = Math.Round(Middle.Days, 1), MiddlePurchases = Math.Round(Middle.Purchases, 2), MiddleMinor = (long)Math.Round(Middle.Money),
    };

    private static IReadOnlyList<RfmBinView> Bins(RfmScale scale) => [.. scale.Bins.Select(b => new RfmBinView(b.Score, (long)b.From, (long)b.To, b.Customers))];
}
