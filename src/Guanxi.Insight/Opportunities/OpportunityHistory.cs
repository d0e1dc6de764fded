namespace Guanxi.Insight;

/// <summary>All that BG/BB needs to know of one customer who has one chance to buy in each period: a yearly appeal, a monthly box, an annual fair.</summary>
/// <remarks>Fader, Hardie and Shang's (x, t_x, n).</remarks>
public readonly record struct OpportunityHistory
{
    /// <summary>A history, checked.</summary>
    /// <param name="taken">x: opportunities taken, ≥ 0.</param>
    /// <param name="lastTaken">t_x: number of the last opportunity taken, 0 without one.</param>
    /// <param name="opportunities">n: opportunities so far, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">0 ≤ x ≤ t_x ≤ n, or t_x = 0 exactly when x = 0, does not hold.</exception>
    public OpportunityHistory(int taken, int lastTaken, int opportunities)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(opportunities);
        if (taken < 0 || taken > lastTaken)
            throw new ArgumentOutOfRangeException(nameof(taken), taken, "No more opportunities can be taken than there were up to the last one taken.");
        if (lastTaken > opportunities || (taken == 0 && lastTaken != 0))
            throw new ArgumentOutOfRangeException(nameof(lastTaken), lastTaken, "The last opportunity taken must be one of those that there were.");
        (Taken, LastTaken, Opportunities) = (taken, lastTaken, opportunities);
    }

    /// <summary>x: opportunities taken.</summary>
    public int Taken { get; }

    /// <summary>t_x: number of the last opportunity taken, 0 without one.</summary>
    public int LastTaken { get; }

    /// <summary>n: opportunities so far.</summary>
    public int Opportunities { get; }
}
