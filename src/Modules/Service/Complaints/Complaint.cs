using Guanxi.Customers;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Fairness;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints;

/// <summary>
/// A customer's complaint on its way through four steps: hear the customer out, judge it, solve it, follow up. A step begins when the one before it is done; what the customer
/// refuses, or is not satisfied with afterwards, goes back to the third.
/// </summary>
/// <remarks>The handling follows ISO 10002:2018, clause 8. Each act returns what is to stand in the complaint's log.</remarks>
public sealed partial class Complaint : Entity<Complaint>, IFed, IImported
{
    public Id<Customer> CustomerId { get; private init; }
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>The business day, in the firm's zone.</summary>
    public DateOnly ReceivedOn { get; private init; }
    public ServiceChannel Channel { get; private set; }

    /// <summary>In the customer's own words, never edited.</summary>
    [Searched] public string Summary { get; private init; } = "";

    /// <summary>What the customer would like to happen.</summary>
    [Searched] public string? Wish { get; private set; }

    /// <summary>As the customer named it; it need not be an order that the firm knows.</summary>
    [Searched] public string? OrderNumber { get; private set; }

    /// <summary>Who took it down; nobody where the customer wrote it.</summary>
    public Id<Person>? TakenBy { get; private set; }

    /// <summary>Who sees to it; null while nobody does.</summary>
    [History] public Id<Person>? HandlerId { get; private set; }

    /// <summary>The unit that has to answer for it; by its hours the limits run.</summary>
    [History] public Id<Unit>? UnitId { get; private set; }
    [History] public ComplaintState State { get; private set; }
    [History] public ComplaintStep Step { get; private set; } = ComplaintStep.Listen;

    /// <summary>When the present step began, and for how many working minutes the clock stood still in it.</summary>
    public DateTimeOffset StepBeganAt { get; private set; }
    public int StepPausedMinutes { get; private set; }

    /// <summary>How many solutions were proposed: two who propose at the same moment both change it, and the second is told.</summary>
    public int ProposalsMade { get; private set; }

    /// <summary>By when the present step is to be done; null while the clock stands still, and once closed.</summary>
    public DateTimeOffset? DueAt { get; private set; }
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>For whom or what the firm waits.</summary>
    public string? PausedBecause { get; private set; }

    /// <summary>Working minutes that were left of the step when the clock was stopped; negative where it was late.</summary>
    public int? LeftMinutes { get; private set; }

    /// <summary>Working minutes for which the clock stood still so far.</summary>
    public int PausedMinutes { get; private set; }

    /// <summary>The customer's when it came in: limits and authority go by it.</summary>
    public string? Grade { get; private set; }

    /// <summary>Why a private person is treated worse than an ordinary customer for the grade; null where nobody said so, and nobody is.</summary>
    [History] public string? WorseBecause { get; private set; }

    /// <summary>Whether the customer objects to that and nobody has decided yet.</summary>
    [History] public bool Objected { get; private set; }

    /// <summary>Where the cause lies; null until judged.</summary>
    [History] public ComplaintOrigin? Origin { get; private set; }
    [History] public ComplaintCause Cause { get; private set; }

    /// <summary>The firm's own finer cause below that.</summary>
    [History] public Id<CauseCode>? CauseCodeId { get; private set; }
    [History] public Verdict? Verdict { get; private set; }
    [Searched] public string? KeyPoints { get; private set; }
    [History, Searched] public string? RootCause { get; private set; }
    public DateTimeOffset? HeardAt { get; private set; }
    public DateTimeOffset? JudgedAt { get; private set; }

    /// <summary>When a solution was first carried out.</summary>
    public DateTimeOffset? SolvedAt { get; private set; }

    /// <summary>The day of the return visit.</summary>
    public DateOnly? FollowUpOn { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Working minutes from when it came in to the first answer; null until then.</summary>
    public int? RespondMinutes { get; private set; }

    /// <summary>Working minutes from when it came in to the first solution carried out, without those for which the clock stood still.</summary>
    public int? SolveMinutes { get; private set; }
    public bool RespondedLate { get; private set; }
    public bool SolvedLate { get; private set; }
    public ComplaintOutcome? Outcome { get; private set; }
    [Searched] public string? Solution { get; private set; }

    /// <summary>How satisfied the customer was with the handling, 1–5; null where not asked or not reached.</summary>
    public int? Satisfaction { get; private set; }

    /// <summary>What it cost so far, minor units of the base currency.</summary>
    public long CompensationMinor { get; private set; }

    /// <summary>How often it was opened again.</summary>
    public int Reopened { get; private set; }

    /// <summary>How often the customer was not reached for the return visit.</summary>
    public int Attempts { get; private set; }

    /// <summary>The limit that was passed on to the lead because it was missed; null where none was.</summary>
    public DateTimeOffset? EscalatedFor { get; private set; }

    /// <summary>Whether a solution waits for somebody to agree to what it costs.</summary>
    public bool AwaitsApproval { get; private set; }

    /// <inheritdoc/>
    public long? ImportId { get; private init; }

    /// <inheritdoc/>
    [Searched] public string? ExternalNumber { get; private init; }

    long IFed.FeedCustomer => CustomerId.Value;

    /// <summary>A complaint that came in. It has no time limit until <see cref="Start"/>.</summary>
    /// <param name="summary">In the customer's own words.</param>
    public static Complaint Open(Id<Customer> customer, ComplaintCause cause, string summary, Id<Person>? handler, DateTimeOffset receivedAt, DateOnly receivedOn)
    {
        Refuse.Field("Summary", string.IsNullOrWhiteSpace(summary), "service.complaint.summary_missing");
        return new() { CustomerId = customer, Cause = cause, Summary = summary.Trim(), HandlerId = handler, ReceivedAt = receivedAt, ReceivedOn = receivedOn, StepBeganAt = receivedAt };
    }

    /// <summary>What else is known of it, and the clock of the first step.</summary>
    public ComplaintEvent Start(ComplaintDetails details, Id<Person>? takenBy, StepClock clock)
    {
        (Channel, Wish, OrderNumber, UnitId, Grade, TakenBy) = (details.Channel, Tidy(details.Wish), Tidy(details.OrderNumber), details.UnitId, details.Grade, takenBy);
        DueAt = clock.Due(ComplaintStep.Listen, ReceivedAt);
        return Log(ComplaintAct.Received, takenBy, ReceivedAt, null);
    }

    /// <summary>Step 1: somebody spoke with the customer, let them finish, and said what happens next.</summary>
    public ComplaintEvent Hear(string? note, Id<Person>? by, StepClock clock)
    {
        Require(ComplaintStep.Listen);
        var done = Log(ComplaintAct.Heard, by, clock.Now, note, timed: true);
        (HeardAt, RespondMinutes, RespondedLate) = (clock.Now, clock.Minutes(ReceivedAt, clock.Now), done.Late);
        HandlerId ??= by;
        Enter(ComplaintStep.Judge, clock);
        return done;
    }

    /// <summary>Step 2: the key points, whether it stands, and where the cause lies.</summary>
    public ComplaintEvent Judge(Judgement judgement, Id<Person> by, StepClock clock)
    {
        Require(ComplaintStep.Judge);
        Refuse.Field("KeyPoints", string.IsNullOrWhiteSpace(judgement.KeyPoints), "service.complaint.key_points_missing");
        (KeyPoints, Verdict, Origin, Cause, CauseCodeId, RootCause) = (judgement.KeyPoints.Trim(), judgement.Verdict, judgement.Origin, judgement.Cause, judgement.CauseCodeId, Tidy(judgement.RootCause));
        UnitId = judgement.UnitId ?? UnitId;
        var done = Log(ComplaintAct.Judged, by, clock.Now, KeyPoints, timed: true);
        JudgedAt = clock.Now;
        Enter(ComplaintStep.Solve, clock);
        return done;
    }

    /// <summary>What was found of the cause later; the step goes on.</summary>
    public ComplaintEvent Amend(Judgement found, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(Verdict is null, "service.complaint.not_judged_yet");
        (Origin, Cause, CauseCodeId, RootCause) = (found.Origin, found.Cause, found.CauseCodeId, Tidy(found.RootCause));
        UnitId = found.UnitId ?? UnitId;
        return Log(ComplaintAct.CauseAmended, by, at, RootCause);
    }

    /// <summary>Step 3, first half: a solution is offered, or waits until somebody agrees to what it costs.</summary>
    public ComplaintEvent Propose(Proposal proposal, DateTimeOffset at)
    {
        Require(ComplaintStep.Solve);
        AwaitsApproval = proposal.State == ProposalState.AwaitsApproval;
        ProposalsMade++;
        return Log(AwaitsApproval ? ComplaintAct.AskedApproval : ComplaintAct.Proposed, proposal.ProposedBy, at, proposal.Words, minor: proposal.TotalMinor);
    }

    /// <summary>Somebody with the authority agreed to what a solution costs, or did not.</summary>
    public ComplaintEvent Decide(Proposal proposal, Id<Person> by, DateTimeOffset at)
    {
        Require(ComplaintStep.Solve);
        AwaitsApproval = false;
        return Log(proposal.State == ProposalState.Offered ? ComplaintAct.Approved : ComplaintAct.Declined, by, at, proposal.DecisionNote, minor: proposal.TotalMinor);
    }

    /// <summary>The customer's answer. What is refused goes back: another solution is to be found.</summary>
    /// <param name="by">Who took the answer down; null where the customer gave it by their own link.</param>
    public ComplaintEvent Answer(Proposal proposal, Id<Person>? by, DateTimeOffset at)
    {
        Require(ComplaintStep.Solve);
        return Log(proposal.State == ProposalState.Accepted ? ComplaintAct.Accepted : ComplaintAct.RefusedByCustomer, by, at, proposal.Answer);
    }

    /// <summary>Step 3, second half: what the customer accepted was done, and its cost is booked.</summary>
    public ComplaintEvent CarryOut(Proposal proposal, Id<Person> by, StepClock clock, int followUpDays)
    {
        Require(ComplaintStep.Solve);
        Refuse.If(CompensationMinor + proposal.TotalMinor > proposal.InAllMinor, "service.proposal.costs_more_now");
        var done = Log(ComplaintAct.CarriedOut, by, clock.Now, proposal.Evidence, timed: true, minor: proposal.TotalMinor);
        (Solution, CompensationMinor) = (proposal.Words, CompensationMinor + proposal.TotalMinor);
        if (SolvedAt is null)
            (SolvedAt, SolveMinutes, SolvedLate) = (clock.Now, Math.Max(clock.Minutes(ReceivedAt, clock.Now) - PausedMinutes, 0), done.Late);
        Attempts = 0;
        Enter(ComplaintStep.FollowUp, clock);
        VisitOn(clock.Calendar.DayAfter(clock.Today.AddDays(followUpDays), 0), clock);
        return done;
    }

    /// <summary>Step 4: the return visit. Satisfied closes it, dissatisfied opens it again at step 3; who is not reached is tried again, and in the end left in peace.</summary>
    public ComplaintEvent FollowUp(ReturnVisit visit, Id<Person>? by, StepClock clock, int leastScore, int mostAttempts)
    {
        Require(ComplaintStep.FollowUp);
        Refuse.Field("Satisfaction", visit.Reached && visit.Satisfaction is not (>= 1 and <= 5), "service.complaint.satisfaction_missing");
        if (!visit.Reached)
        {
            var tried = Log(ComplaintAct.NotReached, by, clock.Now, visit.Note);
            if (++Attempts >= mostAttempts) Close(ComplaintOutcome.NotReached, clock);
            else VisitOn(clock.Calendar.DayAfter(clock.Today, 1), clock);
            return tried;
        }
        Satisfaction = visit.Satisfaction;
        if (visit.Satisfaction >= leastScore)
        {
            var done = Log(ComplaintAct.FollowedUp, by, clock.Now, visit.Note, timed: true);
            Close(ComplaintOutcome.Satisfied, clock);
            return done;
        }
        Refuse.Field("Note", string.IsNullOrWhiteSpace(visit.Note), "service.complaint.say_what_lacks");
        var failed = Log(ComplaintAct.Dissatisfied, by, clock.Now, visit.Note, timed: true);
        ReopenAtSolution(clock);
        return failed;
    }

    /// <summary>It came back after it was closed.</summary>
    public ComplaintEvent Reopen(string because, Id<Person>? by, StepClock clock, int withinDays)
    {
        Refuse.If(State == ComplaintState.Open, "service.complaint.open_already");
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.complaint.reason_missing");
        Refuse.If(Verdict is null, "service.complaint.withdrawn_early");
        Refuse.If(clock.Today.DayNumber - ClosedOn!.Value.DayNumber > withinDays, "service.complaint.too_old_to_reopen", withinDays);
        (State, ClosedAt, ClosedOn, Outcome) = (ComplaintState.Open, null, null, null);
        var opened = Log(ComplaintAct.Reopened, by, clock.Now, because);
        ReopenAtSolution(clock);
        return opened;
    }

    /// <summary>The customer takes it back.</summary>
    public ComplaintEvent Withdraw(string because, Id<Person> by, StepClock clock)
    {
        Refuse.If(State == ComplaintState.Closed, "service.complaint.closed_already");
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.complaint.reason_missing");
        if (PausedAt is { } since) PausedMinutes += clock.Minutes(since, clock.Now);
        (PausedAt, PausedBecause, LeftMinutes, AwaitsApproval) = (null, null, null, false);
        Close(ComplaintOutcome.Withdrawn, clock);
        return Log(ComplaintAct.Withdrawn, by, clock.Now, because);
    }

    /// <summary>Stops the clock while the firm can do nothing. Not before the customer was heard: waiting for us is no pause.</summary>
    public ComplaintEvent Pause(string because, Id<Person> by, StepClock clock)
    {
        Refuse.If(State == ComplaintState.Closed, "service.complaint.closed_already");
        Refuse.If(PausedAt is not null, "service.complaint.paused");
        Refuse.If(Step is ComplaintStep.Listen or ComplaintStep.FollowUp, "service.complaint.no_pause_now");
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.complaint.reason_missing");
        LeftMinutes = DueAt is not { } due ? null : due >= clock.Now ? clock.Minutes(clock.Now, due) : -clock.Minutes(due, clock.Now);
        // What the lead knows of stays known; what they don't is told once it runs on.
        if (EscalatedFor != DueAt) EscalatedFor = null;
        (PausedAt, PausedBecause, DueAt) = (clock.Now, because.Trim(), null);
        return Log(ComplaintAct.Paused, by, clock.Now, because);
    }

    /// <summary>The clock runs on with what was left.</summary>
    public ComplaintEvent Resume(Id<Person>? by, string? note, StepClock clock)
    {
        Refuse.If(PausedAt is null, "service.complaint.not_paused");
        var paused = clock.Minutes(PausedAt.Value, clock.Now);
        (PausedMinutes, StepPausedMinutes) = (PausedMinutes + paused, StepPausedMinutes + paused);
        // What was late already stays late, by as much as it was.
        DueAt = LeftMinutes is not { } left ? null : left >= 0 ? clock.Calendar.After(clock.Now, TimeSpan.FromMinutes(left)) : clock.Now.AddMinutes(left);
        if (EscalatedFor is not null) EscalatedFor = LeftMinutes < 0 ? DueAt : null;
        (PausedAt, PausedBecause, LeftMinutes) = (null, null, null);
        return Log(ComplaintAct.Resumed, by, clock.Now, note);
    }

    /// <summary>Another person sees to it, or another unit.</summary>
    public ComplaintEvent Assign(Id<Person>? handler, Id<Unit>? unit, string? note, Id<Person>? by, DateTimeOffset at)
    {
        Refuse.If(State == ComplaintState.Closed, "service.complaint.closed_already");
        (HandlerId, UnitId) = (handler, unit ?? UnitId);
        return Log(ComplaintAct.Assigned, by, at, note, to: handler);
    }

    /// <summary>The limit of the step was missed: the lead knows now.</summary>
    public ComplaintEvent Escalate(Id<Person>? lead, DateTimeOffset at)
    {
        EscalatedFor = DueAt;
        return Log(ComplaintAct.Escalated, null, at, null, to: lead, timed: true);
    }

    /// <summary>Whether the step's limit was missed and the lead doesn't know yet.</summary>
    public bool IsLate(DateTimeOffset now) => State == ComplaintState.Open && DueAt < now && EscalatedFor != DueAt;

    /// <summary>Lets the limits of a private person's low grade hold. It is said why, the customer sees it and may object.</summary>
    public ComplaintEvent TreatWorse(string because, Id<Person> by, StepClock clock)
    {
        Refuse.If(State == ComplaintState.Closed, "service.complaint.closed_already");
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.complaint.reason_missing");
        WorseBecause = because.Trim();
        return Log(ComplaintAct.TreatedWorse, by, clock.Now, because);
    }

    /// <summary>The customer objects to being treated worse, by their own link or by any other way.</summary>
    /// <param name="by">Who took it down; null where the customer did it themselves.</param>
    /// <param name="channel">How it came, who said it and on which day, where somebody took it down.</param>
    public ComplaintEvent RaiseObjection(string because, DateTimeOffset at, Id<Person>? by = null, ServiceChannel? channel = null, string? who = null, DateOnly? on = null)
    {
        Refuse.If(WorseBecause is null || Objected || State == ComplaintState.Closed, "service.complaint.nothing_to_object_to");
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.complaint.reason_missing");
        Objected = true;
        return ComplaintEvent.Said(this, ComplaintAct.Objected, by, at, because.Trim(), channel, Tidy(who), on);
    }

    /// <summary>Somebody decided about the objection. Where it is right, the customer is treated as everybody from now on.</summary>
    public ComplaintEvent DecideObjection(bool right, string because, Id<Person> by, StepClock clock)
    {
        Refuse.If(!Objected, "service.complaint.nothing_to_decide");
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.complaint.reason_missing");
        Objected = false;
        if (right) WorseBecause = null;
        return Log(right ? ComplaintAct.ObjectionUpheld : ComplaintAct.ObjectionDismissed, by, clock.Now, because);
    }

    /// <summary>A word that somebody, or the customer by their own link, adds.</summary>
    public ComplaintEvent Add(string words, Id<Person>? by, DateTimeOffset at)
    {
        Refuse.Field("Words", string.IsNullOrWhiteSpace(words), "service.complaint.words_missing");
        return Log(by is null ? ComplaintAct.CustomerAdded : ComplaintAct.Noted, by, at, words);
    }

    /// <summary>Files were added that show something.</summary>
    /// <param name="names">What they are called; null where nobody gave them names.</param>
    /// <param name="by">Null where the customer sent them by their own link.</param>
    public ComplaintEvent ShowFiles(string? names, Id<Person>? by, DateTimeOffset at) => Log(ComplaintAct.FilesAdded, by, at, names);

    /// <summary>The private links by which it was followed open no longer.</summary>
    public ComplaintEvent RevokeLinks(string because, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.complaint.reason_missing");
        return Log(ComplaintAct.LinksRevoked, by, at, because);
    }

    /// <summary>The grade by which limits and authority go: a private person is treated as an ordinary customer at least, unless somebody said why not.</summary>
    public string? GradeThatCounts(bool isPerson) => isPerson && WorseBecause is null && Grade == "small" ? "ordinary" : Grade;

    /// <summary>New limits for the present step, from when it began: after a change of how the customer is treated.</summary>
    public void Retime(StepClock clock)
    {
        if (State == ComplaintState.Closed || PausedAt is not null || Step == ComplaintStep.FollowUp) return;
        if (clock.Due(Step, StepBeganAt) is { } due) DueAt = StepPausedMinutes == 0 ? due : clock.Calendar.After(due, TimeSpan.FromMinutes(StepPausedMinutes));
    }

    private void Enter(ComplaintStep step, StepClock clock) => (Step, DueAt, StepBeganAt, StepPausedMinutes) = (step, clock.Due(step, clock.Now), clock.Now, 0);

    private void VisitOn(DateOnly day, StepClock clock) => (FollowUpOn, DueAt) = (day, clock.EndOf(day));

    private void ReopenAtSolution(StepClock clock)
    {
        (Reopened, FollowUpOn) = (Reopened + 1, null);
        Enter(ComplaintStep.Solve, clock);
    }

    private void Close(ComplaintOutcome outcome, StepClock clock)
    {
        (State, Outcome, ClosedAt, ClosedOn, DueAt, Objected) = (ComplaintState.Closed, outcome, clock.Now, clock.Today, null, false);
        Raise(new ComplaintClosed(Id.Value, CustomerId, UnitId, HandlerId, outcome == ComplaintOutcome.Withdrawn));
    }

    private void Require(ComplaintStep step)
    {
        Refuse.If(State == ComplaintState.Closed, "service.complaint.closed_already");
        Refuse.If(PausedAt is not null, "service.complaint.paused");
        Refuse.If(Step != step, "service.complaint.other_step");
    }

    private ComplaintEvent Log(ComplaintAct act, Id<Person>? by, DateTimeOffset at, string? words, bool timed = false, long minor = 0, Id<Person>? to = null) =>
        ComplaintEvent.Of(this, act, by, at, Tidy(words), timed, minor, to);

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
