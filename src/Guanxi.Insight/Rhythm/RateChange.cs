using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Whether a customer buys more, or less, often than before.</summary>
/// <param name="Direction">1 rising, -1 falling, 0 no change or nothing to compare.</param>
/// <param name="PValue">Exact, two-sided, in (0, 1].</param>
public readonly record struct RateChange(int Direction, double PValue)
{
    /// <summary>Compares two windows: without a change the recent purchases are binomial among all, with the recent window's share of the time.</summary>
    /// <param name="recent">Purchases in the recent window, ≥ 0.</param>
    /// <param name="recentLength">Its length, ≥ 0.</param>
    /// <param name="before">Purchases in the window before, ≥ 0.</param>
    /// <param name="beforeLength">Its length in the same unit, ≥ 0.</param>
    public static RateChange Test(int recent, double recentLength, int before, double beforeLength)
    {
        if (!(recentLength > 0) || !(beforeLength > 0) || recent + before == 0)
            return new(0, 1);
        var share = recentLength / (recentLength + beforeLength);
        var expected = share * (recent + before);
        return new(recent > expected ? 1 : recent < expected ? -1 : 0, TwoSidedBinomial(recent, recent + before, share));
    }

    /// <summary>The exact binomial test: the probability of all outcomes no more likely than the one seen.</summary>
    /// <param name="successes">In [0, trials].</param>
    /// <param name="trials">≥ 0.</param>
    /// <param name="probability">In (0, 1).</param>
    /// <returns>In (0, 1], as R's <c>binom.test</c> gives it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    public static double TwoSidedBinomial(int successes, int trials, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        if (successes < 0 || successes > trials)
            throw new ArgumentOutOfRangeException(nameof(successes), successes, "Successes must lie between 0 and the trials.");
        if (!(probability is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "The probability must lie inside (0, 1).");
        // Outcomes as likely as the one seen count, though rounding may put them a last digit above it.
        var limit = LnMass(successes, trials, probability) + 1e-7;
        var mean = trials * probability;
        if (successes == mean)
            return 1;
        var below = successes < mean;
        var other = below ? trials + 1 : -1;
        int low = below ? (int)Math.Ceiling(mean) : 0, high = below ? trials : (int)Math.Floor(mean);
        // The mass is monotone on the far side of the mean: find the first outcome there that is unlikely enough.
        while (low <= high)
        {
            var middle = low + (high - low) / 2;
            var counts = LnMass(middle, trials, probability) <= limit;
            if (counts)
                other = middle;
            if (counts == below)
                high = middle - 1;
            else
                low = middle + 1;
        }
        var own = below ? Lower(successes, trials, probability) : Upper(successes, trials, probability);
        var far = below ? Upper(other, trials, probability) : Lower(other, trials, probability);
        return Math.Min(1, own + far);
    }

    private static double LnMass(int k, int n, double p) =>
        GammaFunction.Ln(n + 1.0) - GammaFunction.Ln(k + 1.0) - GammaFunction.Ln(n - k + 1.0) + k * Math.Log(p) + (n - k) * Elementary.Log1p(-p);

    private static double Lower(int k, int n, double p) => k < 0 ? 0 : k >= n ? 1 : BetaFunction.Regularized(n - k, k + 1, 1 - p);

    private static double Upper(int k, int n, double p) => k <= 0 ? 1 : k > n ? 0 : BetaFunction.Regularized(k, n - k + 1, p);
}
