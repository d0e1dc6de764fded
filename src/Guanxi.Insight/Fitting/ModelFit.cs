namespace Guanxi.Insight;

/// <summary>A fitted parameter.</summary>
/// <param name="Name">As in the literature.</param>
/// <param name="Value">In the user's units.</param>
/// <param name="StandardError">By the delta method from the Hessian in ln(parameters); NaN where the Hessian is not positive definite.</param>
public sealed record FittedParameter(string Name, double Value, double StandardError);

/// <summary>Why a fit must not be used.</summary>
public enum NotIdentifiedReason
{
    /// <summary>There is nothing to fit on: no repeat purchase, or no time observed.</summary>
    NothingToLearnFrom,

    /// <summary>The optimiser stopped before the gradient was small, or on a value that is not a number.</summary>
    NotConverged,

    /// <summary>A model without leaving customers explains the data as well: leaving cannot be told from pausing.</summary>
    NoDropoutSeen,

    /// <summary>A parameter ran to the edge of what can be told apart.</summary>
    ParameterAtBoundary,

    /// <summary>The likelihood is flat in some direction.</summary>
    FlatLikelihood,
}

/// <summary>The outcome of fitting a model: where the likelihood is highest, how sure that is, and whether it may be used at all.</summary>
/// <typeparam name="TModel">The model fitted.</typeparam>
public sealed record ModelFit<TModel> where TModel : class
{
    internal ModelFit() { }

    /// <summary>The model at the parameters reached. To be used only when <see cref="NotIdentified"/> is null.</summary>
    public required TModel Model { get; init; }

    /// <summary>The parameters reached, with their standard errors.</summary>
    public required IReadOnlyList<FittedParameter> Parameters { get; init; }

    /// <summary>ln L in the user's units (not in the units that the optimiser worked in).</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Whether the gradient's norm came under 1e-5.</summary>
    public required bool Converged { get; init; }

    /// <summary>Largest absolute element of the gradient of the mean negative log-likelihood in ln(parameters).</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Evaluations of the full likelihood.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Null when the fit passed the gate; otherwise why not.</summary>
    public required NotIdentifiedReason? NotIdentified { get; init; }

    /// <summary>Factor of the covariance of the optimiser's variables, for <see cref="Draw"/>.</summary>
    internal double[,]? CovarianceFactor { get; init; }

    internal double[] At { get; init; } = [];

    internal Func<double[], TModel> Build { get; init; } = null!;

    /// <summary>Whether the fit passed the gate.</summary>
    public bool IsIdentified => NotIdentified is null;

    /// <summary>A model with parameters drawn from their estimated distribution (normal in the logarithms): the parametric bootstrap.</summary>
    public TModel Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (CovarianceFactor is not { } factor)
            return Model;
        var n = At.Length;
        var z = new double[n];
        for (var i = 0; i < n; i++)
            z[i] = Numerics.RandomDraws.Normal(random);
        var at = (double[])At.Clone();
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
                at[i] += factor[i, j] * z[j];
        return Build(at);
    }
}
