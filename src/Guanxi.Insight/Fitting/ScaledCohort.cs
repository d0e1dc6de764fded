namespace Guanxi.Insight;

/// <summary>A cohort with its longest observation as the unit of time, so that the optimiser meets numbers near one whatever the user's unit.</summary>
internal sealed class ScaledCohort
{
    public ScaledCohort(PurchaseCohort cohort)
    {
        Cohort = cohort;
        Scale = 1 / cohort.LongestObserved;
        LastAt = Array.ConvertAll(cohort.DistinctLastAt, t => t * Scale);
        Observed = Array.ConvertAll(cohort.DistinctObserved, t => t * Scale);
    }

    public PurchaseCohort Cohort { get; }
    public double Scale { get; }
    public double[] LastAt { get; }
    public double[] Observed { get; }

    /// <summary>The mean negative log-likelihood as a function of ln(parameters), out of a model's sums per row.</summary>
    public Objective Mean(int parameters, Func<double[], ChunkedSum.Rows> model) => (theta, gradient) =>
    {
        var p = new double[parameters];
        for (var i = 0; i < parameters; i++)
            p[i] = Math.Exp(theta[i]);
        if (p.Any(v => v is 0 || !double.IsFinite(v)))
            return double.PositiveInfinity;
        var sums = ChunkedSum.Over(Cohort.Rows, parameters + 1, model(p));
        for (var i = 0; i < parameters; i++)
            gradient[i] = -p[i] * sums[i + 1] / Cohort.Customers;
        return -sums[0] / Cohort.Customers;
    };
}
