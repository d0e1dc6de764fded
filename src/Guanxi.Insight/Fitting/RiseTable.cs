using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>ln Γ(a + n) - ln Γ(a) and ψ(a + n) - ψ(a) for every n of an ascending list, in one walk.</summary>
internal readonly struct RiseTable
{
    public readonly double[] Ln, Digamma;

    public RiseTable(double a, int[] ascending, int shift = 0)
    {
        (Ln, Digamma) = (new double[ascending.Length], new double[ascending.Length]);
        double ln = 0, psi = 0;
        var at = 0;
        for (var i = 0; i < ascending.Length; i++)
        {
            var n = ascending[i] + shift;
            if (n - at > 200)
            {
                ln += GammaFunction.Ln(a + n) - GammaFunction.Ln(a + at);
                psi += GammaFunction.Digamma(a + n) - GammaFunction.Digamma(a + at);
                at = n;
            }
            for (; at < n; at++)
            {
                ln += Math.Log(a + at);
                psi += 1 / (a + at);
            }
            (Ln[i], Digamma[i]) = (ln, psi);
        }
    }
}
