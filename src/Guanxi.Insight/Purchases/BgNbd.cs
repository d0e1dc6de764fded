using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>The BG/NBD model: customers buy at random, each at an own rate, and after any repeat purchase may leave for good.</summary>
/// <param name="R">Shape of the gamma spread of purchase rates, &gt; 0.</param>
/// <param name="Alpha">Rate of that gamma, in the time unit of the histories, &gt; 0.</param>
/// <param name="A">First shape of the beta spread of the chance to leave, &gt; 0.</param>
/// <param name="B">Second shape of that beta, &gt; 0.</param>
/// <remarks>Fader, Hardie &amp; Lee (2005), Marketing Science 24(2), 275–284; evaluation after Fader &amp; Hardie's note 027.</remarks>
public sealed record BgNbd(double R, double Alpha, double A, double B) : IPurchaseModel
{
    /// <inheritdoc/>
    public PurchaseModelKind Kind => PurchaseModelKind.BgNbd;

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double Value)> Parameters => [("r", R), ("alpha", Alpha), ("a", A), ("b", B)];

    /// <inheritdoc/>
    public double RateShape => R;

    /// <inheritdoc/>
    public double RateScale => Alpha;

    /// <inheritdoc/>
    public double LogLikelihood(PurchaseHistory history) => BetaGeometric.LogLikelihood(R, Alpha, A, B, 0, history);

    /// <summary>The probability that a customer with this history has not left yet.</summary>
    /// <returns>In [0, 1]; absolute error ≤ 1e-12. Exactly 1 without a repeat purchase, which is why it is no churn score.</returns>
    public double ProbabilityAlive(PurchaseHistory history) => Elementary.Logistic(-BetaGeometric.LnOddsOfLoss(R, Alpha, A, B, 0, history));

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, double horizon) =>
        ProbabilityAlive(history) * ExpectedPurchasesIfAlive(history.Repeats, history.Observed, horizon);

    /// <inheritdoc/>
    public double ExpectedPurchasesIfAlive(int repeats, double observed, double horizon) =>
        BetaGeometric.ExpectedIfAlive(R, Alpha, A, B, 0, repeats, observed, horizon);

    /// <inheritdoc/>
    public double ProbabilityOfNoPurchase(PurchaseHistory history, double horizon) =>
        BetaGeometric.NoPurchase(R, Alpha, ProbabilityAlive(history), history.Repeats, history.Observed, horizon);

    /// <inheritdoc/>
    public double ExpectedPurchasesOfNew(double time) => ExpectedPurchasesIfAlive(0, 0, time);

    /// <summary>P(a new customer makes this many repeat purchases in (0, time]).</summary>
    /// <param name="count">≥ 0.</param>
    /// <param name="time">≥ 0, in the model's time unit.</param>
    /// <returns>In [0, 1]; relative error about 1e-12, also for counts where Γ overflows.</returns>
    public double ProbabilityOfCount(int count, double time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(time);
        if (time == 0)
            return count == 0 ? 1 : 0;
        var share = time / (Alpha + time);
        var stays = Math.Exp(GammaFunction.LnRise(B, count) - GammaFunction.LnRise(A + B, count)
            + GammaFunction.LnRise(R, count) - GammaFunction.Ln(count + 1.0)
            - R * Elementary.Log1p(time / Alpha) + count * Math.Log(share));
        if (count == 0)
            return stays;
        // The published 1 - Σ is the upper tail of a negative binomial, which the incomplete beta gives without the subtraction.
        var left = Math.Exp(BetaFunction.Ln(A + 1, B + count - 1) - BetaFunction.Ln(A, B));
        return stays + left * BetaFunction.Regularized(count, R, share);
    }

    /// <summary>Expected purchases over all the future, discounted continuously.</summary>
    /// <param name="history">The customer.</param>
    /// <param name="rate">Discount rate per time unit, &gt; 0.</param>
    /// <returns>By quadrature, relative error about 1e-10. With a &lt; 1 the undiscounted sum is infinite: for money prefer a finite horizon.</returns>
    public double DiscountedExpectedPurchases(PurchaseHistory history, double rate) => DiscountedPurchases.Endless(this, history, rate);

    /// <inheritdoc/>
    public void SimulateIfAlive(int repeats, double observed, double horizon, Random random, ICollection<double> times) =>
        BetaGeometric.Simulate(R, Alpha, A, B, 0, repeats, observed, horizon, random, times);
}
