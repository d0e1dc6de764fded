using Guanxi.Insight.Numerics;

namespace Guanxi.Insight;

/// <summary>One group of a log-rank test.</summary>
/// <param name="Members">Observations in the group.</param>
/// <param name="Observed">Events seen.</param>
/// <param name="Expected">Events expected if all groups were alike.</param>
public readonly record struct LogRankGroup(int Members, double Observed, double Expected);

/// <summary>Whether groups differ in how soon it happens.</summary>
/// <param name="Groups">In the order of their numbers.</param>
/// <param name="ChiSquare">The statistic; NaN where there is nothing to compare.</param>
/// <param name="DegreesOfFreedom">Groups with anyone in them, less 1.</param>
/// <param name="PValue">Probability of at least as much difference by chance; NaN where there is nothing to compare.</param>
/// <remarks>Mantel (1966); hypergeometric variance, so ties are right.</remarks>
public sealed record LogRank(IReadOnlyList<LogRankGroup> Groups, double ChiSquare, int DegreesOfFreedom, double PValue)
{
    /// <summary>The test.</summary>
    /// <param name="time">Time of the event or of the last look, ≥ 0.</param>
    /// <param name="happened">Whether it was the event.</param>
    /// <param name="group">Number of the group, 0 … k - 1.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or a time is negative or not a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A group has a negative number.</exception>
    public static LogRank Test(ReadOnlySpan<double> time, ReadOnlySpan<bool> happened, ReadOnlySpan<int> group)
    {
        SurvivalCurve.Check(time, happened, default, default);
        if (group.Length != time.Length)
            throw new ArgumentException("Groups and times must have the same length.", nameof(group));
        var k = 0;
        foreach (var g in group)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(g, nameof(group));
            k = Math.Max(k, g + 1);
        }
        var members = new int[k];
        foreach (var g in group)
            members[g]++;
        var (observed, expected, variance, atRisk) = (new double[k], new double[k], new double[k, k], Array.ConvertAll(members, m => (double)m));
        var order = new int[time.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var times = time.ToArray();
        Array.Sort(times, order);
        double left = times.Length;
        var leaving = new int[k];
        for (int i = 0, end; i < times.Length; i = end)
        {
            var events = 0;
            Array.Clear(leaving);
            for (end = i; end < times.Length && times[end] == times[i]; end++)
            {
                var g = group[order[end]];
                leaving[g]++;
                if (happened[order[end]])
                {
                    events++;
                    observed[g]++;
                }
            }
            if (events > 0)
                Add(events);
            for (var g = 0; g < k; g++)
                atRisk[g] -= leaving[g];
            left -= end - i;
        }
        var groups = new LogRankGroup[k];
        for (var g = 0; g < k; g++)
            groups[g] = new(members[g], observed[g], expected[g]);
        var taken = Enumerable.Range(0, k).Where(g => members[g] > 0).Skip(1).ToArray();
        var statistic = Statistic(taken, observed, expected, variance);
        return new(groups, statistic, taken.Length, double.IsNaN(statistic) ? double.NaN : GammaFunction.UpperRegularized(taken.Length / 2.0, statistic / 2));

        void Add(int events)
        {
            var spread = left > 1 ? events * (left - events) / (left - 1) : 0;
            for (var g = 0; g < k; g++)
            {
                var share = atRisk[g] / left;
                expected[g] += events * share;
                for (var h = 0; h < k; h++)
                    variance[g, h] += spread * share * ((g == h ? 1 : 0) - atRisk[h] / left);
            }
        }
    }

    private static double Statistic(int[] groups, double[] observed, double[] expected, double[,] variance)
    {
        if (groups.Length == 0)
            return double.NaN;
        var v = new double[groups.Length, groups.Length];
        for (var i = 0; i < groups.Length; i++)
            for (var j = 0; j < groups.Length; j++)
                v[i, j] = variance[groups[i], groups[j]];
        if (SmallMatrix.Inverse(v) is not { } inverse)
            return double.NaN;
        var sum = 0.0;
        for (var i = 0; i < groups.Length; i++)
            for (var j = 0; j < groups.Length; j++)
                sum += (observed[groups[i]] - expected[groups[i]]) * inverse[i, j] * (observed[groups[j]] - expected[groups[j]]);
        return sum;
    }
}
