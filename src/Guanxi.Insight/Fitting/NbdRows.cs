namespace Guanxi.Insight;

/// <summary>Log-likelihood and gradient of NBD, summed over rows.</summary>
internal static class NbdRows
{
    public static ChunkedSum.Rows At(ScaledCohort c, double[] p)
    {
        var (r, alpha) = (p[0], p[1]);
        var cohort = c.Cohort;
        var rise = new RiseTable(r, cohort.DistinctRepeats);
        var ln = Array.ConvertAll(c.Observed, t => Math.Log(alpha + t));
        var lnAlpha = Math.Log(alpha);

        return (from, to, sums) =>
        {
            double ll = 0, dr = 0, dAlpha = 0;
            for (var i = from; i < to; i++)
            {
                var (x, t, w) = (cohort.RepeatsAt[i], cohort.ObservedAt[i], cohort.Weight[i]);
                var rx = r + cohort.DistinctRepeats[x];
                ll += w * (rise.Ln[x] + r * lnAlpha - rx * ln[t]);
                dr += w * (rise.Digamma[x] + lnAlpha - ln[t]);
                dAlpha += w * (r / alpha - rx / (alpha + c.Observed[t]));
            }
            (sums[0], sums[1], sums[2]) = (ll, dr, dAlpha);
        };
    }
}
