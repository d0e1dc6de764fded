using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Price slopes of a group of customers, each drawn towards the group's mean by as much as it is uncertain itself.</summary>
/// <param name="Customers">Customers with a slope of their own.</param>
/// <param name="Mean">The group's mean slope; NaN without customers.</param>
/// <param name="StandardError">Of the mean.</param>
/// <param name="SpreadVariance">τ²: how much customers truly differ, ≥ 0.</param>
/// <param name="Heterogeneity">Cochran's Q: about the number of customers less 1 if they did not differ.</param>
/// <remarks>DerSimonian &amp; Laird (1986), Controlled Clinical Trials 7, 177–188. Slopes are drawn to the group, not to zero.</remarks>
public sealed record GroupElasticity(int Customers, double Mean, double StandardError, double SpreadVariance, double Heterogeneity)
{
    /// <summary>The group's mean and spread out of its customers' slopes.</summary>
    public static GroupElasticity Of(ReadOnlySpan<PriceSlope> slopes)
    {
        double w = 0, ww = 0, wb = 0;
        foreach (var s in slopes)
        {
            if (!(s.Variance > 0))
                throw new ArgumentException("A slope needs a positive variance.", nameof(slopes));
            var weight = 1 / s.Variance;
            (w, ww, wb) = (w + weight, ww + weight * weight, wb + weight * s.Value);
        }
        if (slopes.Length == 0)
            return new(0, double.NaN, double.NaN, 0, 0);
        var q = 0.0;
        foreach (var s in slopes)
            q += (s.Value - wb / w) * (s.Value - wb / w) / s.Variance;
        var spread = slopes.Length == 1 ? 0 : Math.Max(0, (q - (slopes.Length - 1)) / (w - ww / w));
        double total = 0, sum = 0;
        foreach (var s in slopes)
        {
            var weight = 1 / (s.Variance + spread);
            (total, sum) = (total + weight, sum + weight * s.Value);
        }
        return new(slopes.Length, sum / total, Math.Sqrt(1 / total), spread, q);
    }

    /// <summary>A customer's elasticity: between the own slope and the group's mean.</summary>
    /// <param name="own">The own slope.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    public Interval Of(PriceSlope own, double level = 0.9)
    {
        // The share of the group's mean in the result; how uncertain that mean is counts with it.
        var share = own.Variance / (own.Variance + SpreadVariance);
        var variance = (1 - share) * own.Variance + share * share * StandardError * StandardError;
        return Around((1 - share) * own.Value + share * Mean, variance, level);
    }

    /// <summary>The elasticity of a customer whose prices did not move: the group's mean, as wide as customers differ.</summary>
    /// <param name="level">Coverage, in (0, 1).</param>
    public Interval OfUnknown(double level = 0.9) => Around(Mean, SpreadVariance + StandardError * StandardError, level);

    private static Interval Around(double value, double variance, double level)
    {
        var half = NormalDistribution.Quantile((1 + level) / 2) * Math.Sqrt(variance);
        return new(value, value - half, value + half);
    }
}
