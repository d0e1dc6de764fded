namespace Guanxi.Insight;

/// <summary>The Gamma-Gamma model: what a customer spends per purchase varies around an own mean, and the means vary over customers.</summary>
/// <param name="P">Shape of one purchase's spend around the customer's mean, &gt; 0.</param>
/// <param name="Q">Shape of the spread of means, &gt; 1 (at or below 1 there is no mean to speak of).</param>
/// <param name="V">Scale of that spread (γ in the literature), in money, &gt; 0.</param>
/// <remarks>Fader &amp; Hardie, note 025. Needs spend that does not depend on frequency: report <see cref="SpendCohort.Correlation"/> beside it.</remarks>
public sealed record GammaGamma(double P, double Q, double V)
{
    /// <summary>The parameters in the order and under the names of the literature.</summary>
    public IReadOnlyList<(string Name, double Value)> Parameters => [("p", P), ("q", Q), ("gamma", V)];

    /// <summary>The mean spend per purchase over all customers, p γ / (q - 1).</summary>
    public double PopulationMean => P * V / (Q - 1);

    /// <summary>E[mean spend per purchase | x purchases that averaged m]: between the population's mean and the customer's own.</summary>
    /// <param name="purchases">x ≥ 0; with 0 the result is the population mean.</param>
    /// <param name="mean">m, in money; ignored without purchases.</param>
    /// <returns>&gt; 0; tends to m as x grows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">x &lt; 0, or m ≤ 0 with x &gt; 0.</exception>
    public double ExpectedSpend(int purchases, double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        if (purchases == 0)
            return PopulationMean;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mean);
        return P * (V + mean * purchases) / (P * purchases + Q - 1);
    }

    /// <summary>ln L of one customer's mean spend.</summary>
    /// <param name="purchases">x &gt; 0.</param>
    /// <param name="mean">m &gt; 0.</param>
    public double LogLikelihood(int purchases, double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(purchases);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mean);
        var px = P * purchases;
        return Numerics.GammaFunction.Ln(px + Q) - Numerics.GammaFunction.Ln(px) - Numerics.GammaFunction.Ln(Q) + Q * Math.Log(V)
            + (px - 1) * Math.Log(mean) + px * Math.Log(purchases) - (px + Q) * Math.Log(V + mean * purchases);
    }
}
