namespace Guanxi.Insight;

/// <summary>How far and how patiently the future is counted.</summary>
/// <param name="PlanningPeriod">h of the churn, in the model's time unit, &gt; 0.</param>
/// <param name="Months">Months of future that count as value, &gt; 0.</param>
/// <param name="MonthLength">One month in the model's time unit, &gt; 0.</param>
/// <param name="YearlyDiscount">≥ 0; 0.1 for 10 % a year.</param>
public sealed record ValueHorizon(double PlanningPeriod, int Months = 36, double MonthLength = ValueHorizon.DaysPerMonth, double YearlyDiscount = 0.10)
{
    /// <summary>365.25 / 12.</summary>
    public const double DaysPerMonth = 30.4375;
}
