using System.Text.Json;
using Guanxi.Data;
using Guanxi.Service.Complaints;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service;

/// <summary>What one person's handling of complaints came to that were received within a period, for modules above. Counts and times alone: nothing of any customer.</summary>
public sealed record ComplaintWork
{
    public int Handled { get; init; }

    /// <summary>By cause, as its text key ends: product, service, broken_promise …</summary>
    public IReadOnlyList<CauseOfWork> Causes { get; init; } = [];

    /// <summary>Answers 1–5 at the return visits.</summary>
    public IReadOnlyList<int> Satisfaction { get; init; } = [];

    /// <summary>Working minutes to the first answer and to the solution, of those that have one; and how many of these kept the limit.</summary>
    public IReadOnlyList<int> RespondMinutes { get; init; } = [];
    public int RespondedInTime { get; init; }
    public IReadOnlyList<int> SolveMinutes { get; init; } = [];
    public int SolvedInTime { get; init; }

    /// <summary>Complaints for which the person's unit has to answer, whoever handled them, and how many of these stand in whole or in part.</summary>
    public int AgainstUnit { get; init; }
    public int AgainstUnitStand { get; init; }
}

/// <param name="Cause">As its text key ends.</param>
/// <param name="Unjudged">Not judged yet.</param>
public sealed record CauseOfWork(string Cause, int Stand, int StandInPart, int DoNotStand, int Unjudged);

public static class ComplaintWorks
{
    /// <summary>Of one person, and of the unit where they work.</summary>
    public static async Task<ComplaintWork> ComplaintWorkOf(this GuanxiDb db, Id<Person> person, Id<Unit> unit, DateOnly from, DateOnly until, CancellationToken ct)
    {
        var within = db.Set<Complaint>().AsNoTracking().Where(c => c.ReceivedOn >= from && c.ReceivedOn <= until);
        var mine = await within.Where(c => c.HandlerId == person)
            .Select(c => new { c.Cause, c.Verdict, c.Satisfaction, c.RespondMinutes, c.RespondedLate, c.SolveMinutes, c.SolvedLate }).ToListAsync(ct);
        var against = await within.Where(c => c.UnitId == unit).GroupBy(c => c.Verdict == Verdict.Stands || c.Verdict == Verdict.StandsInPart).Select(g => new { Stand = g.Key, Complaints = g.Count() }).ToListAsync(ct);
        return new()
        {
            Handled = mine.Count,
            Causes = [.. mine.GroupBy(c => c.Cause).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => new CauseOfWork(JsonNamingPolicy.SnakeCaseLower.ConvertName(g.Key.ToString()),
                g.Count(c => c.Verdict == Verdict.Stands), g.Count(c => c.Verdict == Verdict.StandsInPart), g.Count(c => c.Verdict == Verdict.DoesNotStand), g.Count(c => c.Verdict is null)))],
            Satisfaction = [.. mine.Select(c => c.Satisfaction).OfType<int>()],
            RespondMinutes = [.. mine.Select(c => c.RespondMinutes).OfType<int>()], RespondedInTime = mine.Count(c => c is { RespondMinutes: not null, RespondedLate: false }),
            SolveMinutes = [.. mine.Select(c => c.SolveMinutes).OfType<int>()], SolvedInTime = mine.Count(c => c is { SolveMinutes: not null, SolvedLate: false }),
            AgainstUnit = against.Sum(a => a.Complaints), AgainstUnitStand = against.Where(a => a.Stand).Sum(a => a.Complaints),
        };
    }
}
