using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Log-likelihood and gradient of Pareto/NBD, summed over rows. One quadrature per row gives both.</summary>
internal static class ParetoRows
{
    public static ChunkedSum.Rows At(ScaledCohort c, double[] p)
    {
        var (r, alpha, s, beta) = (p[0], p[1], p[2], p[3]);
        var cohort = c.Cohort;
        var rise = new RiseTable(r, cohort.DistinctRepeats);
        var lnAlphaT = Array.ConvertAll(c.Observed, t => Math.Log(alpha + t));
        var lnBetaT = Array.ConvertAll(c.Observed, t => Math.Log(beta + t));
        var (lnAlpha, lnS, lnBeta) = (Math.Log(alpha), Math.Log(s), Math.Log(beta));

        return (from, to, sums) =>
        {
            double ll = 0, dr = 0, dAlpha = 0, ds = 0, dBeta = 0;
            for (var i = from; i < to; i++)
            {
                var (xi, ti, w) = (cohort.RepeatsAt[i], cohort.ObservedAt[i], cohort.Weight[i]);
                var (x, t) = (cohort.DistinctRepeats[xi], c.Observed[ti]);
                var rx = r + x;
                var integral = ParetoIntegral.Over(r, alpha, s, beta, x, c.LastAt[cohort.LastAtAt[i]], t);
                var alivePart = -rx * lnAlphaT[ti] - s * lnBetaT[ti];
                var leftPart = lnS + integral.Ln;
                var alive = Elementary.Logistic(alivePart - leftPart);
                var left = 1 - alive;
                ll += w * (rise.Ln[xi] + r * lnAlpha + s * lnBeta + Elementary.LogAddExp(alivePart, leftPart));
                dr += w * (rise.Digamma[xi] + lnAlpha - alive * lnAlphaT[ti] - left * integral.MeanLnAlpha);
                dAlpha += w * (r / alpha - rx * (alive / (alpha + t) + left * integral.MeanInverseAlpha));
                ds += w * (lnBeta - alive * lnBetaT[ti] + left * (1 / s - integral.MeanLnBeta));
                dBeta += w * (s / beta - alive * s / (beta + t) - left * (s + 1) * integral.MeanInverseBeta);
            }
            (sums[0], sums[1], sums[2], sums[3], sums[4]) = (ll, dr, dAlpha, ds, dBeta);
        };
    }
}
