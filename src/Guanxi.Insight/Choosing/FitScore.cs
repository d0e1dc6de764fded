namespace Guanxi.Insight;

/// <summary>客户选择: how well a customer fits the firm's profile of a good one, out of criteria that each say 0 to 100.</summary>
public static class FitScore
{
    /// <summary>Where a value lies on the way from the worst to the best.</summary>
    /// <param name="value">NaN where unknown.</param>
    /// <param name="worst">Says 0; may be more or less than the best.</param>
    /// <param name="best">Says 100.</param>
    /// <returns>In [0, 100], cut at both ends; NaN where the value is unknown.</returns>
    /// <exception cref="ArgumentException">The worst is the best.</exception>
    public static double Scale(double value, double worst, double best)
    {
        if (!(Math.Abs(best - worst) > 0)) throw new ArgumentException("Between the worst and the best there must be a way.", nameof(best));
        return double.IsNaN(value) ? double.NaN : Math.Clamp(100 * (value - worst) / (best - worst), 0, 100);
    }

    /// <summary>The points of a person's judgement: 1 is 0, 5 is 100.</summary>
    /// <param name="judgement">In [1, 5].</param>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside.</exception>
    public static double Judged(int judgement)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(judgement, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(judgement, 5);
        return 25.0 * (judgement - 1);
    }

    /// <summary>The weighted mean of the criteria that are known. What is unknown counts neither for nor against.</summary>
    /// <param name="scores">In [0, 100]; NaN where unknown.</param>
    /// <param name="weights">One a score, ≥ 0.</param>
    /// <returns>The score in [0, 100] and the share of the weights that is known, in [0, 1]; NaN and 0 where nothing is.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static (double Score, double Known) Of(ReadOnlySpan<double> scores, ReadOnlySpan<double> weights)
    {
        if (scores.Length != weights.Length) throw new ArgumentException("There must be a weight for each score.", nameof(weights));
        double sum = 0, known = 0, all = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            all += weights[i];
            if (double.IsNaN(scores[i])) continue;
            known += weights[i];
            sum += weights[i] * scores[i];
        }
        return known > 0 ? (sum / known, known / all) : (double.NaN, 0);
    }
}
