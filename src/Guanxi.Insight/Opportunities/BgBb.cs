using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>The BG/BB model: at each opportunity a customer who is still there buys with an own chance, and may leave for good before it.</summary>
/// <param name="Alpha">First shape of the beta spread of the chance to buy, &gt; 0.</param>
/// <param name="Beta">Second shape of it, &gt; 0.</param>
/// <param name="Gamma">First shape of the beta spread of the chance to leave, &gt; 0.</param>
/// <param name="Delta">Second shape of it, &gt; 0.</param>
/// <remarks>
/// Fader, Hardie &amp; Shang (2010), Marketing Science 29(6), 1086–1108. Expectations are plain sums over opportunities: the published closed
/// forms divide by γ - 1.
/// </remarks>
public sealed record BgBb(double Alpha, double Beta, double Gamma, double Delta)
{
    /// <summary>The parameters in the order and under the names of the literature.</summary>
    public IReadOnlyList<(string Name, double Value)> Parameters => [("alpha", Alpha), ("beta", Beta), ("gamma", Gamma), ("delta", Delta)];

    /// <summary>ln L of one history: still there, or left before any of the opportunities after the last one taken.</summary>
    public double LogLikelihood(OpportunityHistory history)
    {
        var (x, last, n) = (history.Taken, history.LastTaken, history.Opportunities);
        var sum = LnPattern(x, n) + LnStay(n);
        for (var i = last; i < n; i++)
            sum = Elementary.LogAddExp(sum, LnPattern(x, i) + LnLeave(i));
        return sum;
    }

    /// <summary>The probability that a customer with this history is still there at an opportunity to come.</summary>
    /// <param name="history">The customer.</param>
    /// <param name="ahead">How many opportunities ahead, ≥ 0; the literature's "alive" is at the next one.</param>
    /// <returns>In [0, 1].</returns>
    public double ProbabilityAlive(OpportunityHistory history, int ahead = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ahead);
        var (x, n) = (history.Taken, history.Opportunities);
        return Math.Exp(LnPattern(x, n) + LnStay(n + ahead) - LogLikelihood(history));
    }

    /// <summary>E[opportunities taken among the next ones | history].</summary>
    /// <param name="history">The customer.</param>
    /// <param name="next">How many opportunities ahead, ≥ 0.</param>
    /// <returns>In [0, next]; rises with it.</returns>
    public double ExpectedPurchases(OpportunityHistory history, int next)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(next);
        return next == 0 ? 0 : Math.Exp(LnNext(history)) * SumOfStays(history.Opportunities, next);
    }

    /// <summary>P(no opportunity is taken among the next ones | history) = L(x, t_x, n + next) / L(x, t_x, n): the churn that the product shows.</summary>
    /// <returns>In [0, 1]; 1 for none ahead; falls with their number.</returns>
    public double ProbabilityOfNoPurchase(OpportunityHistory history, int next)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(next);
        OpportunityHistory later = new(history.Taken, history.LastTaken, history.Opportunities + next);
        return Math.Min(1, Math.Exp(LogLikelihood(later) - LogLikelihood(history)));
    }

    /// <summary>E[opportunities taken by a new customer among the first ones].</summary>
    /// <param name="opportunities">≥ 0.</param>
    public double ExpectedPurchasesOfNew(int opportunities) => ExpectedPurchases(default, opportunities);

    /// <summary>Expected purchases over all opportunities to come, the next one discounted once.</summary>
    /// <param name="history">The customer.</param>
    /// <param name="rate">Discount rate per opportunity, &gt; 0 (0.1 for 10 % a year).</param>
    /// <returns>Relative error about 1e-13.</returns>
    public double DiscountedExpectedPurchases(OpportunityHistory history, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        var n = history.Opportunities;
        return Math.Exp(LnNext(history) + LnStay(n + 1)) / (1 + rate) * Hypergeometric.OneOver(Delta + n + 1, Gamma + Delta + n + 1, 1 / (1 + rate));
    }

    /// <summary>P(a new customer takes this many of the first opportunities).</summary>
    /// <param name="count">In [0, opportunities].</param>
    /// <param name="opportunities">n ≥ 0.</param>
    /// <returns>In [0, 1].</returns>
    public double ProbabilityOfCount(int count, int opportunities)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, opportunities);
        var sum = LnChoices(opportunities) + LnPattern(count, opportunities) + LnStay(opportunities);
        for (var i = count; i < opportunities; i++)
            sum = Elementary.LogAddExp(sum, LnChoices(i) + LnPattern(count, i) + LnLeave(i));
        return Math.Exp(sum);

        double LnChoices(int of) => GammaFunction.LnRise(of - count + 1, count) - GammaFunction.LnRise(1, count);
    }

    /// <summary>One simulated new customer: whether each of the first opportunities was taken.</summary>
    internal OpportunityHistory Simulate(int opportunities, Random random)
    {
        double buys = RandomDraws.Beta(random, Alpha, Beta), leaves = RandomDraws.Beta(random, Gamma, Delta);
        var (taken, last) = (0, 0);
        for (var i = 1; i <= opportunities && random.NextDouble() >= leaves; i++)
            if (random.NextDouble() < buys)
                (taken, last) = (taken + 1, i);
        return new(taken, last, opportunities);
    }

    /// <summary>ln B(α + x, β + n - x) / B(α, β): the chance of one pattern of x in n by someone who stayed.</summary>
    private double LnPattern(int x, int n) => GammaFunction.LnRise(Alpha, x) + GammaFunction.LnRise(Beta, n - x) - GammaFunction.LnRise(Alpha + Beta, n);

    /// <summary>ln B(γ, δ + n) / B(γ, δ): the chance to be there still at opportunity n.</summary>
    private double LnStay(int n) => GammaFunction.LnRise(Delta, n) - GammaFunction.LnRise(Gamma + Delta, n);

    /// <summary>ln B(γ + 1, δ + n) / B(γ, δ): the chance to leave right after opportunity n.</summary>
    private double LnLeave(int n) => Math.Log(Gamma) + GammaFunction.LnRise(Delta, n) - GammaFunction.LnRise(Gamma + Delta, n + 1);

    /// <summary>ln of the chance to have this history and buy at the next opportunity if there, over L.</summary>
    private double LnNext(OpportunityHistory h) => LnPattern(h.Taken + 1, h.Opportunities + 1) - LogLikelihood(h);

    private double SumOfStays(int after, int count)
    {
        double stay = Math.Exp(LnStay(after + 1)), sum = 0;
        for (var m = 1; m <= count; m++)
        {
            sum += stay;
            stay *= (Delta + after + m) / (Gamma + Delta + after + m);
        }
        return sum;
    }
}
