using Guanxi.Data;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Scorecards;

/// <summary>The days that the figures of one day are told from.</summary>
/// <param name="Day">The last day that counts.</param>
/// <param name="Stood">Whether the standings of that day are kept.</param>
/// <param name="Start">The last day before the period, which is the day that it is compared with.</param>
/// <param name="StartStood">Whether the standings of that one are.</param>
internal sealed record ScorecardDays(DateOnly Day, bool Stood, DateOnly Start, bool StartStood)
{
    /// <summary>Days before <see cref="Day"/> in which a contact counts as knowledge.</summary>
    public const int ContactDays = 90;

    /// <summary>A standing so many days before the day that is meant still stands for it: of older months only the last day is kept.</summary>
    private const int Within = 31;

    public DateOnly YearAgo => Day.AddYears(-1);
    public DateOnly TwoYearsAgo => Day.AddYears(-2);
    public DateOnly ContactsSince => Day.AddDays(-ContactDays);

    /// <summary>Those of the day, then those of the day that it is compared with.</summary>
    public static async Task<(ScorecardDays Now, ScorecardDays Before)> Of(GuanxiDb db, DateOnly day, ScorecardPeriod period, CancellationToken ct)
    {
        var kept = await db.Set<InsightRun>().AsNoTracking().Where(r => r.AsOf <= day).Select(r => r.AsOf).Distinct().ToListAsync(ct);
        var (start, stood) = Near(kept, day, period);
        var (earlier, earlierStood) = Near(kept, start, period);
        return (new(day, true, start, stood), new(start, stood, earlier, earlierStood));
    }

    private static (DateOnly Day, bool Stood) Near(List<DateOnly> kept, DateOnly day, ScorecardPeriod period)
    {
        var wished = period == ScorecardPeriod.Year ? day.AddYears(-1) : day.AddMonths(-3);
        var near = kept.Where(d => d <= wished && d >= wished.AddDays(-Within)).ToList();
        return near.Count > 0 ? (near.Max(), true) : (wished, false);
    }
}
