namespace Guanxi.Insight;

/// <summary>One period of a cohort's life: purchases expected and made.</summary>
/// <param name="Until">End of the period, counted from the cohort's first acquisition, in the model's time unit.</param>
/// <param name="Forecast">Repeat purchases expected in the period.</param>
/// <param name="Actual">Repeat purchases made in it; null where none were given.</param>
/// <param name="CumulativeForecast">Expected from the start to the end of the period.</param>
/// <param name="CumulativeActual">Made from the start to the end of the period; null where none were given.</param>
public readonly record struct TrackedPeriod(double Until, double Forecast, int? Actual, double CumulativeForecast, int? CumulativeActual);

/// <summary>A cohort's repeat purchases over time against the model: does the curve bend where the customers did?</summary>
public static class PurchaseTracking
{
    /// <summary>Expected and actual purchases, period by period. Customers acquired at the same time are computed once.</summary>
    /// <param name="model">The purchase model.</param>
    /// <param name="observed">T per customer: time from first purchase to the end of the observation on which the model was fitted. The largest is the start of the clock.</param>
    /// <param name="period">Length of a period in the model's time unit, &gt; 0 (7 for weeks in days).</param>
    /// <param name="periods">Number of periods, ≥ 0.</param>
    /// <param name="actual">Repeat purchases per period from the start; may be shorter, then the rest is future.</param>
    public static IReadOnlyList<TrackedPeriod> Of(IPurchaseModel model, ReadOnlySpan<double> observed, double period, int periods, ReadOnlySpan<int> actual = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        ArgumentOutOfRangeException.ThrowIfNegative(periods);
        var rows = new TrackedPeriod[periods];
        if (observed.Length == 0)
            return [];
        var sorted = observed.ToArray();
        Array.Sort(sorted);
        var longest = sorted[^1];
        List<(double Born, int Customers)> groups = [];
        for (int i = sorted.Length - 1, start; i >= 0; i = start)
        {
            for (start = i; start >= 0 && sorted[start] == sorted[i];)
                start--;
            groups.Add((longest - sorted[i], i - start));
        }
        var expected = new double[periods];
        Parallel.For(0, periods, p =>
        {
            foreach (var (born, customers) in groups)
                if ((p + 1) * period > born)
                    expected[p] += customers * model.ExpectedPurchasesOfNew((p + 1) * period - born);
        });
        var made = 0;
        for (var p = 0; p < periods; p++)
        {
            int? now = p < actual.Length ? actual[p] : null;
            made += now ?? 0;
            rows[p] = new((p + 1) * period, expected[p] - (p == 0 ? 0 : expected[p - 1]), now, expected[p], now is null ? null : made);
        }
        return rows;
    }
}
