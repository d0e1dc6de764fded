using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Puts probabilities right by what became of other customers: logit(p') = intercept + slope · logit(p).</summary>
/// <param name="Intercept">0 where the probabilities were right on the whole.</param>
/// <param name="Slope">1 where they were as far apart as they should be, less where they were too sure.</param>
/// <remarks>Platt (1999); Cox (1958). Two numbers, so that little data suffice.</remarks>
public readonly record struct LogisticCalibration(double Intercept, double Slope)
{
    /// <summary>Nothing is changed.</summary>
    public static LogisticCalibration None => new(0, 1);

    /// <summary>Fits by maximum likelihood, with the weight of one customer on no change.</summary>
    /// <param name="logOdds">What was foretold, as log odds.</param>
    /// <param name="outcomes">Whether it happened.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static LogisticCalibration Fit(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> outcomes)
    {
        if (logOdds.Length != outcomes.Length) throw new ArgumentException("Forecasts and outcomes differ in length.", nameof(outcomes));
        var (a, b) = (0.0, 1.0);
        for (var step = 0; step < 50; step++)
        {
            var (ga, gb, haa, hab, hbb) = (-a, -(b - 1), 1.0, 0.0, 1.0);
            for (var i = 0; i < logOdds.Length; i++)
            {
                var (z, p) = (logOdds[i], Elementary.Logistic(a + b * logOdds[i]));
                var (miss, w) = ((outcomes[i] ? 1 : 0) - p, p * (1 - p));
                (ga, gb) = (ga + miss, gb + miss * z);
                (haa, hab, hbb) = (haa + w, hab + w * z, hbb + w * z * z);
            }
            var determinant = haa * hbb - hab * hab;
            var (da, db) = ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant);
            // Newton's step may leap where all was foretold as certain.
            var shorten = Math.Min(1, 2 / Math.Max(Math.Abs(da), Math.Abs(db)));
            (a, b) = (a + shorten * da, b + shorten * db);
            if (Math.Abs(da) + Math.Abs(db) < 1e-10) break;
        }
        return new(a, b);
    }

    /// <summary>The probability put right.</summary>
    public double Of(double logOdds) => Elementary.Logistic(Intercept + Slope * logOdds);
}
