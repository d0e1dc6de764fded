using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Fitting of the contract models.</summary>
public static class ContractFit
{
    /// <summary>Fits the shifted-beta-geometric model.</summary>
    /// <returns>Always a result; look at <see cref="ModelFit{TModel}.NotIdentified"/> before using it.</returns>
    public static ModelFit<ShiftedBetaGeometric> ShiftedBetaGeometric(ContractCohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return Fit(cohort, 2, theta => new ShiftedBetaGeometric(Math.Exp(theta[0]), Math.Exp(theta[1])), m => m.Parameters);
    }

    /// <summary>Fits the beta-discrete-Weibull model. Needs endings at three different renewals or more to tell age from spread.</summary>
    /// <returns>Always a result; look at <see cref="ModelFit{TModel}.NotIdentified"/> before using it.</returns>
    public static ModelFit<BetaDiscreteWeibull> BetaDiscreteWeibull(ContractCohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return Fit(cohort, 3, theta => new BetaDiscreteWeibull(Math.Exp(theta[0]), Math.Exp(theta[1]), Math.Exp(theta[2])), m => m.Parameters);
    }

    /// <summary>Whether contracts tire or settle with age (c = 1 against c free), by the ratio of the likelihoods.</summary>
    /// <param name="cohort">The contracts.</param>
    /// <returns>Twice the gain in ln L, and the probability of at least as much if age did not matter; NaN where a fit is not to be trusted.</returns>
    public static (double Statistic, double PValue) DependenceOnAge(ContractCohort cohort)
    {
        var (without, with) = (ShiftedBetaGeometric(cohort), BetaDiscreteWeibull(cohort));
        if (!without.IsIdentified || !with.IsIdentified)
            return (double.NaN, double.NaN);
        var statistic = Math.Max(0, 2 * (with.LogLikelihood - without.LogLikelihood));
        return (statistic, GammaFunction.UpperRegularized(0.5, statistic / 2));
    }

    internal static Objective Objective(ContractCohort cohort) => (theta, gradient) =>
    {
        var (alpha, beta, c) = (Math.Exp(theta[0]), Math.Exp(theta[1]), theta.Length == 3 ? Math.Exp(theta[2]) : 1);
        if (!(alpha > 0 && beta > 0 && c is > 0 and < 50) || !double.IsFinite(alpha + beta))
            return double.PositiveInfinity;
        var (ll, da, db, dc) = (0.0, 0.0, 0.0, 0.0);
        ContractSurvival before = default;
        for (var t = 0; t < cohort.Ended.Length; t++)
        {
            var after = ContractSurvival.At(alpha, beta, c, t);
            if (cohort.Running[t] is > 0 and var n)
                (ll, da, db, dc) = (ll + n * after.Ln, da + n * after.ByAlpha, db + n * after.ByBeta, dc + n * after.ByC);
            if (cohort.Ended[t] is > 0 and var lost)
            {
                // ln(S(t-1) - S(t)): what is left of the first once the second is taken away.
                var kept = after.Ln - before.Ln;
                var share = Math.Exp(kept);
                var gone = -Elementary.Expm1(kept);
                ll += lost * (before.Ln + Math.Log(gone));
                da += lost * (before.ByAlpha - share * after.ByAlpha) / gone;
                db += lost * (before.ByBeta - share * after.ByBeta) / gone;
                dc += lost * (before.ByC - share * after.ByC) / gone;
            }
            before = after;
        }
        var each = -1 / cohort.Contracts;
        (gradient[0], gradient[1]) = (each * alpha * da, each * beta * db);
        if (theta.Length == 3)
            gradient[2] = each * c * dc;
        return double.IsFinite(ll) ? each * ll : double.PositiveInfinity;
    };

    private static ModelFit<TModel> Fit<TModel>(ContractCohort cohort, int parameters, Func<double[], TModel> build, Func<TModel, IReadOnlyList<(string Name, double Value)>> names) where TModel : class
    {
        if (cohort.Endings == 0 || cohort.Running.Skip(1).Sum() + cohort.Ended.Skip(2).Sum() == 0)
            return Nothing(build(new double[parameters]), names);
        double[][] starts = [new double[parameters], [.. new[] { Math.Log(0.5), Math.Log(3), 0 }.Take(parameters)]];
        return Gate.Fit(Objective(cohort), null, starts, cohort.Contracts, 0, build, names, m => [.. names(m).Select(p => p.Value)]);
    }

    private static ModelFit<TModel> Nothing<TModel>(TModel model, Func<TModel, IReadOnlyList<(string Name, double Value)>> names) where TModel : class => new()
    {
        Model = model,
        Parameters = [.. names(model).Select(p => new FittedParameter(p.Name, double.NaN, double.NaN))],
        LogLikelihood = double.NaN,
        Converged = false,
        GradientNorm = double.NaN,
        Evaluations = 0,
        NotIdentified = NotIdentifiedReason.NothingToLearnFrom,
        Build = _ => model,
    };
}
