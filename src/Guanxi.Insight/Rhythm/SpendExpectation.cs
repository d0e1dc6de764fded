using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>What a customer's own past lets expect of the money spent in a window: purchases at the own rate (gamma-Poisson), each of about the own spend (Gamma).</summary>
/// <remarks>
/// With x repeat purchases within T before a window of w, the number N of purchases in it is negative binomial of shape a = r + x and q = w / (α + T + w):
/// P(N = 0) = (1 - q)^a, P(N = n) = P(N = n - 1) · q (a + n - 1) / n. A purchase is Gamma of mean m and shape k = 1 / c², so n of them are Gamma of shape n k, and
/// P(S ≤ s) = P(N = 0) + Σₙ P(N = n) · P(n k, k s / m), the compound itself and no approximation. What is left out: the own mean m counts as known, and nobody leaves within the window.
/// </remarks>
public readonly record struct SpendExpectation
{
    // Beyond them a purchase is always the same, and the tail a staircase that no reader could tell from it.
    private const double LargestSpendShape = 1e4;

    private double Shape { get; init; }
    private double Share { get; init; }
    private double Spend { get; init; }
    private double SpendShape { get; init; }

    /// <summary>P(no purchase in the window): the weight at 0.</summary>
    public double NothingProbability { get; private init; }

    /// <summary>Expected spend of the window, in the unit of the own spend: own rate × length × own spend.</summary>
    public double Mean { get; private init; }

    /// <summary>The expectation for a window that begins where the history ends.</summary>
    /// <param name="rhythm">What is usual among all.</param>
    /// <param name="repeats">x ≥ 0, repeat purchases before the window.</param>
    /// <param name="observed">T ≥ 0, time from the first purchase to the window.</param>
    /// <param name="window">w &gt; 0, its length.</param>
    /// <param name="spend">m &gt; 0, expected spend of one purchase.</param>
    /// <param name="variation">c ≥ 0, standard deviation of one purchase by its mean.</param>
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
        return new()
        {
            Shape = shape, Share = window / (scale + window), Spend = spend, SpendShape = Math.Min(LargestSpendShape, 1 / (variation * variation)),
            NothingProbability = Math.Exp(-shape * Elementary.Log1p(window / scale)), Mean = shape * window / scale * spend,
        };
    }

    /// <summary>P(the window's spend is at most this): how rare so little is.</summary>
    /// <param name="spent">What was spent; below 0 (more came back than was bought) counts as 0.</param>
    /// <param name="enough">Stops as soon as the tail is at least this: who only asks whether something is rare need not know how usual it is.</param>
    /// <returns>In [0, 1]; absolute error below 1e-9, or some number of at least <paramref name="enough"/>.</returns>
    public double Tail(double spent, double enough = 1)
    {
        var (tail, weight, rest) = (NothingProbability, NothingProbability, 1 - NothingProbability);
        if (!(spent > 0)) return tail;
        // The terms' second factor falls with n, so what is left is at most the weight that is left times the last one.
        for (var n = 1; tail < enough; n++)
        {
            weight *= Share * (Shape + n - 1) / n;
            var within = GammaFunction.LowerRegularized(n * SpendShape, SpendShape * spent / Spend);
            tail += weight * within;
            rest -= weight;
            if (rest * within < 1e-10) break;
        }
        return Math.Min(1, tail);
    }

    /// <summary>The spend below which the window stays with this probability; 0 where buying nothing is that likely already.</summary>
    /// <param name="probability">In [0, 1).</param>
    public double Quantile(double probability)
    {
        if (!(probability is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile needs a probability in [0, 1).");
        if (probability <= NothingProbability)
            return 0;
        var (self, high) = (this, Mean);
        while (Tail(high) < probability)
            high *= 2;
        return Bisection.Root(spent => self.Tail(spent) - probability, 0, high);
    }
}
