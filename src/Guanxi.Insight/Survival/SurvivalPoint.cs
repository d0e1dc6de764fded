namespace Guanxi.Insight;

/// <summary>One step of a survival curve.</summary>
/// <param name="Time">When, in the unit of the data.</param>
/// <param name="AtRisk">Under observation just before (sum of weights).</param>
/// <param name="Events">To whom it happened then.</param>
/// <param name="Survival">Share to whom it has not happened by then, in [0, 1].</param>
/// <param name="StandardError">By Greenwood's formula; NaN where nobody is left.</param>
/// <param name="Low">Lower bound; NaN where nobody is left.</param>
/// <param name="High">Upper bound; NaN where nobody is left.</param>
public readonly record struct SurvivalPoint(double Time, double AtRisk, double Events, double Survival, double StandardError, double Low, double High);
