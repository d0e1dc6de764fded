using System.Numerics;

namespace Guanxi.Insight;

/// <summary>How good forecast amounts were, purchases or money: in sum, and customer by customer.</summary>
/// <param name="Customers">Customers scored (sum of weights).</param>
/// <param name="Forecast">Sum of the forecasts.</param>
/// <param name="Actual">Sum of what happened.</param>
/// <param name="MeanAbsoluteError">In the unit of the amounts; NaN without customers.</param>
/// <param name="RootMeanSquareError">In the unit of the amounts; NaN without customers.</param>
/// <param name="Correlation">Pearson's, in [-1, 1]; NaN where one side does not vary.</param>
public sealed record CountScore(double Customers, double Forecast, double Actual, double MeanAbsoluteError, double RootMeanSquareError, double Correlation)
{
    /// <summary>Sum of forecasts over sum of what happened, less 1: below 0 the forecast was too low. NaN where nothing happened and nothing was forecast.</summary>
    public double Bias => Forecast / Actual - 1;

    /// <summary>Scores forecasts in one walk.</summary>
    /// <param name="forecast">Expected amount per customer, finite.</param>
    /// <param name="actual">What happened, in the same order and unit.</param>
    /// <param name="weights">How many customers each element stands for, ≥ 0; empty means one each.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or a number is not finite.</exception>
    public static CountScore Of<T>(ReadOnlySpan<double> forecast, ReadOnlySpan<T> actual, ReadOnlySpan<double> weights = default) where T : INumber<T>
    {
        Measured.Check(forecast, actual.Length, weights);
        var (n, meanF, meanA, ff, aa, fa, absolute, squared) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < forecast.Length; i++)
        {
            var w = weights.Length == 0 ? 1 : weights[i];
            if (w == 0)
                continue;
            var (f, a) = (forecast[i], double.CreateChecked(actual[i]));
            if (!double.IsFinite(a))
                throw new ArgumentException("What happened must be a finite number.", nameof(actual));
            n += w;
            var (df, da) = (f - meanF, a - meanA);
            meanF += df * w / n;
            meanA += da * w / n;
            ff += w * df * (f - meanF);
            aa += w * da * (a - meanA);
            fa += w * df * (a - meanA);
            absolute += w * Math.Abs(f - a);
            squared += w * (f - a) * (f - a);
        }
        return new(n, meanF * n, meanA * n, absolute / n, Math.Sqrt(squared / n), fa / Math.Sqrt(ff * aa));
    }
}
