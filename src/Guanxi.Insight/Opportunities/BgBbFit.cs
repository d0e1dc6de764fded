using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Fitting of BG/BB, in ln(parameters), with the gradient of the log of a sum: each way to have left weighs by its share of the likelihood.</summary>
internal static class BgBbFit
{
    public static ModelFit<BgBb> Fit(OpportunityCohort cohort)
    {
        if (cohort.Taken == 0 || cohort.Longest < 2)
            return Nothing();
        return Gate.Fit(Objective(cohort), null, [Logs(1, 1, 1, 1), Logs(1, 0.5, 0.5, 2), Logs(2, 2, 1, 10)], cohort.Customers, 0, Build, m => m.Parameters, m => [.. m.Parameters.Select(p => p.Value)]);
    }

    internal static Objective Objective(OpportunityCohort cohort)
    {
        var counts = Enumerable.Range(0, cohort.Longest + 2).ToArray();
        return (theta, gradient) =>
        {
            var (alpha, beta, gamma, delta) = (Math.Exp(theta[0]), Math.Exp(theta[1]), Math.Exp(theta[2]), Math.Exp(theta[3]));
            if (!(alpha > 0 && beta > 0 && gamma > 0 && delta > 0) || !double.IsFinite(alpha + beta + gamma + delta))
                return double.PositiveInfinity;
            RiseTable a = new(alpha, counts), b = new(beta, counts), ab = new(alpha + beta, counts), d = new(delta, counts), gd = new(gamma + delta, counts);
            var (ll, da, db, dg, dd) = (0.0, 0.0, 0.0, 0.0, 0.0);
            var terms = new double[cohort.Longest + 1];
            for (var row = 0; row < cohort.Rows.Count; row++)
            {
                var (x, last, n, w) = (cohort.Rows[row].Taken, cohort.Rows[row].LastTaken, cohort.Rows[row].Opportunities, cohort.Weights[row]);
                // Place n holds those who are still there, places t_x..n-1 those who left right after that opportunity.
                var sum = terms[n] = a.Ln[x] + b.Ln[n - x] - ab.Ln[n] + d.Ln[n] - gd.Ln[n];
                for (var i = last; i < n; i++)
                    sum = Elementary.LogAddExp(sum, terms[i] = a.Ln[x] + b.Ln[i - x] - ab.Ln[i] + theta[2] + d.Ln[i] - gd.Ln[i + 1]);
                ll += w * sum;
                for (var i = last; i <= n; i++)
                {
                    var share = w * Math.Exp(terms[i] - sum);
                    var left = i < n ? 1 : 0;
                    da += share * (a.Digamma[x] - ab.Digamma[i]);
                    db += share * (b.Digamma[i - x] - ab.Digamma[i]);
                    dg += share * (left / gamma - gd.Digamma[i + left]);
                    dd += share * (d.Digamma[i] - gd.Digamma[i + left]);
                }
            }
            var each = -1 / cohort.Customers;
            (gradient[0], gradient[1], gradient[2], gradient[3]) = (each * alpha * da, each * beta * db, each * gamma * dg, each * delta * dd);
            return each * ll;
        };
    }

    private static BgBb Build(double[] theta) => new(Math.Exp(theta[0]), Math.Exp(theta[1]), Math.Exp(theta[2]), Math.Exp(theta[3]));

    private static ModelFit<BgBb> Nothing() => new()
    {
        Model = new(1, 1, 1, 1),
        Parameters = [.. new BgBb(1, 1, 1, 1).Parameters.Select(p => new FittedParameter(p.Name, double.NaN, double.NaN))],
        LogLikelihood = double.NaN,
        Converged = false,
        GradientNorm = double.NaN,
        Evaluations = 0,
        NotIdentified = NotIdentifiedReason.NothingToLearnFrom,
        At = [0, 0, 0, 0],
        Build = _ => new(1, 1, 1, 1),
    };

    private static double[] Logs(params double[] values) => Array.ConvertAll(values, Math.Log);
}
