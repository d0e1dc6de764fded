using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>I = ∫ (α + u)^-(r+x) (β + u)^-(s+1) du over t_x..T, the part of the Pareto/NBD likelihood where the customer has left, with what its gradient needs.</summary>
/// <remarks>
/// The published 2F1 forms underflow for a few hundred purchases. Quadrature in y = ln((c + u)/(c + t_x)), c the smaller of α and β, keeps the
/// integrand's nearest singularity a distance π away from the path, whatever the parameters: relative error about 1e-14.
/// </remarks>
internal readonly record struct ParetoIntegral(double Ln, double MeanLnAlpha, double MeanLnBeta, double MeanInverseAlpha, double MeanInverseBeta)
{
    public static ParetoIntegral Over(double r, double alpha, double s, double beta, int x, double from, double to)
    {
        if (to <= from)
            return new(double.NegativeInfinity, 0, 0, 0, 0);
        var alphaIsNear = alpha <= beta;
        var (near, nearPower, far, farPower) = alphaIsNear ? (alpha, r + x, beta, s + 1) : (beta, s + 1, alpha, r + x);
        var (n0, f0) = (near + from, far + from);
        var ratio = n0 / f0;
        var end = Elementary.Log1p((to - from) / n0);
        var (nodes, weights) = GaussLegendre.Twenty;
        double sum = 0, sumY = 0, sumFar = 0, sumInverseNear = 0, sumInverseFar = 0;

        for (double y = 0; y < end;)
        {
            // A panel on which the integrand changes by at most e^16 is exact to the last digit with twenty points.
            var width = Math.Min(Math.Min(2, 12 / Math.Max(Slope(y), 1e-3)), end - y);
            while (width * Slope(y + width) > 16)
                width /= 2;
            var panel = 0.0;
            for (var i = 0; i < nodes.Length; i++)
            {
                var at = y + width * nodes[i];
                var grown = Math.Exp(at);
                var lnFar = Math.Log(1 + ratio * (grown - 1));
                var value = width * weights[i] * Math.Exp(-(nearPower - 1) * at - farPower * lnFar);
                panel += value;
                sumY += value * at;
                sumFar += value * lnFar;
                sumInverseNear += value / grown;
                sumInverseFar += value / (1 + ratio * (grown - 1));
            }
            sum += panel;
            y += width;
            if (panel < 1e-18 * sum)
                break;
        }

        var ln = (1 - nearPower) * Math.Log(n0) - farPower * Math.Log(f0) + Math.Log(sum);
        var (lnNear, lnFarMean) = (Math.Log(n0) + sumY / sum, Math.Log(f0) + sumFar / sum);
        var (inverseNear, inverseFar) = (sumInverseNear / sum / n0, sumInverseFar / sum / f0);
        return alphaIsNear ? new(ln, lnNear, lnFarMean, inverseNear, inverseFar) : new(ln, lnFarMean, lnNear, inverseFar, inverseNear);

        double Slope(double y)
        {
            var grown = Math.Exp(y);
            return Math.Abs(nearPower - 1 + farPower * ratio * grown / (1 + ratio * (grown - 1)));
        }
    }
}
