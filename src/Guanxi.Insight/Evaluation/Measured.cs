namespace Guanxi.Insight;

/// <summary>What every measure asks of its input.</summary>
internal static class Measured
{
    public static void Check(ReadOnlySpan<double> forecast, int actual, ReadOnlySpan<double> weights)
    {
        if (forecast.Length != actual || (weights.Length != 0 && weights.Length != actual))
            throw new ArgumentException("Forecasts, outcomes and weights must have the same length.", nameof(forecast));
        foreach (var f in forecast)
            if (!double.IsFinite(f))
                throw new ArgumentException("A forecast must be a finite number.", nameof(forecast));
        foreach (var w in weights)
            if (!(w >= 0 && double.IsFinite(w)))
                throw new ArgumentException("A weight must be finite and not negative.", nameof(weights));
    }

    public static void CheckProbabilities(ReadOnlySpan<double> probabilities)
    {
        foreach (var p in probabilities)
            if (!(p is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(probabilities), p, "A probability must lie in [0, 1].");
    }
}
