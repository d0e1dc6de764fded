namespace Guanxi.Insight;

/// <summary>Contracts that are renewed or ended once a period: at which renewal they ended, or how many renewals they have survived.</summary>
public sealed class ContractCohort
{
    private ContractCohort(double[] ended, double[] running) => (Ended, Running) = (ended, running);

    /// <summary>Contracts ended at renewal t; index 0 is empty.</summary>
    internal double[] Ended { get; }

    /// <summary>Contracts known to have survived t renewals and no more known.</summary>
    internal double[] Running { get; }

    /// <summary>All contracts.</summary>
    public double Contracts => Ended.Sum() + Running.Sum();

    /// <summary>Contracts that ended.</summary>
    public double Endings => Ended.Sum();

    /// <summary>Contracts one by one, of any age.</summary>
    /// <param name="renewals">The renewal at which the contract ended, ≥ 1; or, for one that runs, the renewals survived, ≥ 0.</param>
    /// <param name="ended">Whether it ended.</param>
    /// <param name="weights">How many contracts each element stands for, ≥ 0; empty means one each.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A contract ended before its first renewal.</exception>
    public static ContractCohort Of(ReadOnlySpan<int> renewals, ReadOnlySpan<bool> ended, ReadOnlySpan<double> weights = default)
    {
        if (renewals.Length != ended.Length || (weights.Length != 0 && weights.Length != ended.Length))
            throw new ArgumentException("Renewals, endings and weights must have the same length.", nameof(renewals));
        var longest = 0;
        for (var i = 0; i < renewals.Length; i++)
            longest = renewals[i] >= (ended[i] ? 1 : 0) ? Math.Max(longest, renewals[i])
                : throw new ArgumentOutOfRangeException(nameof(renewals), renewals[i], "A contract cannot end before its first renewal.");
        var (lost, running) = (new double[longest + 1], new double[longest + 1]);
        for (var i = 0; i < renewals.Length; i++)
            (ended[i] ? lost : running)[renewals[i]] += weights.Length == 0 ? 1 : weights[i];
        return new(lost, running);
    }

    /// <summary>One cohort of one age, as such tables are printed.</summary>
    /// <param name="survivors">Contracts running at the start, after the first renewal, after the second …; never rising.</param>
    /// <exception cref="ArgumentException">There is no renewal, or the numbers rise or are negative.</exception>
    public static ContractCohort OfSurvivors(ReadOnlySpan<double> survivors)
    {
        if (survivors.Length < 2)
            throw new ArgumentException("A survival table needs at least one renewal.", nameof(survivors));
        var (lost, running) = (new double[survivors.Length], new double[survivors.Length]);
        for (var t = 1; t < survivors.Length; t++)
            lost[t] = survivors[t] >= 0 && survivors[t] <= survivors[t - 1] ? survivors[t - 1] - survivors[t]
                : throw new ArgumentException("The number of survivors cannot rise or be negative.", nameof(survivors));
        running[^1] = survivors[^1];
        return new(lost, running);
    }
}
