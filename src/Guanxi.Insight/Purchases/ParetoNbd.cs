using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>The Pareto/NBD model: customers buy at random, each at an own rate, and may leave at any moment, each with an own chance.</summary>
/// <param name="R">Shape of the gamma spread of purchase rates, &gt; 0.</param>
/// <param name="Alpha">Rate of that gamma, in the time unit of the histories, &gt; 0.</param>
/// <param name="S">Shape of the gamma spread of leaving rates, &gt; 0.</param>
/// <param name="Beta">Rate of that gamma, in time units, &gt; 0.</param>
/// <remarks>Schmittlein, Morrison &amp; Colombo (1987), Management Science 33(1), 1–24; Fader &amp; Hardie's notes 008 and 009.</remarks>
public sealed record ParetoNbd(double R, double Alpha, double S, double Beta) : IPurchaseModel
{
    /// <inheritdoc/>
    public PurchaseModelKind Kind => PurchaseModelKind.ParetoNbd;

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double Value)> Parameters => [("r", R), ("alpha", Alpha), ("s", S), ("beta", Beta)];

    /// <inheritdoc/>
    public double RateShape => R;

    /// <inheritdoc/>
    public double RateScale => Alpha;

    /// <inheritdoc/>
    public double LogLikelihood(PurchaseHistory history)
    {
        var (alive, left) = Parts(history);
        return GammaFunction.LnRise(R, history.Repeats) + R * Math.Log(Alpha) + S * Math.Log(Beta) + Elementary.LogAddExp(alive, left);
    }

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history)
    {
        var (alive, left) = Parts(history);
        return Elementary.Logistic(alive - left);
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, double horizon) =>
        ProbabilityAlive(history) * ExpectedPurchasesIfAlive(history.Repeats, history.Observed, horizon);

    /// <inheritdoc/>
    /// <remarks>Written so that s = 1, where the published form divides by zero, is an ordinary point.</remarks>
    public double ExpectedPurchasesIfAlive(int repeats, double observed, double horizon)
    {
        var ln = -Elementary.Log1p(horizon / (Beta + observed));
        return (R + repeats) * (Beta + observed) / (Alpha + observed) * -ln * Elementary.Expm1OverSelf((S - 1) * ln);
    }

    /// <inheritdoc/>
    public double ProbabilityOfNoPurchase(PurchaseHistory history, double horizon)
    {
        var (alive, left) = Parts(history);
        var (later, gone) = Parts(new PurchaseHistory(history.Repeats, history.LastAt, history.Observed + horizon));
        return Math.Min(1, Math.Exp(Elementary.LogAddExp(later, gone) - Elementary.LogAddExp(alive, left)));
    }

    /// <inheritdoc/>
    public double ExpectedPurchasesOfNew(double time) => ExpectedPurchasesIfAlive(0, 0, time);

    /// <summary>Expected purchases over all the future, discounted continuously.</summary>
    /// <param name="history">The customer.</param>
    /// <param name="rate">Discount rate per time unit, &gt; 0.</param>
    /// <returns>Relative error about 1e-13.</returns>
    public double DiscountedExpectedPurchases(PurchaseHistory history, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        var (x, beta) = (history.Repeats, Beta + history.Observed);
        return ProbabilityAlive(history) * (R + x) / (Alpha + history.Observed) * beta
            * Math.Exp((S - 1) * Math.Log(rate * beta)) * TricomiU.At(S, rate * beta);
    }

    /// <inheritdoc/>
    public void SimulateIfAlive(int repeats, double observed, double horizon, Random random, ICollection<double> times)
    {
        var rate = RandomDraws.Gamma(random, R + repeats, Alpha + observed);
        var leavesAt = RandomDraws.Exponential(random, RandomDraws.Gamma(random, S, Beta + observed));
        var end = Math.Min(horizon, leavesAt);
        for (var t = RandomDraws.Exponential(random, rate); t <= end; t += RandomDraws.Exponential(random, rate))
            times.Add(t);
    }

    private (double Alive, double Left) Parts(PurchaseHistory h)
    {
        var alive = -(R + h.Repeats) * Math.Log(Alpha + h.Observed) - S * Math.Log(Beta + h.Observed);
        var left = Math.Log(S) + ParetoIntegral.Over(R, Alpha, S, Beta, h.Repeats, h.LastAt, h.Observed).Ln;
        return (alive, left);
    }
}
