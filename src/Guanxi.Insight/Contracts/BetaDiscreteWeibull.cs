namespace Guanxi.Insight;

/// <summary>The beta-discrete-Weibull model of contracts: as <see cref="ShiftedBetaGeometric"/>, and each contract's own chance to end may rise or fall with its age.</summary>
/// <param name="Alpha">First shape of the beta spread, &gt; 0.</param>
/// <param name="Beta">Second shape of it, &gt; 0.</param>
/// <param name="C">Dependence on age, &gt; 0: at 1 there is none, above 1 contracts tire, below 1 they settle.</param>
/// <remarks>Fader, Hardie, Liu, Davin &amp; Steenburgh (2018), Journal of Interactive Marketing 43, 1–16.</remarks>
public sealed record BetaDiscreteWeibull(double Alpha, double Beta, double C)
{
    /// <summary>The parameters in the order and under the names of the literature.</summary>
    public IReadOnlyList<(string Name, double Value)> Parameters => [("alpha", Alpha), ("beta", Beta), ("c", C)];

    /// <summary>P(a contract survives this many renewals), B(α, β + t^c) / B(α, β).</summary>
    /// <param name="renewals">≥ 0.</param>
    public double Survival(int renewals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        return Math.Exp(ContractSurvival.At(Alpha, Beta, C, renewals).Ln);
    }

    /// <summary>P(a contract is renewed at this renewal | it was at all before).</summary>
    /// <param name="renewal">≥ 1.</param>
    public double Retention(int renewal)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(renewal);
        return Math.Exp(ContractSurvival.At(Alpha, Beta, C, renewal).Ln - ContractSurvival.At(Alpha, Beta, C, renewal - 1).Ln);
    }
}
