using Guanxi.Insight;
using Guanxi.Insight.Numerics;

namespace Guanxi.Service.Complaints.Quality;

/// <summary>The mean of answers 1–5 with its 95 % interval by the normal distribution; null where there are too few.</summary>
internal sealed record MeanScore
{
    public double? Mean { get; init; }
    public double? Low { get; init; }
    public double? High { get; init; }
    public int Asked { get; init; }

    public static MeanScore Of(IEnumerable<int?> answers)
    {
        var scores = answers.OfType<int>().ToList();
        if (scores.Count < QualityOf.Least) return new() { Asked = scores.Count };
        var mean = scores.Average();
        var half = NormalDistribution.Quantile(0.975) * Math.Sqrt(scores.Sum(s => (s - mean) * (s - mean)) / (scores.Count - 1) / scores.Count);
        return new() { Mean = mean, Low = Math.Max(1, mean - half), High = Math.Min(5, mean + half), Asked = scores.Count };
    }

    /// <summary>The median of those that are known; null where there are too few.</summary>
    public static double? Median(IEnumerable<int?> values)
    {
        var known = values.OfType<int>().Select(v => (double)v).Order().ToArray();
        return known.Length >= QualityOf.Least ? Quantiles.Type7(known, 0.5) : null;
    }
}
