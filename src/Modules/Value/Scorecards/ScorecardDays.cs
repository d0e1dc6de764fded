using Guanxi.Data;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Scorecards;

/// <summary>The days that the figures of one day are told from. Business is counted over whole periods of the calendar; standings are those of the kept evaluation next before a day.</summary>
/// <param name="Day">The last day that counts.</param>
/// <param name="Standing">The evaluation that stands for it; null where none is kept.</param>
/// <param name="Start">The last day before the period, which is the day that it is compared with.</param>
/// <param name="StartStanding">The evaluation that stands for that one.</param>
internal sealed record ScorecardDays(DateOnly Day, DateOnly? Standing, DateOnly Start, DateOnly? StartStanding)
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
        var (start, earlier) = (Ago(1), Ago(2));
        return (new(day, day, start, Near(kept, start)), new(start, Near(kept, start), earlier, Near(kept, earlier)));

        DateOnly Ago(int periods) => period == ScorecardPeriod.Year ? day.AddYears(-periods) : day.AddMonths(-3 * periods);
    }

    private static DateOnly? Near(List<DateOnly> kept, DateOnly day) => kept.Where(d => d <= day && d >= day.AddDays(-Within)).Select(d => (DateOnly?)d).Max();
}
