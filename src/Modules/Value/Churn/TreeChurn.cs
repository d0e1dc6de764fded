using Guanxi.Insight;
using Guanxi.Value.Runs;

namespace Guanxi.Value.Churn;

/// <summary>Boosted trees, grown on some days of the past and put right by a later one.</summary>
internal sealed class TreeChurn
{
    private readonly BoostedTrees trees;
    private readonly LogisticCalibration calibration;

    private TreeChurn(BoostedTrees trees, LogisticCalibration calibration) => (this.trees, this.calibration) = (trees, calibration);

    public int Trees => trees.Count;

    /// <summary>Whether there is anything to use: a tree, and more foretold risk really meaning more.</summary>
    public bool Says => trees.Count > 0 && calibration.Slope > 0;

    /// <param name="learning">What they are grown on.</param>
    /// <param name="later">How many of them are kept, and how far they are believed.</param>
    public static TreeChurn Grow(IReadOnlyList<ChurnSnapshot> learning, ChurnSnapshot later)
    {
        var columns = ChurnFeatures.Names.Select((_, f) => learning.SelectMany(s => s.Features[f]).ToArray()).ToArray();
        var grown = BoostedTrees.Fit(columns, [.. learning.SelectMany(s => s.StayedAway)]).BestOn(later.Features, later.StayedAway);
        return new(grown, LogisticCalibration.Fit(LogOdds(grown, later), later.StayedAway));
    }

    public double[] Churn(ChurnSnapshot snapshot) => Array.ConvertAll(LogOdds(trees, snapshot), calibration.Of);

    /// <summary>How much each feature moves the log odds on average, either way.</summary>
    public double[] Weights(ChurnSnapshot snapshot)
    {
        var (sum, one, row) = (new double[ChurnFeatures.Count], new double[ChurnFeatures.Count], new float[ChurnFeatures.Count]);
        for (var i = 0; i < snapshot.Customers; i++)
        {
            for (var f = 0; f < row.Length; f++) row[f] = snapshot.Features[f][i];
            trees.LogOdds(row, one);
            for (var f = 0; f < sum.Length; f++) sum[f] += Math.Abs(one[f]) / snapshot.Customers;
        }
        return sum;
    }

    /// <summary>Puts the trees' churn in the place of the purchase model's, with the two features that raise each customer's most.</summary>
    public void Tell(PurchaseHistories h, Scores scores)
    {
        var raises = new ChurnRaises(h.Count);
        Parallel.For(0, (h.Count + 4095) / 4096, chunk =>
        {
            Span<float> row = stackalloc float[ChurnFeatures.Count];
            Span<double> contributions = stackalloc double[ChurnFeatures.Count];
            for (var i = chunk * 4096; i < Math.Min(h.Count, (chunk + 1) * 4096); i++)
            {
                if (double.IsNaN(scores.Churn[i])) continue;
                ChurnFeatures.Fill(h, i, scores.Churn[i], scores.GapTail[i], scores.ExpectedGap[i], row);
                scores.Believe(i, calibration.Of(trees.LogOdds(row, contributions)));
                raises.Keep(i, contributions);
            }
        });
        scores.Raises = raises;
    }

    private static double[] LogOdds(BoostedTrees trees, ChurnSnapshot snapshot)
    {
        var odds = new double[snapshot.Customers];
        Parallel.For(0, (odds.Length + 4095) / 4096, chunk =>
        {
            Span<float> row = stackalloc float[ChurnFeatures.Count];
            for (var i = chunk * 4096; i < Math.Min(odds.Length, (chunk + 1) * 4096); i++)
            {
                for (var f = 0; f < row.Length; f++) row[f] = snapshot.Features[f][i];
                odds[i] = trees.LogOdds(row);
            }
        });
        return odds;
    }
}

/// <summary>The two features that raise a customer's churn most, two bytes each.</summary>
internal sealed class ChurnRaises(int customers)
{
    private const byte None = byte.MaxValue;
    private readonly byte[] first = new byte[customers], second = new byte[customers];

    public void Keep(int i, ReadOnlySpan<double> contributions)
    {
        (first[i], second[i]) = (None, None);
        for (var f = 0; f < contributions.Length; f++)
        {
            if (contributions[f] <= 0) continue;
            if (first[i] == None || contributions[f] > contributions[first[i]]) (first[i], second[i]) = ((byte)f, first[i]);
            else if (second[i] == None || contributions[f] > contributions[second[i]]) second[i] = (byte)f;
        }
    }

    /// <summary>Places in <see cref="ChurnFeatures.Names"/>; fewer than two where fewer raise it.</summary>
    public double[] Of(int i) => first[i] == None ? [] : second[i] == None ? [first[i]] : [first[i], second[i]];
}
