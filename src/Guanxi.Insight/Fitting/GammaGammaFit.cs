using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Fitting of the Gamma-Gamma model, in (ln p, ln(q - 1), ln γ): below q = 1 the model has no mean and published code has returned negative values.</summary>
internal static class GammaGammaFit
{
    private const int CoarseCustomers = 10_000;

    public static ModelFit<GammaGamma> Fit(SpendCohort cohort)
    {
        if (cohort.Customers < 2)
            return Nothing();
        var scale = cohort.Mean.Average();
        var coarse = cohort.Customers > 4 * CoarseCustomers ? Objective(cohort.Thinned(CoarseCustomers), scale) : null;
        var fit = Gate.Fit(Objective(cohort, scale), coarse, [Start(1, 2, 1), Start(6, 4, 0.5)], cohort.Customers, -cohort.Customers * Math.Log(scale),
            theta => Build(theta, scale), m => m.Parameters, m => [m.P, m.Q - 1, m.V]);
        // Where everyone spends the same, γ and q run off together; where q stops at 1 the mean is about to vanish. Both are edges, not findings.
        return fit.IsIdentified && fit.Model.Q - 1 < 1e-3 ? fit with { NotIdentified = NotIdentifiedReason.ParameterAtBoundary } : fit;
    }

    internal static Objective Objective(SpendCohort cohort, double scale)
    {
        var m = Array.ConvertAll(cohort.Mean, v => v / scale);
        var x = cohort.Purchases;
        var lnM = Array.ConvertAll(m, Math.Log);
        List<int> distinct = [];
        var place = new int[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            if (i == 0 || x[i] != x[i - 1])
                distinct.Add(x[i]);
            place[i] = distinct.Count - 1;
        }

        return (theta, gradient) =>
        {
            var (p, above, v) = (Math.Exp(theta[0]), Math.Exp(theta[1]), Math.Exp(theta[2]));
            var q = 1 + above;
            if (!(p > 0 && above > 0 && v > 0) || !double.IsFinite(p * q * v))
                return double.PositiveInfinity;
            var (lnV, lnGammaQ, psiQ) = (Math.Log(v), GammaFunction.Ln(q), GammaFunction.Digamma(q));
            var constant = distinct.ConvertAll(n => GammaFunction.Ln(p * n + q) - GammaFunction.Ln(p * n) - lnGammaQ + q * lnV + p * n * Math.Log(n));
            var psiSum = distinct.ConvertAll(n => GammaFunction.Digamma(p * n + q));
            var psiP = distinct.ConvertAll(n => GammaFunction.Digamma(p * n) - Math.Log(n));
            var sums = ChunkedSum.Over(x.Length, 4, (from, to, part) =>
            {
                double ll = 0, dp = 0, dq = 0, dv = 0;
                for (var i = from; i < to; i++)
                {
                    var (k, n) = (place[i], x[i]);
                    var total = v + m[i] * n;
                    var ln = Math.Log(total);
                    ll += constant[k] + (p * n - 1) * lnM[i] - (p * n + q) * ln;
                    dp += n * (psiSum[k] - psiP[k] + lnM[i] - ln);
                    dq += psiSum[k] - psiQ + lnV - ln;
                    dv += q / v - (p * n + q) / total;
                }
                (part[0], part[1], part[2], part[3]) = (ll, dp, dq, dv);
            });
            (gradient[0], gradient[1], gradient[2]) = (-p * sums[1] / x.Length, -above * sums[2] / x.Length, -v * sums[3] / x.Length);
            return -sums[0] / x.Length;
        };
    }

    private static double[] Start(double p, double q, double v) => [Math.Log(p), Math.Log(q - 1), Math.Log(v)];

    private static GammaGamma Build(double[] theta, double scale) => new(Math.Exp(theta[0]), 1 + Math.Exp(theta[1]), scale * Math.Exp(theta[2]));

    private static ModelFit<GammaGamma> Nothing() => new()
    {
        Model = new(1, 2, 1),
        Parameters = [new("p", double.NaN, double.NaN), new("q", double.NaN, double.NaN), new("gamma", double.NaN, double.NaN)],
        LogLikelihood = double.NaN,
        Converged = false,
        GradientNorm = double.NaN,
        Evaluations = 0,
        NotIdentified = NotIdentifiedReason.NothingToLearnFrom,
        At = [0, 0, 0],
        Build = _ => new(1, 2, 1),
    };
}
