namespace Guanxi.Insight;

/// <summary>A model of when customers buy, seen from outside: what the product asks of any of them.</summary>
/// <remarks>Times are in the unit in which the model was fitted. All members are pure and safe to call from several threads.</remarks>
public interface IPurchaseModel
{
    /// <summary>Which model this is.</summary>
    PurchaseModelKind Kind { get; }

    /// <summary>The parameters in the order and under the names of the literature.</summary>
    IReadOnlyList<(string Name, double Value)> Parameters { get; }

    /// <summary>The shape of the gamma spread of purchase rates over customers, &gt; 0.</summary>
    double RateShape { get; }

    /// <summary>The rate parameter of that spread, in time units, &gt; 0.</summary>
    double RateScale { get; }

    /// <summary>ln L of one history, without the constants that depend on the data alone (so that models can be compared).</summary>
    double LogLikelihood(PurchaseHistory history);

    /// <summary>The probability that the customer has not left for good.</summary>
    /// <returns>In [0, 1]. Not a churn score: BG/NBD gives 1 to everyone without a repeat. Use <see cref="ProbabilityOfNoPurchase"/>.</returns>
    double ProbabilityAlive(PurchaseHistory history);

    /// <summary>E[purchases in (T, T + horizon] | history].</summary>
    /// <param name="history">The customer.</param>
    /// <param name="horizon">≥ 0, in the model's time unit.</param>
    /// <returns>≥ 0; 0 at horizon 0; rises with the horizon.</returns>
    double ExpectedPurchases(PurchaseHistory history, double horizon);

    /// <summary>The same for a customer known to be still there: it does not depend on the last purchase's date, so many customers share one value.</summary>
    /// <param name="repeats">x ≥ 0.</param>
    /// <param name="observed">T ≥ 0.</param>
    /// <param name="horizon">≥ 0.</param>
    double ExpectedPurchasesIfAlive(int repeats, double observed, double horizon);

    /// <summary>P(no purchase in (T, T + horizon] | history) = L(x, t_x, T + horizon) / L(x, t_x, T): the churn that the product shows.</summary>
    /// <returns>In [0, 1]; 1 at horizon 0; falls with the horizon.</returns>
    double ProbabilityOfNoPurchase(PurchaseHistory history, double horizon);

    /// <summary>E[repeat purchases of a new customer in (0, time]].</summary>
    double ExpectedPurchasesOfNew(double time);

    /// <summary>One simulated future of a customer who is still there: times of purchases in (T, T + horizon], counted from T.</summary>
    void SimulateIfAlive(int repeats, double observed, double horizon, Random random, ICollection<double> times);
}
