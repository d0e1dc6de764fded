using Guanxi.Data;
using Guanxi.Insight.Numerics;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Corrective;

/// <summary>Complaints of a cause before an action was done and after, over the same number of days.</summary>
/// <param name="Before">In so many days up to the day on which it was done.</param>
/// <param name="After">In so many days from the day after it.</param>
/// <param name="Days">How many days either counts.</param>
/// <param name="Chance">How probable at most so many after are, if nothing changed; in (0, 1].</param>
internal sealed record CorrectiveEffect(int Before, int After, int Days, double Chance)
{
    /// <summary>From this on a fall is no accident.</summary>
    public const double Rare = 0.05;

    public bool Fell => After < Before && Chance <= Rare;

    /// <summary>Whether the counts are so small that even none after would prove nothing.</summary>
    public bool TooFew => ChanceOf(0, Before) > Rare && !Fell;

    public static CorrectiveEffect Of(int before, int after, int days) => new(before, after, days, ChanceOf(after, before));

    // Two Poisson counts over equal times: given their sum, the second is binomial with one half, and the chance of at most so many is an incomplete beta function.
    private static double ChanceOf(int after, int before) => before == 0 ? 1 : BetaFunction.Regularized(before, after + 1, 0.5);
}

/// <summary>Counts complaints before and after.</summary>
internal static class CorrectiveEffects
{
    /// <summary>Longer than this says more of the times than of the action.</summary>
    private const int MostDays = 90;

    /// <summary>The effect of an action that was done, up to a day; null before a day has passed.</summary>
    public static async Task<CorrectiveEffect?> EffectOf(this GuanxiDb db, CorrectiveAction action, DateOnly today, CancellationToken ct)
    {
        if (action.DoneOn is not { } done) return null;
        var days = Math.Min(today.DayNumber - done.DayNumber, MostDays);
        if (days < 1) return null;
        var (from, to, cause) = (done.AddDays(-days), done.AddDays(days), action.Cause);
        var complaints = db.Set<Complaint>().AsNoTracking().Where(c => c.Cause == cause && c.ReceivedOn > from && c.ReceivedOn <= to && (c.Origin == null || c.Origin == ComplaintOrigin.Own));
        if (action.CauseCodeId is { } code) complaints = complaints.Where(c => c.CauseCodeId == code);
        if (action.UnitId is { } unit) complaints = complaints.Where(c => c.UnitId == unit);
        var counts = await complaints.GroupBy(c => c.ReceivedOn > done).Select(g => new { After = g.Key, Count = g.Count() }).ToListAsync(ct);
        return CorrectiveEffect.Of(counts.Where(c => !c.After).Sum(c => c.Count), counts.Where(c => c.After).Sum(c => c.Count), days);
    }
}
