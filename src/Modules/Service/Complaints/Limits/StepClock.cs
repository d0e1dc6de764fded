using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Limits;

/// <summary>By what the steps of one complaint are measured: the hours of its unit, the limits of its customer's grade, and the time it is.</summary>
public sealed record StepClock(WorkCalendar Calendar, StepLimits Limits, FirmSettings Firm, DateTimeOffset Now)
{
    /// <summary>The firm's business day.</summary>
    public DateOnly Today { get; } = Firm.DayOf(Now);

    /// <summary>By when a step that began is to be done; null for the return visit, which has a day of its own.</summary>
    public DateTimeOffset? Due(ComplaintStep step, DateTimeOffset from) => step switch
    {
        ComplaintStep.Listen => After(from, Limits.RespondHours),
        ComplaintStep.Judge => After(from, Limits.JudgeHours),
        ComplaintStep.Solve => After(from, Limits.SolveHours),
        _ => null,
    };

    /// <summary>By when one that came in then was to be solved, each step taking all its time.</summary>
    public DateTimeOffset? SolvedBy(DateTimeOffset received) => After(After(After(received, Limits.RespondHours), Limits.JudgeHours), Limits.SolveHours);

    /// <summary>Whole working minutes between two moments.</summary>
    public int Minutes(DateTimeOffset from, DateTimeOffset to) => (int)Math.Min(Calendar.Between(from, to).TotalMinutes, int.MaxValue);

    public DateTimeOffset EndOf(DateOnly day) => Firm.EndOf(day);

    private DateTimeOffset After(DateTimeOffset from, double hours) => Calendar.After(from, TimeSpan.FromHours(hours));
}

/// <summary>Puts clocks together.</summary>
internal static class StepClocks
{
    /// <summary>The clock of a complaint as it stands.</summary>
    public static async Task<StepClock> ClockOf(this GuanxiDb db, Complaint complaint, DateTimeOffset now, CancellationToken ct)
    {
        var settings = await db.Setting<ComplaintSettings>(ct);
        var grade = complaint.GradeThatCounts(await db.IsPerson(complaint.CustomerId, ct));
        return new((await db.Calendars(ct)).Of(complaint.UnitId), settings.Of(grade), await db.Setting<FirmSettings>(ct), now);
    }

    /// <summary>One complaint to act on, with its clock.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async Task<(Complaint Complaint, StepClock Clock)> ToActOn(this GuanxiDb db, Id<Customer> customer, Id<Complaint> id, DateTimeOffset now, CancellationToken ct)
    {
        var complaint = Refuse.Missing(await db.Set<Complaint>().FirstOrDefaultAsync(c => c.CustomerId == customer && c.Id == id, ct), "service.complaint.not_found");
        return (complaint, await db.ClockOf(complaint, now, ct));
    }
}
