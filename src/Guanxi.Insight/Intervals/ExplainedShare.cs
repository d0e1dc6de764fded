namespace Guanxi.Insight;

/// <summary>How much of the differences between single values lies between groups, so that knowing the group tells it.</summary>
/// <param name="Share">Sum of squares between the groups / sum of squares in all (η²), in [0, 1]; NaN where all values are the same.</param>
/// <param name="Adjusted">The same less what as many groups drawn by lot would explain by chance (ε²), not below 0; NaN where it can't be told.</param>
/// <param name="Observations">Values.</param>
/// <param name="Groups">Groups with a value.</param>
/// <remarks>Kelley (1935), Proceedings of the National Academy of Sciences 21(9), 554–559: ε² = 1 − (SSW / (n − k)) / (SST / (n − 1)).</remarks>
public readonly record struct ExplainedShare(double Share, double Adjusted, long Observations, int Groups)
{
    /// <summary>The share from sums by group.</summary>
    /// <param name="groups">Of each group how many values, their sum and the sum of their squares. Groups without a value are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static ExplainedShare Of(IEnumerable<(long Count, double Sum, double Squares)> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var (count, sum, squares, within, many) = (0L, 0.0, 0.0, 0.0, 0);
        foreach (var group in groups)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(group.Count, nameof(groups));
            if (group.Count == 0)
                continue;
            (count, sum, squares, many) = (count + group.Count, sum + group.Sum, squares + group.Squares, many + 1);
            within += Spread(group.Count, group.Sum, group.Squares);
        }
        var all = count == 0 ? 0 : Spread(count, sum, squares);
        // Rounding leaves a trace where all values are the same.
        if (!(all > squares * 1e-12))
            return new(double.NaN, double.NaN, count, many);
        within = Math.Min(within, all);
        return new(1 - within / all, count == many ? double.NaN : Math.Max(0, 1 - within / (count - many) / (all / (count - 1))), count, many);
    }

    private static double Spread(long count, double sum, double squares) => Math.Max(0, squares - sum / count * sum);
}
