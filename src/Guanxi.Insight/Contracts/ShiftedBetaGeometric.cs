using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>The shifted-beta-geometric model of contracts: each ends at any renewal with an own chance, so that those who stay are more and more those who tend to.</summary>
/// <param name="Alpha">First shape of the beta spread of the chance to end, &gt; 0.</param>
/// <param name="Beta">Second shape of it, &gt; 0.</param>
/// <remarks>
/// Fader &amp; Hardie (2007), Journal of Interactive Marketing 21, 76–90; (2010), Marketing Science 29, 85–93. Never quote 1 / churn as a lifetime:
/// with the same mean churn the value of those who remain may be a third higher.
/// </remarks>
public sealed record ShiftedBetaGeometric(double Alpha, double Beta)
{
    /// <summary>The parameters in the order and under the names of the literature.</summary>
    public IReadOnlyList<(string Name, double Value)> Parameters => [("alpha", Alpha), ("beta", Beta)];

    /// <summary>Mean chance that a new contract ends at its first renewal, α / (α + β).</summary>
    public double MeanChurn => Alpha / (Alpha + Beta);

    /// <summary>P(a contract ends at this renewal).</summary>
    /// <param name="renewal">≥ 1.</param>
    public double ProbabilityOfEnd(int renewal)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(renewal);
        return Math.Exp(Math.Log(Alpha) + GammaFunction.LnRise(Beta, renewal - 1) - GammaFunction.LnRise(Alpha + Beta, renewal));
    }

    /// <summary>P(a contract survives this many renewals).</summary>
    /// <param name="renewals">≥ 0.</param>
    /// <returns>In (0, 1]; falls.</returns>
    public double Survival(int renewals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        return Math.Exp(GammaFunction.LnRise(Beta, renewals) - GammaFunction.LnRise(Alpha + Beta, renewals));
    }

    /// <summary>P(a contract is renewed at this renewal | it was at all before); rises with tenure.</summary>
    /// <param name="renewal">≥ 1.</param>
    public double Retention(int renewal)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(renewal);
        return (Beta + renewal - 1) / (Alpha + Beta + renewal - 1);
    }

    /// <summary>Expected renewals still to come of a contract that stands before its next one, each discounted; the next one is not: it falls due now.</summary>
    /// <param name="renewal">The number of the next renewal, n ≥ 1.</param>
    /// <param name="rate">Discount rate per period, &gt; 0.</param>
    /// <returns>Times the margin per period it is the residual value. Relative error about 1e-14.</returns>
    public double DiscountedExpectedRenewals(int renewal, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        return Retention(renewal) * Hypergeometric.OneOver(Beta + renewal, Alpha + Beta + renewal, 1 / (1 + rate));
    }
}
