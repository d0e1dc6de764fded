using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service.Clocks;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Staff;

namespace Guanxi.Service.Complaints.Desk;

/// <summary>Makes rows of complaints: names, colours, and what is left of their limits by the hours of each unit.</summary>
internal sealed class ComplaintRows(GuanxiDb db, TimeProvider clock)
{
    /// <summary>Those of customers within the actor's scope.</summary>
    public async Task<IReadOnlyList<ComplaintRow>> Of(IReadOnlyList<Complaint> complaints, Actor actor, CancellationToken ct)
    {
        if (complaints.Count == 0) return [];
        var ids = complaints.Select(c => c.CustomerId).Distinct().ToList();
        var customers = await db.CustomerNamesFor(actor, ids, ct);
        var faces = await db.FacesOf(ids, ct);
        var people = await db.NamesOf(complaints.Select(c => c.HandlerId ?? default), ct);
        var calendars = await db.Calendars(ct);
        var settings = await db.Setting<ComplaintSettings>(ct);
        var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
        var now = clock.GetUtcNow();
        return [.. complaints.Where(c => customers.ContainsKey(c.CustomerId)).Select(c => Row(c))];

        ComplaintRow Row(Complaint c)
        {
            var face = faces.GetValueOrDefault(c.CustomerId);
            var left = calendars.Of(c.UnitId).MinutesTo(c.DueAt, now);
            return new()
            {
                Id = c.Id, Customer = customers[c.CustomerId], Colour = face?.Colour, Grade = face?.Grade, Cause = c.Cause, State = c.State, Step = c.Step, Summary = c.Summary, ReceivedAt = c.ReceivedAt,
                ReceivedOn = c.ReceivedOn, DueAt = c.DueAt, MinutesLeft = left, Urgency = Urgent(c, left, settings), PausedBecause = c.PausedBecause, AwaitsApproval = c.AwaitsApproval, Reopened = c.Reopened,
                ClosedAt = c.ClosedAt, Outcome = c.Outcome, Solution = c.Solution, Satisfaction = c.Satisfaction, HandlerId = c.HandlerId, Handler = c.HandlerId is { } handler ? people.GetValueOrDefault(handler) : null,
                Compensation = c.CompensationMinor > 0 ? new Money(c.CompensationMinor, currency) : null,
            };
        }
    }

    private static Urgency Urgent(Complaint complaint, int? left, ComplaintSettings settings)
    {
        if (left is not { } minutes || complaint.DueAt is null) return Urgency.None;
        if (minutes < 0 || (minutes == 0 && complaint.Step != ComplaintStep.FollowUp)) return Urgency.Late;
        var limits = settings.Of(complaint.Grade);
        var whole = complaint.Step switch { ComplaintStep.Listen => limits.RespondHours, ComplaintStep.Judge => limits.JudgeHours, ComplaintStep.Solve => limits.SolveHours, _ => 8 } * 60;
        return minutes < whole * settings.AmberShare ? Urgency.Soon : Urgency.InTime;
    }
}
