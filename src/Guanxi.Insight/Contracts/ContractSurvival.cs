using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>ln S(t) of contracts with its derivatives by α, β and c.</summary>
internal readonly record struct ContractSurvival(double Ln, double ByAlpha, double ByBeta, double ByC)
{
    public static ContractSurvival At(double alpha, double beta, double c, int t)
    {
        if (t == 0)
            return default;
        var u = c == 1 ? t : Math.Pow(t, c);
        var (ofBeta, ofBoth) = (Rise(beta, u), Rise(alpha + beta, u));
        var slope = (GammaFunction.Digamma(beta + u) - GammaFunction.Digamma(alpha + beta + u)) * u * Math.Log(t);
        return new(ofBeta.Ln - ofBoth.Ln, -ofBoth.Digamma, ofBeta.Digamma - ofBoth.Digamma, slope);
    }

    /// <summary>ln Γ(a + u) - ln Γ(a), and the same of ψ: as a product for whole u, where the difference of two large logarithms would lose digits.</summary>
    private static (double Ln, double Digamma) Rise(double a, double u)
    {
        if (u > 60 || u != Math.Floor(u))
            return (GammaFunction.Ln(a + u) - GammaFunction.Ln(a), GammaFunction.Digamma(a + u) - GammaFunction.Digamma(a));
        var digamma = 0.0;
        for (var j = 0; j < u; j++)
            digamma += 1 / (a + j);
        return (GammaFunction.LnRise(a, (int)u), digamma);
    }
}
