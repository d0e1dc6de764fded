using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>What a customer's own past lets expect of the money spent in a window: purchases at the own rate (gamma-Poisson), each of about the own spend.</summary>
/// <param name="NothingProbability">P(no purchase in the window): the weight at 0.</param>
/// <param name="Mean">Expected spend of the window, &gt; 0, in the unit of the own spend.</param>
/// <param name="Shape">Of the Gamma that stands for the spend of those who do buy.</param>
/// <param name="Rate">Its rate.</param>
/// <remarks>
/// With x repeat purchases within T before the window of w, N ~ negative binomial with shape a = r + x and p = β / (β + w), β = α + T:
/// E N = a w / β, Var N = E N (1 + w / β), P(N = 0) = p^a. A purchase has mean m and variance m² c², so the sum S has E S = E N · m and
/// Var S = m² (E N · c² + Var N). S given N &gt; 0 is replaced by the Gamma of the same mean and variance: exact where c = 1 and N = 1, and
/// within two points of probability of the simulated lower tail elsewhere (a test says so).
/// </remarks>
public readonly record struct SpendExpectation(double NothingProbability, double Mean, double Shape, double Rate)
{
    /// <summary>The expectation for a window that begins where the history ends.</summary>
    /// <param name="rhythm">What is usual among all.</param>
    /// <param name="repeats">x ≥ 0, repeat purchases before the window.</param>
    /// <param name="observed">T ≥ 0, time from the first purchase to the window.</param>
    /// <param name="window">Length of the window, &gt; 0.</param>
    /// <param name="spend">m, expected spend of one purchase, &gt; 0.</param>
    /// <param name="variation">c, standard deviation of one purchase by its mean, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    public static SpendExpectation Of(PurchaseRhythm rhythm, int repeats, double observed, double window, double spend, double variation)
    {
        ArgumentNullException.ThrowIfNull(rhythm);
        ArgumentOutOfRangeException.ThrowIfNegative(repeats);
        ArgumentOutOfRangeException.ThrowIfNegative(observed);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spend);
        ArgumentOutOfRangeException.ThrowIfNegative(variation);
        var (shape, scale) = (rhythm.RateShape + repeats, rhythm.RateScale + observed);
        var purchases = shape * window / scale;
        var nothing = Math.Exp(-shape * Elementary.Log1p(window / scale));
        var mean = purchases * spend;
        var variance = spend * spend * (purchases * variation * variation + purchases * (1 + window / scale));
        // Moments of those who buy at all: E[S | N > 0] = E S / (1 - p₀), E[S² | N > 0] = (Var S + (E S)²) / (1 - p₀).
        var some = -Elementary.Expm1(-shape * Elementary.Log1p(window / scale));
        var meanOfSome = mean / some;
        var varianceOfSome = Math.Max((variance + mean * mean) / some - meanOfSome * meanOfSome, 1e-12 * meanOfSome * meanOfSome);
        return new(nothing, mean, meanOfSome * meanOfSome / varianceOfSome, meanOfSome / varianceOfSome);
    }

    /// <summary>P(the window's spend is at most this): how rare so little is.</summary>
    /// <param name="spent">What was spent; below 0 (more came back than was bought) counts as 0.</param>
    /// <returns>In [0, 1].</returns>
    public double Tail(double spent) => NothingProbability + (1 - NothingProbability) * GammaFunction.LowerRegularized(Shape, Math.Max(0, spent) * Rate);

    /// <summary>The spend below which the window stays with this probability; 0 where buying nothing is that likely already.</summary>
    /// <param name="probability">In [0, 1).</param>
    public double Quantile(double probability) =>
        probability <= NothingProbability ? 0 : GammaFunction.Quantile(Shape, (probability - NothingProbability) / (1 - NothingProbability)) / Rate;
}
