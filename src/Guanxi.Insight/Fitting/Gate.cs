using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>From an end point of the optimiser to a fit that says whether it may be used.</summary>
internal static class Gate
{
    private const double Smallest = 1e-6, Largest = 1e6;

    /// <summary>Runs the optimiser from the best start, polishes, and judges.</summary>
    /// <param name="full">Mean negative log-likelihood of all the data.</param>
    /// <param name="coarse">The same of a smaller cohort, on which the starts are tried; null where all the data is small.</param>
    /// <param name="starts">Points to start from, in the optimiser's variables.</param>
    /// <param name="customers">What the mean was divided by.</param>
    /// <param name="constant">Added to the total log-likelihood to undo the change of units.</param>
    /// <param name="build">Model from the optimiser's variables.</param>
    /// <param name="names">Names and values of a model's parameters.</param>
    /// <param name="slopes">d value / d variable for each parameter, for the delta method.</param>
    public static ModelFit<TModel> Fit<TModel>(Objective full, Objective? coarse, IEnumerable<double[]> starts, double customers, double constant,
        Func<double[], TModel> build, Func<TModel, IReadOnlyList<(string Name, double Value)>> names, Func<TModel, double[]> slopes) where TModel : class
    {
        Minimum? best = null;
        foreach (var start in starts)
        {
            var end = Bfgs.Minimize(coarse ?? full, start);
            if (double.IsFinite(end.Value) && (best is null || end.Value < best.Value - 1e-12))
                best = end;
        }
        best ??= new Minimum(starts.First(), double.NaN, [double.NaN], new double[0, 0], 0);
        var begun = best.Value;
        if (coarse is not null && double.IsFinite(best.Value))
        {
            begun = full(best.At, new double[best.At.Length]);
            best = Bfgs.Minimize(full, best.At, best.InverseHessian);
        }

        var hessian = double.IsFinite(best.Value) && best.At.Max(Math.Abs) < Bfgs.Edge ? Bfgs.Hessian(full, best.At) : null;
        var inverse = hessian is null ? null : SmallMatrix.Inverse(hessian);
        if (inverse is not null)
            best = Bfgs.Polish(full, best, inverse);

        var model = build(best.At);
        var parameters = names(model);
        var slope = slopes(model);
        var covariance = inverse is null ? null : Scaled(inverse, 1 / customers);
        var converged = best.GradientNorm < 1e-5;
        NotIdentifiedReason? reason =
            best.At.Any(v => Math.Abs(v) >= Bfgs.Edge) ? NotIdentifiedReason.ParameterAtBoundary
            : !double.IsFinite(best.Value) || !converged || best.Value > begun + 1e-12 * Math.Abs(begun) ? NotIdentifiedReason.NotConverged
            : parameters.Any(p => p.Value is not (>= Smallest and <= Largest)) ? NotIdentifiedReason.ParameterAtBoundary
            : covariance is null ? NotIdentifiedReason.FlatLikelihood
            : null;
        return new()
        {
            Model = model,
            Parameters = [.. parameters.Select((p, i) => new FittedParameter(p.Name, p.Value, covariance is null ? double.NaN : slope[i] * Math.Sqrt(covariance[i, i])))],
            LogLikelihood = -best.Value * customers + constant,
            Converged = converged,
            GradientNorm = best.GradientNorm,
            Evaluations = best.Evaluations,
            NotIdentified = reason,
            CovarianceFactor = covariance is null ? null : SmallMatrix.Cholesky(covariance),
            At = best.At,
            Build = build,
        };
    }

    private static double[,] Scaled(double[,] m, double by)
    {
        var result = (double[,])m.Clone();
        for (var i = 0; i < m.GetLength(0); i++)
            for (var j = 0; j < m.GetLength(1); j++)
                result[i, j] *= by;
        return result;
    }
}
