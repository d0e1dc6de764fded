namespace Guanxi.Insight;

/// <summary>The six measures of loyalty of one customer, each a percentile among customers of the same tenure, in [0, 100]; NaN where nothing is known of it.</summary>
/// <param name="Repeat">Repeat purchases.</param>
/// <param name="TimeToChoose">Time from first enquiry to order, shorter is more.</param>
/// <param name="PriceInsensitivity">How little price decides.</param>
/// <param name="Competitors">Attitude to competitors, the less drawn the more.</param>
/// <param name="Tolerance">Buying again after something went wrong.</param>
/// <param name="Share">Share of spending.</param>
public readonly record struct LoyaltyMeasures(double Repeat, double TimeToChoose, double PriceInsensitivity, double Competitors, double Tolerance, double Share)
{
    /// <summary>Nothing known.</summary>
    public static readonly LoyaltyMeasures None = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>The weighted mean of the measures that are known.</summary>
    /// <param name="weights">How much each counts, ≥ 0.</param>
    /// <returns>The index in [0, 100] and the share of the weights that is known, in [0, 1]; NaN and 0 where nothing is.</returns>
    public (double Index, double Known) Index(LoyaltyWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        double sum = 0, known = 0, all = 0;
        Add(Repeat, weights.Repeat);
        Add(TimeToChoose, weights.TimeToChoose);
        Add(PriceInsensitivity, weights.PriceInsensitivity);
        Add(Competitors, weights.Competitors);
        Add(Tolerance, weights.Tolerance);
        Add(Share, weights.Share);
        return known > 0 ? (sum / known, known / all) : (double.NaN, 0);

        void Add(double measure, double weight)
        {
            all += weight;
            if (double.IsNaN(measure)) return;
            known += weight;
            sum += weight * measure;
        }
    }
}

/// <summary>How much each measure of loyalty counts.</summary>
public sealed record LoyaltyWeights(double Repeat = 1, double TimeToChoose = 1, double PriceInsensitivity = 1, double Competitors = 1, double Tolerance = 1, double Share = 1);

/// <summary>Where each customer stands among its like.</summary>
public static class Percentiles
{
    /// <summary>The mid-rank percentile of each value within its group: half of the equals count as below.</summary>
    /// <param name="values">One a customer; NaN where unknown.</param>
    /// <param name="groups">The group of each, in [0, <paramref name="groupCount"/>).</param>
    /// <param name="groupCount">How many groups there are.</param>
    /// <param name="least">A group with fewer known values says nothing.</param>
    /// <returns>In (0, 100); NaN where the value is unknown or its group too small.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double[] Within(ReadOnlySpan<double> values, ReadOnlySpan<byte> groups, int groupCount, int least = 30)
    {
        if (groups.Length != values.Length) throw new ArgumentException("There must be a group for each value.", nameof(groups));
        var counts = new int[groupCount];
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i])) counts[groups[i]]++;
        var sorted = new double[groupCount][];
        for (var g = 0; g < groupCount; g++) sorted[g] = new double[counts[g]];
        Array.Clear(counts);
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i])) sorted[groups[i]][counts[groups[i]]++] = values[i];
        Parallel.For(0, groupCount, g => Array.Sort(sorted[g]));
        var result = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var like = sorted[groups[i]];
            if (double.IsNaN(values[i]) || like.Length < least)
            {
                result[i] = double.NaN;
                continue;
            }
            int below = First(like, values[i], orEqual: true), upTo = First(like, values[i], orEqual: false);
            result[i] = 100.0 * (below + upTo) / (2.0 * like.Length);
        }
        return result;
    }

    /// <summary>How many lie below the value (or at it).</summary>
    private static int First(double[] sorted, double value, bool orEqual)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (orEqual ? sorted[middle] < value : sorted[middle] <= value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
