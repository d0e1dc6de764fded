namespace Guanxi.Insight;

/// <summary>Log-likelihood and gradient of BG/NBD (<c>first</c> = 0) and MBG/NBD (1), summed over rows. Everything that depends on one number only is tabulated once.</summary>
internal static class BetaGeometricRows
{
    public static ChunkedSum.Rows At(ScaledCohort c, double[] p, int first)
    {
        var (r, alpha, a, b) = (p[0], p[1], p[2], p[3]);
        var cohort = c.Cohort;
        var repeats = cohort.DistinctRepeats;
        var riseR = new RiseTable(r, repeats);
        var riseB = new RiseTable(b, repeats, first);
        var riseAB = new RiseTable(a + b, repeats, first);
        var lnOdds = Array.ConvertAll(repeats, x => x + first == 0 ? double.NegativeInfinity : Math.Log(a) - Math.Log(b + x - 1 + first));
        var inverseB = Array.ConvertAll(repeats, x => x + first == 0 ? 0 : 1 / (b + x - 1 + first));
        var lnTx = Array.ConvertAll(c.LastAt, t => Math.Log(alpha + t));
        var lnT = Array.ConvertAll(c.Observed, t => Math.Log(alpha + t));
        var lnAlpha = Math.Log(alpha);

        return (from, to, sums) =>
        {
            double ll = 0, dr = 0, dAlpha = 0, da = 0, db = 0;
            for (var i = from; i < to; i++)
            {
                var (x, tx, t, w) = (cohort.RepeatsAt[i], cohort.LastAtAt[i], cohort.ObservedAt[i], cohort.Weight[i]);
                var rx = r + repeats[x];
                var odds = lnOdds[x] + rx * (lnT[t] - lnTx[tx]);
                double left, soft;
                if (odds > 0)
                {
                    var e = Math.Exp(-odds);
                    (left, soft) = (1 / (1 + e), odds + Math.Log(1 + e));
                }
                else
                {
                    var e = Math.Exp(odds);
                    (left, soft) = (e / (1 + e), Math.Log(1 + e));
                }
                var alive = 1 - left;
                ll += w * (riseR.Ln[x] + riseB.Ln[x] - riseAB.Ln[x] + r * lnAlpha - rx * lnT[t] + soft);
                dr += w * (riseR.Digamma[x] + lnAlpha - alive * lnT[t] - left * lnTx[tx]);
                dAlpha += w * (r / alpha - rx * (alive / (alpha + c.Observed[t]) + left / (alpha + c.LastAt[tx])));
                da += w * (left / a - riseAB.Digamma[x]);
                db += w * (riseB.Digamma[x] - riseAB.Digamma[x] - left * inverseB[x]);
            }
            (sums[0], sums[1], sums[2], sums[3], sums[4]) = (ll, dr, dAlpha, da, db);
        };
    }
}
