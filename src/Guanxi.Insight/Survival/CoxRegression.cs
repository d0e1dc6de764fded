using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>Fitting of <see cref="CoxModel"/> by Newton's method with halved steps on standardised covariates.</summary>
public static class CoxRegression
{
    /// <summary>Standardised effects beyond this multiply the hazard by e^15 per standard deviation: the covariate separates the events.</summary>
    private const double Edge = 15;

    /// <summary>Fits.</summary>
    /// <param name="time">Time of the event or of the last look, ≥ 0.</param>
    /// <param name="happened">Whether it was the event.</param>
    /// <param name="covariates">Named columns, each as long as <paramref name="time"/>, all finite.</param>
    /// <param name="ties">How events at the same time are counted.</param>
    /// <returns>Always a result; look at <see cref="CoxModel.NotIdentified"/> before using it.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or a number is not finite.</exception>
    public static CoxModel Fit(ReadOnlySpan<double> time, ReadOnlySpan<bool> happened, IReadOnlyList<(string Name, double[] Values)> covariates, TiedEvents ties = TiedEvents.Efron)
    {
        ArgumentNullException.ThrowIfNull(covariates);
        SurvivalCurve.Check(time, happened, default, default);
        foreach (var (name, values) in covariates)
            if (values.Length != time.Length || !Array.TrueForAll(values, double.IsFinite))
                throw new ArgumentException($"The covariate {name} needs one finite number for each time.", nameof(covariates));
        var order = new int[time.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var times = time.ToArray();
        Array.Sort(times, order);
        var events = new bool[order.Length];
        for (var i = 0; i < order.Length; i++)
            events[i] = happened[order[i]];
        var p = covariates.Count;
        var (columns, scales) = (new double[p][], new double[p]);
        for (var j = 0; j < p; j++)
            (columns[j], scales[j]) = Standardise(covariates[j].Values, order);

        CoxLikelihood likelihood = new(times, events, columns, ties);
        var count = events.Count(e => e);
        var none = likelihood.At(new double[p]);
        if (count == 0 || p == 0 || scales.Contains(0))
            return Result(new double[p], null, none.Value, scales.Contains(0) && count > 0 ? NotIdentifiedReason.FlatLikelihood : NotIdentifiedReason.NothingToLearnFrom);

        var (at, best) = (new double[p], none);
        NotIdentifiedReason? reason = NotIdentifiedReason.NotConverged;
        for (var step = 0; step < 100; step++)
        {
            if (SmallMatrix.Inverse(best.Information) is not { } inverse)
            {
                reason = at.Any(b => Math.Abs(b) > Edge) ? NotIdentifiedReason.ParameterAtBoundary : NotIdentifiedReason.FlatLikelihood;
                break;
            }
            var move = new double[p];
            for (var i = 0; i < p; i++)
                for (var j = 0; j < p; j++)
                    move[i] += inverse[i, j] * best.Gradient[j];
            if (move.Max(Math.Abs) < 1e-10)
            {
                reason = null;
                break;
            }
            var (next, to, part) = (best, at, 1.0);
            for (var halved = 0; halved < 30; halved++, part /= 2)
            {
                to = at.Zip(move, (b, m) => b + part * m).ToArray();
                next = likelihood.At(to);
                if (next.Value >= best.Value - 1e-12 * Math.Abs(best.Value))
                    break;
            }
            (at, best) = (to, next);
            if (at.Any(b => Math.Abs(b) > Edge))
            {
                reason = NotIdentifiedReason.ParameterAtBoundary;
                break;
            }
        }
        return Result(at, reason is null ? SmallMatrix.Inverse(best.Information) : null, best.Value, reason);

        CoxModel Result(double[] effects, double[,]? covariance, double value, NotIdentifiedReason? why) => new(
            [.. covariates.Select((c, j) => new CoxCoefficient(c.Name, scales[j] == 0 ? double.NaN : effects[j] / scales[j], covariance is null ? double.NaN : Math.Sqrt(covariance[j, j]) / scales[j]))],
            value, none.Value, times.Length, count, why);
    }

    /// <summary>Mean 0 and deviation 1, in the order of the times: Newton's steps then do not depend on the units.</summary>
    private static (double[] Values, double Scale) Standardise(double[] values, int[] order)
    {
        if (values.Length == 0)
            return ([], 0);
        var mean = values.Average();
        var scale = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length);
        if (scale <= 1e-12 * Math.Abs(mean))
            scale = 0;
        return (Array.ConvertAll(order, i => scale == 0 ? 0 : (values[i] - mean) / scale), scale);
    }
}
