using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>The NBD model: customers buy at random, each at an own rate, and nobody leaves. The fall-back where the data cannot tell leaving from pausing.</summary>
/// <param name="R">Shape of the gamma spread of purchase rates, &gt; 0.</param>
/// <param name="Alpha">Rate of that gamma, in the time unit of the histories, &gt; 0.</param>
/// <remarks>Ehrenberg (1959), Applied Statistics 8, 26–41.</remarks>
public sealed record Nbd(double R, double Alpha) : IPurchaseModel
{
    /// <inheritdoc/>
    public PurchaseModelKind Kind => PurchaseModelKind.Nbd;

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double Value)> Parameters => [("r", R), ("alpha", Alpha)];

    /// <inheritdoc/>
    public double RateShape => R;

    /// <inheritdoc/>
    public double RateScale => Alpha;

    /// <inheritdoc/>
    public double LogLikelihood(PurchaseHistory history) =>
        GammaFunction.LnRise(R, history.Repeats) - R * Elementary.Log1p(history.Observed / Alpha) - history.Repeats * Math.Log(Alpha + history.Observed);

    /// <summary>Always 1: an assumption of the model, not a finding.</summary>
    public double ProbabilityAlive(PurchaseHistory history) => 1;

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, double horizon) => ExpectedPurchasesIfAlive(history.Repeats, history.Observed, horizon);

    /// <inheritdoc/>
    public double ExpectedPurchasesIfAlive(int repeats, double observed, double horizon) => (R + repeats) / (Alpha + observed) * horizon;

    /// <inheritdoc/>
    public double ProbabilityOfNoPurchase(PurchaseHistory history, double horizon) =>
        Math.Exp(-(R + history.Repeats) * Elementary.Log1p(horizon / (Alpha + history.Observed)));

    /// <inheritdoc/>
    public double ExpectedPurchasesOfNew(double time) => R / Alpha * time;

    /// <inheritdoc/>
    public void SimulateIfAlive(int repeats, double observed, double horizon, Random random, ICollection<double> times)
    {
        var rate = RandomDraws.Gamma(random, R + repeats, Alpha + observed);
        for (var t = RandomDraws.Exponential(random, rate); t <= horizon; t += RandomDraws.Exponential(random, rate))
            times.Add(t);
    }
}
