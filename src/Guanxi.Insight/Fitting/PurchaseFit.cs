namespace Guanxi.Insight;

/// <summary>Fitting of purchase models.</summary>
public static class PurchaseFit
{
    private const int SampleSize = 12_000, ParetoSampleSize = 5_000;

    /// <summary>By how much ln L must exceed that of NBD before leaving customers count as seen: the 5 % point of the likelihood ratio on a boundary, rounded up.</summary>
    private const double LeastGain = 2;

    /// <summary>Fits one model. One million customers take well under a second (Pareto/NBD: a few seconds) on two cores.</summary>
    /// <returns>Always a result; look at <see cref="ModelFit{TModel}.NotIdentified"/> before using it. The same cohort gives the same result to the last bit on any number of cores.</returns>
    public static ModelFit<IPurchaseModel> Fit(PurchaseModelKind kind, PurchaseCohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        if (cohort.RepeatPurchases == 0 || cohort.LongestObserved == 0)
            return Nothing(kind);
        var nbd = Run(PurchaseModelKind.Nbd, cohort, []);
        if (kind == PurchaseModelKind.Nbd)
            return nbd;
        var (r, alpha) = (nbd.Model.RateShape, nbd.Model.RateScale / cohort.LongestObserved);
        var fit = Run(kind, cohort, double.IsFinite(r * alpha) ? [[Math.Log(2 * r), Math.Log(alpha), Math.Log(0.7), Math.Log(2)]] : []);
        return fit.IsIdentified && fit.LogLikelihood < nbd.LogLikelihood + LeastGain ? fit with { NotIdentified = NotIdentifiedReason.NoDropoutSeen }
            : fit.NotIdentified is NotIdentifiedReason.ParameterAtBoundary or NotIdentifiedReason.FlatLikelihood && fit.LogLikelihood < nbd.LogLikelihood + LeastGain
                ? fit with { NotIdentified = NotIdentifiedReason.NoDropoutSeen } : fit;
    }

    /// <summary>Fits the models in turn until one is identified.</summary>
    /// <param name="cohort">The customers.</param>
    /// <param name="kinds">In order of preference; by default MBG/NBD, then NBD.</param>
    /// <returns>The accepted fit, or null, and those refused on the way.</returns>
    public static (ModelFit<IPurchaseModel>? Accepted, IReadOnlyList<ModelFit<IPurchaseModel>> Refused) FirstIdentified(PurchaseCohort cohort, params PurchaseModelKind[] kinds)
    {
        List<ModelFit<IPurchaseModel>> refused = [];
        foreach (var kind in kinds is [] ? [PurchaseModelKind.MbgNbd, PurchaseModelKind.Nbd] : kinds)
        {
            var fit = Fit(kind, cohort);
            if (fit.IsIdentified)
                return (fit, refused);
            refused.Add(fit);
        }
        return (null, refused);
    }

    /// <summary>Fits the Gamma-Gamma model of spend.</summary>
    /// <returns>Always a result; look at <see cref="ModelFit{TModel}.NotIdentified"/> before using it.</returns>
    public static ModelFit<GammaGamma> Fit(SpendCohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return GammaGammaFit.Fit(cohort);
    }

    /// <summary>Fits the BG/BB model of purchases at opportunities. The time does not depend on the number of customers.</summary>
    /// <returns>Always a result; look at <see cref="ModelFit{TModel}.NotIdentified"/> before using it.</returns>
    public static ModelFit<BgBb> Fit(OpportunityCohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return BgBbFit.Fit(cohort);
    }

    /// <summary>A model known from elsewhere, e.g. the last good fit, in the shape of a fit: without errors, likelihood or doubt.</summary>
    public static ModelFit<IPurchaseModel> Known(IPurchaseModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new()
        {
            Model = model,
            Parameters = [.. model.Parameters.Select(p => new FittedParameter(p.Name, p.Value, double.NaN))],
            LogLikelihood = double.NaN,
            Converged = false,
            GradientNorm = double.NaN,
            Evaluations = 0,
            NotIdentified = null,
            Build = _ => model,
        };
    }

    /// <summary>ln L of a cohort under a given model: for choosing between models on customers or times that they were not fitted on.</summary>
    public static double LogLikelihood(IPurchaseModel model, PurchaseCohort cohort)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(cohort);
        return ChunkedSum.Over(cohort.Rows, 1, (from, to, sums) =>
        {
            for (var i = from; i < to; i++)
                sums[0] += cohort.WeightOf(i) * model.LogLikelihood(cohort[i]);
        })[0];
    }

    internal static Objective Objective(PurchaseModelKind kind, ScaledCohort scaled) => kind switch
    {
        PurchaseModelKind.Nbd => scaled.Mean(2, p => NbdRows.At(scaled, p)),
        PurchaseModelKind.BgNbd => scaled.Mean(4, p => BetaGeometricRows.At(scaled, p, first: 0)),
        PurchaseModelKind.MbgNbd => scaled.Mean(4, p => BetaGeometricRows.At(scaled, p, first: 1)),
        PurchaseModelKind.ParetoNbd => scaled.Mean(4, p => ParetoRows.At(scaled, p)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such model."),
    };

    /// <summary>A model from ln(parameters) in scaled time.</summary>
    internal static IPurchaseModel Build(PurchaseModelKind kind, double scale, double[] theta)
    {
        var p = Array.ConvertAll(theta, Math.Exp);
        return kind switch
        {
            PurchaseModelKind.Nbd => new Nbd(p[0], p[1] / scale),
            PurchaseModelKind.BgNbd => new BgNbd(p[0], p[1] / scale, p[2], p[3]),
            PurchaseModelKind.MbgNbd => new MbgNbd(p[0], p[1] / scale, p[2], p[3]),
            _ => new ParetoNbd(p[0], p[1] / scale, p[2], p[3] / scale),
        };
    }

    private static ModelFit<IPurchaseModel> Run(PurchaseModelKind kind, PurchaseCohort cohort, double[][] more)
    {
        var scaled = new ScaledCohort(cohort);
        var size = kind == PurchaseModelKind.ParetoNbd ? ParetoSampleSize : SampleSize;
        var coarse = cohort.Rows > 3 * size ? new ScaledCohort(cohort.Sample(size)) : null;
        double[][] starts = kind switch
        {
            PurchaseModelKind.Nbd => [Logs(1, 1), Logs(0.3, 0.2)],
            PurchaseModelKind.ParetoNbd => [Logs(1, 3, 1, 3), Logs(0.5, 0.3, 0.6, 0.3)],
            _ => [Logs(1, 3, 1, 3), Logs(0.25, 0.1, 0.8, 2.5)],
        };
        // The sample has its own longest observation: its variables are shifted to the unit of all.
        var onCoarse = coarse is null ? null : Objective(kind, coarse);
        var shift = coarse is null ? 0 : Math.Log(scaled.Scale / coarse.Scale);
        return Gate.Fit(Objective(kind, scaled), onCoarse is null ? null : Shifted(onCoarse, kind, shift), [.. starts, .. more], cohort.Customers,
            cohort.RepeatPurchases * Math.Log(scaled.Scale), theta => Build(kind, scaled.Scale, theta), m => m.Parameters, m => [.. m.Parameters.Select(p => p.Value)]);
    }

    private static Objective Shifted(Objective coarse, PurchaseModelKind kind, double shift) => (theta, gradient) =>
    {
        Span<double> at = stackalloc double[theta.Length];
        theta.CopyTo(at);
        at[1] -= shift;
        if (kind == PurchaseModelKind.ParetoNbd)
            at[3] -= shift;
        return coarse(at, gradient);
    };

    private static ModelFit<IPurchaseModel> Nothing(PurchaseModelKind kind)
    {
        var theta = new double[kind == PurchaseModelKind.Nbd ? 2 : 4];
        var model = Build(kind, 1, theta);
        return new()
        {
            Model = model,
            Parameters = [.. model.Parameters.Select(p => new FittedParameter(p.Name, double.NaN, double.NaN))],
            LogLikelihood = double.NaN,
            Converged = false,
            GradientNorm = double.NaN,
            Evaluations = 0,
            NotIdentified = NotIdentifiedReason.NothingToLearnFrom,
            At = theta,
            Build = _ => model,
        };
    }

    private static double[] Logs(params double[] values) => Array.ConvertAll(values, Math.Log);
}
