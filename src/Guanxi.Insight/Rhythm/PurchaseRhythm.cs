using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>A customer's own purchase rhythm: own gaps, shrunk to what is usual among all (gamma-Poisson). No fixed number of days fits everyone.</summary>
/// <param name="RateShape">Shape of the spread of rates over customers, &gt; 0.</param>
/// <param name="RateScale">Its rate parameter, in time units, &gt; 0.</param>
public sealed record PurchaseRhythm(double RateShape, double RateScale)
{
    /// <summary>The rhythm that a fitted purchase model implies.</summary>
    public static PurchaseRhythm Of(IPurchaseModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model.RateShape, model.RateScale);
    }

    /// <summary>P(a gap as long as the current one | own purchases up to the last): below 5 % warns, below 1 % alarms.</summary>
    /// <returns>In (0, 1].</returns>
    public double GapTail(PurchaseHistory history) =>
        Math.Exp(-(RateShape + history.Repeats) * Elementary.Log1p(history.CurrentGap / (RateScale + history.LastAt)));

    /// <summary>The gap that this customer exceeds with probability 1 - <paramref name="probability"/>.</summary>
    /// <param name="history">The customer.</param>
    /// <param name="probability">In [0, 1).</param>
    public double GapQuantile(PurchaseHistory history, double probability)
    {
        if (!(probability is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile needs a probability in [0, 1).");
        return (RateScale + history.LastAt) * Elementary.Expm1(-Elementary.Log1p(-probability) / (RateShape + history.Repeats));
    }

    /// <summary>The gap to expect: (α + T) / (r + x).</summary>
    public double ExpectedGap(PurchaseHistory history) => (RateScale + history.Observed) / (RateShape + history.Repeats);
}
