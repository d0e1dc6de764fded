namespace Guanxi.Insight;

/// <summary>How events at the same time are counted.</summary>
public enum TiedEvents
{
    /// <summary>Each of them leaves before the next, on average: close to exact, the default.</summary>
    Efron,

    /// <summary>All of them are at risk for each: simple, biased to 0 with many ties.</summary>
    Breslow,
}

/// <summary>A fitted effect.</summary>
/// <param name="Name">The covariate.</param>
/// <param name="Value">Change of the log hazard per unit of the covariate.</param>
/// <param name="StandardError">From the observed information; NaN where the fit is not to be trusted.</param>
public sealed record CoxCoefficient(string Name, double Value, double StandardError)
{
    /// <summary>By how much the hazard is multiplied per unit.</summary>
    public double HazardRatio => Math.Exp(Value);

    /// <summary>Probability of an effect at least as large by chance (Wald).</summary>
    public double PValue => 2 * Numerics.NormalDistribution.Cumulative(-Math.Abs(Value / StandardError));
}

/// <summary>Cox's proportional hazards: how covariates hasten or delay an event, whatever its course over time.</summary>
/// <param name="Coefficients">In the order of the columns.</param>
/// <param name="LogLikelihood">Partial ln L at the maximum.</param>
/// <param name="LogLikelihoodOfNone">Partial ln L without any covariate.</param>
/// <param name="Observations">Rows.</param>
/// <param name="Events">Events among them.</param>
/// <param name="NotIdentified">Null when the fit may be used; otherwise why not.</param>
/// <remarks>Cox (1972); ties after Efron (1977) or Breslow (1974).</remarks>
public sealed record CoxModel(IReadOnlyList<CoxCoefficient> Coefficients, double LogLikelihood, double LogLikelihoodOfNone, int Observations, int Events, NotIdentifiedReason? NotIdentified)
{
    /// <summary>Twice the gain in ln L over no covariates: chi-square with one degree of freedom per covariate if none matters.</summary>
    public double LikelihoodRatio => 2 * (LogLikelihood - LogLikelihoodOfNone);

    /// <summary>Probability of a likelihood ratio at least as large by chance.</summary>
    public double PValue => Numerics.GammaFunction.UpperRegularized(Coefficients.Count / 2.0, Math.Max(0, LikelihoodRatio) / 2);
}
