using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>The MBG/NBD model: as BG/NBD, but a customer may also leave right after the first purchase. The default: it does not hold every one-time buyer for alive.</summary>
/// <param name="R">Shape of the gamma spread of purchase rates, &gt; 0.</param>
/// <param name="Alpha">Rate of that gamma, in the time unit of the histories, &gt; 0.</param>
/// <param name="A">First shape of the beta spread of the chance to leave, &gt; 0.</param>
/// <param name="B">Second shape of that beta, &gt; 0.</param>
/// <remarks>Batislam, Denizel &amp; Filiztekin (2007), International Journal of Research in Marketing 24(3), 201–209; erratum by Wagner &amp; Hoppe (2008).</remarks>
public sealed record MbgNbd(double R, double Alpha, double A, double B) : IPurchaseModel
{
    /// <inheritdoc/>
    public PurchaseModelKind Kind => PurchaseModelKind.MbgNbd;

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double Value)> Parameters => [("r", R), ("alpha", Alpha), ("a", A), ("b", B)];

    /// <inheritdoc/>
    public double RateShape => R;

    /// <inheritdoc/>
    public double RateScale => Alpha;

    /// <inheritdoc/>
    public double LogLikelihood(PurchaseHistory history) => BetaGeometric.LogLikelihood(R, Alpha, A, B, 1, history);

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history) => Elementary.Logistic(-BetaGeometric.LnOddsOfLoss(R, Alpha, A, B, 1, history));

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, double horizon) =>
        ProbabilityAlive(history) * ExpectedPurchasesIfAlive(history.Repeats, history.Observed, horizon);

    /// <inheritdoc/>
    public double ExpectedPurchasesIfAlive(int repeats, double observed, double horizon) =>
        BetaGeometric.ExpectedIfAlive(R, Alpha, A, B, 1, repeats, observed, horizon);

    /// <inheritdoc/>
    public double ProbabilityOfNoPurchase(PurchaseHistory history, double horizon) =>
        BetaGeometric.NoPurchase(R, Alpha, ProbabilityAlive(history), history.Repeats, history.Observed, horizon);

    /// <inheritdoc/>
    public double ExpectedPurchasesOfNew(double time) => B / (A + B) * ExpectedPurchasesIfAlive(0, 0, time);

    /// <inheritdoc/>
    public void SimulateIfAlive(int repeats, double observed, double horizon, Random random, ICollection<double> times) =>
        BetaGeometric.Simulate(R, Alpha, A, B, 1, repeats, observed, horizon, random, times);
}
