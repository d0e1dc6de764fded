namespace Guanxi.Insight;

/// <summary>Customers with equally many repeat purchases so far, and how many they made afterwards: the calibration table of the purchase models' literature.</summary>
/// <param name="Repeats">x before the forecast; in the last class the least x.</param>
/// <param name="AndMore">Whether the class also holds all larger x.</param>
/// <param name="Customers">Customers in the class (sum of weights).</param>
/// <param name="Forecast">Their mean expected purchases.</param>
/// <param name="Actual">Their mean purchases.</param>
public readonly record struct FrequencyClass(int Repeats, bool AndMore, double Customers, double Forecast, double Actual)
{
    /// <summary>The table in one walk.</summary>
    /// <param name="repeats">x per customer at the time of the forecast, ≥ 0.</param>
    /// <param name="forecast">Expected purchases per customer.</param>
    /// <param name="actual">Purchases made.</param>
    /// <param name="weights">How many customers each element stands for, ≥ 0; empty means one each.</param>
    /// <param name="last">The class that takes all larger x, ≥ 0.</param>
    /// <returns>Classes with at least one customer, ascending.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or a forecast is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An x is negative.</exception>
    public static IReadOnlyList<FrequencyClass> Of(ReadOnlySpan<int> repeats, ReadOnlySpan<double> forecast, ReadOnlySpan<int> actual, ReadOnlySpan<double> weights = default, int last = 7)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(last);
        Measured.Check(forecast, actual.Length, weights);
        if (repeats.Length != forecast.Length)
            throw new ArgumentException("Repeats and forecasts must have the same length.", nameof(repeats));
        var sums = new (double N, double Forecast, double Actual)[last + 1];
        for (var i = 0; i < repeats.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(repeats[i], nameof(repeats));
            var w = weights.Length == 0 ? 1 : weights[i];
            ref var sum = ref sums[Math.Min(repeats[i], last)];
            (sum.N, sum.Forecast, sum.Actual) = (sum.N + w, sum.Forecast + w * forecast[i], sum.Actual + w * actual[i]);
        }
        List<FrequencyClass> rows = [];
        for (var x = 0; x <= last; x++)
            if (sums[x].N > 0)
                rows.Add(new(x, x == last, sums[x].N, sums[x].Forecast / sums[x].N, sums[x].Actual / sums[x].N));
        return rows;
    }
}
