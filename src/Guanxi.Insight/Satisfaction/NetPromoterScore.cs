using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>The net promoter score: the share of those who would recommend (9–10) less the share of those who would not (0–6).</summary>
/// <param name="Score">In [−1, 1]; NaN without answers.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Answers">Observations behind it.</param>
/// <remarks>The score is the mean of answers that count 1, 0 and −1; with an Agresti-Coull-like correction of one answer spread over the three, the interval means something for few and for unanimous answers too. Rocks (2016), The American Statistician 70, 365–372 compares such intervals.</remarks>
public readonly record struct NetPromoterScore(double Score, double Low, double High, int Answers)
{
    /// <summary>The score of a sample.</summary>
    /// <param name="promoters">Answers 9 and 10, ≥ 0.</param>
    /// <param name="detractors">Answers 0 to 6, ≥ 0.</param>
    /// <param name="answers">All of them, ≥ <paramref name="promoters"/> + <paramref name="detractors"/>.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more than all.</exception>
    public static NetPromoterScore Of(int promoters, int detractors, int answers, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(promoters);
        ArgumentOutOfRangeException.ThrowIfNegative(detractors);
        ArgumentOutOfRangeException.ThrowIfLessThan(answers, promoters + detractors);
        if (answers == 0)
            return new(double.NaN, -1, 1, 0);
        // Three quarters of an answer each for and against, as much again for neither: the adjusted Wald interval of Rocks with weight 3.
        var n = answers + 3.0;
        var (up, down) = ((promoters + 0.75) / n, (detractors + 0.75) / n);
        var half = NormalDistribution.Quantile((1 + level) / 2) * Math.Sqrt((up + down - (up - down) * (up - down)) / n);
        return new((double)(promoters - detractors) / answers, Math.Max(-1, up - down - half), Math.Min(1, up - down + half), answers);
    }
}
