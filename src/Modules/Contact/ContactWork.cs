using Guanxi.Contact.Log;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact;

/// <summary>What one person's contacts and tasks came to within a period, for modules above: counts alone.</summary>
public sealed record ContactWork
{
    public int Contacts { get; init; }

    /// <summary>Of these, so many really met.</summary>
    public int Reached { get; init; }
    public int Customers { get; init; }

    /// <summary>Tasks that were due: done by their day, done later, not done.</summary>
    public int TasksInTime { get; init; }
    public int TasksLate { get; init; }
    public int TasksOpen { get; init; }
}

public static class ContactWorks
{
    /// <param name="until">Tasks that are due on this day may still be done today: give the last day that is over.</param>
    public static async Task<ContactWork> ContactWorkOf(this GuanxiDb db, Id<Person> person, DateOnly from, DateOnly until, CancellationToken ct)
    {
        var firm = await db.Setting<FirmSettings>(ct);
        var contacts = await db.Set<ContactEntry>().AsNoTracking().Where(e => e.PersonId == person && e.HappenedOn >= from && e.HappenedOn <= until)
            .GroupBy(e => e.CustomerId).Select(g => new { Contacts = g.Count(), Reached = g.Sum(e => e.Reach == ContactReach.Reached ? 1 : 0) })
            .GroupBy(_ => 1).Select(g => new { Customers = g.Count(), Contacts = g.Sum(c => c.Contacts), Reached = g.Sum(c => c.Reached) }).FirstOrDefaultAsync(ct);
        var tasks = await db.Set<FollowUp>().AsNoTracking().Where(t => t.OwnerId == person && t.DueOn >= from && t.DueOn <= until).Select(t => new { t.DueOn, t.DoneAt }).ToListAsync(ct);
        var inTime = tasks.Count(t => t.DoneAt is { } done && firm.DayOf(done) <= t.DueOn);
        return new()
        {
            Contacts = contacts?.Contacts ?? 0, Reached = contacts?.Reached ?? 0, Customers = contacts?.Customers ?? 0,
            TasksInTime = inTime, TasksLate = tasks.Count(t => t.DoneAt is not null) - inTime, TasksOpen = tasks.Count(t => t.DoneAt is null),
        };
    }
}
