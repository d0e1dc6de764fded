using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Purchases to come, each worth less the later it comes.</summary>
public static class DiscountedPurchases
{
    /// <summary>Σ over months m of E[purchases in month m | still there] · (1 + yearly)^(-m/12).</summary>
    /// <param name="model">The purchase model.</param>
    /// <param name="repeats">x ≥ 0.</param>
    /// <param name="observed">T ≥ 0.</param>
    /// <param name="months">Length of the horizon, ≥ 0.</param>
    /// <param name="monthLength">One month in the model's time unit, &gt; 0 (365.25/12 for days).</param>
    /// <param name="yearlyRate">Discount per year, ≥ 0 (0.1 for 10 %).</param>
    /// <returns>≥ 0. Times the probability of being alive it is the customer's own figure.</returns>
    public static double IfAlive(IPurchaseModel model, int repeats, double observed, int months, double monthLength, double yearlyRate)
    {
        ArgumentNullException.ThrowIfNull(model);
        var factor = Math.Exp(-Elementary.Log1p(yearlyRate) / 12);
        double sum = 0, before = 0, discount = 1;
        for (var m = 1; m <= months; m++)
        {
            discount *= factor;
            var until = model.ExpectedPurchasesIfAlive(repeats, observed, m * monthLength);
            sum += (until - before) * discount;
            before = until;
        }
        return sum;
    }

    /// <summary>∫ e^(-rate t) dE[purchases until t], by quadrature on panels that start where the curve bends.</summary>
    internal static double Endless(IPurchaseModel model, PurchaseHistory history, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        var bend = rate * (model.RateScale + history.Observed);
        double sum = 0, from = 0;
        for (var width = Math.Min(bend, 0.5); from < 45; width = Math.Min(width * 1.5, 2))
        {
            sum += GaussLegendre.Integrate(v => Math.Exp(-v) * model.ExpectedPurchasesIfAlive(history.Repeats, history.Observed, v / rate), from, from + width);
            from += width;
        }
        return model.ProbabilityAlive(history) * sum;
    }
}
