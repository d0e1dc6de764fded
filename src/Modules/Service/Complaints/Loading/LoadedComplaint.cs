using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Loading;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;

namespace Guanxi.Service.Complaints;

/// <summary>A complaint from another house's books.</summary>
public sealed partial class Complaint
{
    /// <summary>Makes a complaint of what a file says. It stands in the step that this proves; times that nobody noted stay open, and a limit long past alarms nobody.</summary>
    /// <param name="clock">The hours of its unit; its <c>Now</c> is when it is loaded.</param>
    internal static (Complaint Complaint, Proposal? Solution, IReadOnlyList<ComplaintEvent> Log) Load(OldComplaint old, StepClock clock, ComplaintSettings settings)
    {
        ComplaintOrigin? origin = old.Verdict is null ? null : old.Origin ?? ComplaintOrigin.Own;
        var cause = origin is null or ComplaintOrigin.Own ? old.Cause : ComplaintCause.Other;
        var complaint = new Complaint
        {
            CustomerId = old.Customer, ImportId = old.ImportId, ExternalNumber = old.Number, ReceivedAt = old.ReceivedAt, ReceivedOn = clock.Firm.DayOf(old.ReceivedAt), Summary = old.Summary, StepBeganAt = old.ReceivedAt,
            Channel = old.Channel, Wish = old.Wish, OrderNumber = old.OrderNumber, HandlerId = old.Handler, UnitId = old.Unit, Cause = cause, Origin = origin, Verdict = old.Verdict, KeyPoints = old.KeyPoints, RootCause = old.RootCause,
        };
        var log = new List<ComplaintEvent> { complaint.Noted(ComplaintAct.Received, null, old.ReceivedAt) };
        if (old.HeardAt is { } heard)
        {
            (complaint.HeardAt, complaint.RespondMinutes, complaint.RespondedLate) = (heard, clock.Minutes(old.ReceivedAt, heard), clock.Due(ComplaintStep.Listen, old.ReceivedAt) < heard);
            log.Add(complaint.Noted(ComplaintAct.Heard, old.Handler, heard));
            complaint.Begin(ComplaintStep.Judge, heard);
        }

        if (old.Verdict is not null) complaint.Begin(ComplaintStep.Solve, old.HeardAt ?? old.ReceivedAt);
        Proposal? solution = null;
        if (old.Solution is { } done)
        {
            var at = old.SolvedAt ?? old.ClosedAt ?? old.ReceivedAt;
            (complaint.Solution, complaint.CompensationMinor) = (done, old.CompensationMinor);
            if (old.SolvedAt is { } solved)
            {
                (complaint.SolvedAt, complaint.SolveMinutes, complaint.SolvedLate) = (solved, clock.Minutes(old.ReceivedAt, solved), clock.SolvedBy(old.ReceivedAt) < solved);
                log.Add(complaint.Noted(ComplaintAct.CarriedOut, old.Handler, solved, old.CompensationMinor));
            }
            solution = Proposal.Loaded(complaint, done, old.CompensationMinor, old.Handler ?? old.By, at, clock.Firm.DayOf(at));
            complaint.Begin(ComplaintStep.FollowUp, at);
        }

        if (old.ClosedAt is { } closed)
        {
            complaint.Satisfaction = old.Satisfaction;
            (complaint.State, complaint.ClosedAt, complaint.ClosedOn) = (ComplaintState.Closed, closed, clock.Firm.DayOf(closed));
            complaint.Outcome = old.Satisfaction is not { } score ? ComplaintOutcome.NotReached : score >= settings.LeastScore ? ComplaintOutcome.Satisfied : ComplaintOutcome.NotSatisfied;
            log.Add(complaint.Noted(complaint.Outcome switch { ComplaintOutcome.Satisfied => ComplaintAct.FollowedUp, ComplaintOutcome.NotReached => ComplaintAct.NotReached, _ => ComplaintAct.Dissatisfied }, old.Handler, closed));
        }
        else complaint.RunOn(clock, settings);
        log.Add(complaint.Noted(ComplaintAct.Loaded, old.By, clock.Now));
        return (complaint, solution, log);
    }

    private void Begin(ComplaintStep step, DateTimeOffset at) => (Step, StepBeganAt) = (step, at);

    /// <summary>The limit of the present step runs from when it began. One that was missed before anybody here could know of it is nobody's alarm.</summary>
    private void RunOn(StepClock clock, ComplaintSettings settings)
    {
        if (Step == ComplaintStep.FollowUp) VisitOn(clock.Calendar.DayAfter(clock.Firm.DayOf(StepBeganAt).AddDays(settings.FollowUpDays), 0), clock);
        else DueAt = clock.Due(Step, StepBeganAt);
        if (DueAt < clock.Now) EscalatedFor = DueAt;
    }

    private ComplaintEvent Noted(ComplaintAct act, Id<Person>? by, DateTimeOffset at, long minor = 0) => ComplaintEvent.Of(this, act, by, at, null, timed: false, minor, null, ImportId);
}
