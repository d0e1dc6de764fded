using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>How far the future may differ from its expectation: purchases by chance, spend by chance, parameters by estimation.</summary>
/// <remarks>
/// Given that a customer is still there, the future depends on x and T alone, and the spread of spend around its expectation on x alone. So
/// futures are simulated once for each class of similar (x, T), and a customer's own interval is a quantile of the mixture "gone, or one of these".
/// </remarks>
public sealed class PotentialInterval
{
    private const int Draws = 400, Models = 40, EventsPerClass = 40_000;
    private readonly double[] _low, _high;

    private PotentialInterval(double[] low, double[] high) => (_low, _high) = (low, high);

    /// <summary>Lower and upper bound of a row's potential value, as a multiple of the expected spend per purchase.</summary>
    public (double Low, double High) this[int row] => (_low[row], _high[row]);

    /// <summary>Simulates.</summary>
    /// <param name="fit">The purchase model with its uncertainty.</param>
    /// <param name="spend">The spend model, or null where spend is taken as known.</param>
    /// <param name="cohort">The customers.</param>
    /// <param name="scores">Their scores under the same model.</param>
    /// <param name="horizon">As for the scores.</param>
    /// <param name="seed">The same seed gives the same interval, on any number of threads.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    public static PotentialInterval Of(ModelFit<IPurchaseModel> fit, GammaGamma? spend, PurchaseCohort cohort, PurchaseScores scores, ValueHorizon horizon, int seed, double level = 0.9)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(horizon);
        var random = new Random(seed);
        var models = Enumerable.Range(0, Models).Select(i => i == 0 ? fit.Model : fit.Draw(random)).ToArray();
        var classes = new Dictionary<(int, int), int>();
        var classOf = new int[cohort.Rows];
        List<(int X, double T)> typical = [];
        for (var row = 0; row < cohort.Rows; row++)
        {
            var h = cohort[row];
            var key = (Bucket(h.Repeats, 12, 0.1), Bucket(fit.Model.RateScale + h.Observed, 0, 0.05));
            if (!classes.TryGetValue(key, out var number))
            {
                classes.Add(key, number = typical.Count);
                typical.Add((h.Repeats, h.Observed));
            }
            classOf[row] = number;
        }
        var futures = new double[typical.Count][];
        Parallel.For(0, futures.Length, c => futures[c] = Simulate(models, spend, typical[c].X, typical[c].T, horizon, unchecked(seed * 486_187_739 + c)));

        var (low, high) = (new double[cohort.Rows], new double[cohort.Rows]);
        for (var row = 0; row < cohort.Rows; row++)
            (low[row], high[row]) = (Quantile(futures[classOf[row]], scores.Alive[row], (1 - level) / 2), Quantile(futures[classOf[row]], scores.Alive[row], (1 + level) / 2));
        return new(low, high);
    }

    private static double[] Simulate(IPurchaseModel[] models, GammaGamma? spend, int x, double observed, ValueHorizon horizon, int seed)
    {
        var random = new Random(seed);
        var length = horizon.Months * horizon.MonthLength;
        var expected = models[0].ExpectedPurchasesIfAlive(x, observed, length);
        var draws = (int)Math.Clamp(EventsPerClass / Math.Max(expected, 1), 50, Draws);
        var factor = Math.Log(1 + horizon.YearlyDiscount) / 12;
        var result = new double[draws];
        List<double> times = [];
        for (var i = 0; i < draws; i++)
        {
            times.Clear();
            models[i % models.Length].SimulateIfAlive(x, observed, length, random, times);
            var sum = 0.0;
            foreach (var t in times)
                sum += Math.Exp(-factor * Math.Ceiling(t / horizon.MonthLength));
            if (spend is not null && times.Count > 0)
            {
                var shape = spend.P * x + spend.Q;
                sum *= (shape - 1) / RandomDraws.Gamma(random, shape, 1);
                sum *= RandomDraws.Gamma(random, spend.P * times.Count, spend.P * times.Count);
            }
            result[i] = sum;
        }
        Array.Sort(result);
        return result;
    }

    private static double Quantile(double[] ifAlive, double alive, double level)
    {
        if (level <= 1 - alive)
            return 0;
        var at = (level - (1 - alive)) / alive * (ifAlive.Length - 1);
        var below = (int)at;
        return below + 1 < ifAlive.Length ? ifAlive[below] + (at - below) * (ifAlive[below + 1] - ifAlive[below]) : ifAlive[^1];
    }

    private static int Bucket(double value, int exact, double width) => value <= exact ? (int)value : exact + 1 + (int)(Math.Log(value / Math.Max(exact, 1e-9)) / width);
}
