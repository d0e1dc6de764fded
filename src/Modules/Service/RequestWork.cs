using Guanxi.Data;
using Guanxi.Service.Requests;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service;

/// <summary>What one person's handling of requests came to that were received within a period, for modules above. Counts and times alone: nothing of any customer.</summary>
public sealed record RequestWork
{
    public int Handled { get; init; }

    /// <summary>Working minutes to the first answer and to the solution, of those that have one; and how many of these kept the limit.</summary>
    public IReadOnlyList<int> RespondMinutes { get; init; } = [];
    public int RespondedInTime { get; init; }
    public IReadOnlyList<int> SolveMinutes { get; init; } = [];
    public int SolvedInTime { get; init; }

    /// <summary>Answers 1–5 of customers who confirmed the solution.</summary>
    public IReadOnlyList<int> Satisfaction { get; init; } = [];
}

public static class RequestWorks
{
    /// <summary>Of one person. What nobody wanted any more does not count.</summary>
    public static async Task<RequestWork> RequestWorkOf(this GuanxiDb db, Id<Person> person, DateOnly from, DateOnly until, CancellationToken ct)
    {
        var mine = await db.Set<ServiceRequest>().AsNoTracking().Where(r => r.HandlerId == person && r.ReceivedOn >= from && r.ReceivedOn <= until && (r.End == null || r.End != RequestEnd.Cancelled))
            .Select(r => new { r.RespondMinutes, r.RespondedLate, r.SolveMinutes, r.SolvedLate, r.Satisfaction }).ToListAsync(ct);
        return new()
        {
            Handled = mine.Count, RespondMinutes = [.. mine.Select(r => r.RespondMinutes).OfType<int>()], RespondedInTime = mine.Count(r => r is { RespondMinutes: not null, RespondedLate: false }),
            SolveMinutes = [.. mine.Select(r => r.SolveMinutes).OfType<int>()], SolvedInTime = mine.Count(r => r is { SolveMinutes: not null, SolvedLate: false }), Satisfaction = [.. mine.Select(r => r.Satisfaction).OfType<int>()],
        };
    }
}
