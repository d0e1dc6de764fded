namespace Guanxi.Insight.Tests;

/// <summary>Customers drawn from a model.</summary>
internal static class Simulated
{
    /// <summary>Customers who arrive evenly over the first third of the time and are watched to its end, in whole days.</summary>
    public static PurchaseCohort Cohort(IPurchaseModel model, int customers, int days, int seed)
    {
        var random = new Random(seed);
        var (x, last, observed) = (new int[customers], new double[customers], new double[customers]);
        List<double> times = [];
        for (var i = 0; i < customers; i++)
        {
            observed[i] = days - random.Next(days / 3);
            times.Clear();
            if (random.NextDouble() < model.ProbabilityAlive(default))
                model.SimulateIfAlive(0, 0, observed[i], random, times);
            var at = times.Select(t => Math.Min(Math.Ceiling(t), observed[i])).Distinct().ToArray();
            (x[i], last[i]) = (at.Length, at.Length == 0 ? 0 : at[^1]);
        }
        return PurchaseCohort.Of(x, last, observed);
    }

    /// <summary>The same without the rounding to days, which biases the rates of frequent buyers.</summary>
    public static PurchaseCohort Exact(IPurchaseModel model, int customers, double time, int seed)
    {
        var random = new Random(seed);
        var (x, last, observed) = (new int[customers], new double[customers], new double[customers]);
        List<double> times = [];
        for (var i = 0; i < customers; i++)
        {
            observed[i] = time * (0.6 + 0.4 * random.NextDouble());
            times.Clear();
            if (random.NextDouble() < model.ProbabilityAlive(default))
                model.SimulateIfAlive(0, 0, observed[i], random, times);
            (x[i], last[i]) = (times.Count, times.Count == 0 ? 0 : times[^1]);
        }
        return PurchaseCohort.Of(x, last, observed);
    }
}
