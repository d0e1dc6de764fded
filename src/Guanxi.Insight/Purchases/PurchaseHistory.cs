namespace Guanxi.Insight;

/// <summary>All that a purchase model needs to know of one customer: how often, how recently, for how long. One purchase per day at most.</summary>
/// <remarks>Fader and Hardie's (x, t_x, T). The clock starts at the customer's first purchase, which is not counted.</remarks>
public readonly record struct PurchaseHistory
{
    /// <summary>A history, checked.</summary>
    /// <param name="repeats">x: repeat purchase days, ≥ 0.</param>
    /// <param name="lastAt">t_x: time from the first to the last purchase, 0 without a repeat.</param>
    /// <param name="observed">T: time from the first purchase to the end of observation (not to the last purchase).</param>
    /// <exception cref="ArgumentOutOfRangeException">x ≥ 0, 0 ≤ t_x ≤ T, T finite, or t_x = 0 when x = 0 does not hold.</exception>
    public PurchaseHistory(int repeats, double lastAt, double observed)
    {
        if (repeats < 0)
            throw new ArgumentOutOfRangeException(nameof(repeats), repeats, "Repeat purchases cannot be negative.");
        if (!(observed >= 0) || !double.IsFinite(observed))
            throw new ArgumentOutOfRangeException(nameof(observed), observed, "The time observed must be finite and not negative.");
        if (!(lastAt >= 0 && lastAt <= observed) || (repeats == 0 && lastAt != 0))
            throw new ArgumentOutOfRangeException(nameof(lastAt), lastAt, "The last purchase must lie between the first and the end of observation.");
        (Repeats, LastAt, Observed) = (repeats, lastAt, observed);
    }

    /// <summary>x: repeat purchase days.</summary>
    public int Repeats { get; }

    /// <summary>t_x: time from the first to the last purchase.</summary>
    public double LastAt { get; }

    /// <summary>T: time from the first purchase to the end of observation.</summary>
    public double Observed { get; }

    /// <summary>Time since the last purchase, T - t_x.</summary>
    public double CurrentGap => Observed - LastAt;
}
