using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Guanxi.Service.Knowledge;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Limits;
using Guanxi.Service.Requests.Queues;

namespace Guanxi.Service.Requests;

/// <summary>
/// Something a customer asks the firm to do: a repair, an invoice, an answer. Two limits run in working time, to the first answer and to the solution; the second stands still
/// while the firm waits for others. Each act returns what is to stand in the request's log.
/// </summary>
public sealed partial class ServiceRequest : Entity<ServiceRequest>, IFed, IImported
{
    public Id<Customer> CustomerId { get; private init; }
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>The business day, in the firm's zone.</summary>
    public DateOnly ReceivedOn { get; private init; }
    public ServiceChannel Channel { get; private init; }

    /// <summary>What it is about, in a few words.</summary>
    [Searched] public string Title { get; private init; } = "";

    /// <summary>As the customer said it; never edited.</summary>
    [Searched] public string? Words { get; private init; }
    [Searched] public string? OrderNumber { get; private init; }
    public Id<Person>? TakenBy { get; private init; }
    [History] public Id<RequestKind> KindId { get; private set; }
    [History] public Id<ServiceQueue> QueueId { get; private set; }

    /// <summary>By whose hours the limits run: the queue's unit, else the customer's.</summary>
    public Id<Unit>? UnitId { get; private set; }

    /// <summary>Who sees to it; null while it lies in the queue.</summary>
    [History] public Id<Person>? HandlerId { get; private set; }
    [History] public RequestState State { get; private set; }
    [History] public RequestPriority Priority { get; private set; }

    /// <summary>The customer's when it came in.</summary>
    public string? Grade { get; private init; }

    /// <summary>By when the customer is to have a first answer, and a solution. They stay as they were once that has happened.</summary>
    public DateTimeOffset RespondBy { get; private set; }
    public DateTimeOffset SolveBy { get; private set; }

    /// <summary>The next of the two; null while the clock stands still, and where neither is due any more.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>From when the limit to the solution runs: when it came in, or was opened again; and for how many working minutes it has stood still since.</summary>
    public DateTimeOffset SolveFrom { get; private set; }
    public int StoodStillMinutes { get; private set; }
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>For whom or what the firm waits.</summary>
    public string? PausedBecause { get; private set; }

    /// <summary>Working minutes for which the clock stood still in all.</summary>
    public int PausedMinutes { get; private set; }
    public DateTimeOffset? RespondedAt { get; private set; }

    /// <summary>Working minutes from when it came in to the first answer; null until then.</summary>
    public int? RespondMinutes { get; private set; }
    public bool RespondedLate { get; private set; }

    /// <summary>When it was first solved.</summary>
    public DateTimeOffset? SolvedAt { get; private set; }

    /// <summary>Working minutes from when it came in to the first solution, without those for which the clock stood still.</summary>
    public int? SolveMinutes { get; private set; }
    public bool SolvedLate { get; private set; }

    /// <summary>Solved by whoever took it, at once.</summary>
    public bool AtFirstContact { get; private set; }
    [Searched] public string? Solution { get; private set; }

    /// <summary>The article that helped.</summary>
    public Id<Article>? ArticleId { get; private set; }

    /// <summary>After this moment a solved request is closed by itself.</summary>
    public DateTimeOffset? QuietUntil { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    [History] public RequestEnd? End { get; private set; }

    /// <summary>How satisfied the customer was, 1–5; null where not asked.</summary>
    public int? Satisfaction { get; private set; }

    /// <summary>How often it was opened again.</summary>
    public int Reopened { get; private set; }

    /// <summary>The limit that was passed on to the lead because it was missed; null where none was.</summary>
    public DateTimeOffset? EscalatedFor { get; private set; }

    /// <summary>The complaint that it became.</summary>
    public Id<Complaint>? ComplaintId { get; private set; }

    /// <inheritdoc/>
    public long? ImportId { get; private init; }

    /// <inheritdoc/>
    [Searched] public string? ExternalNumber { get; private init; }

    long IFed.FeedCustomer => CustomerId.Value;

    /// <summary>A request that came in: its limits run from now.</summary>
    public static (ServiceRequest Request, RequestEvent Said) Receive(Id<Customer> customer, RequestDetails details, Id<Person>? takenBy, RequestClock clock)
    {
        Refuse.Field("Title", string.IsNullOrWhiteSpace(details.Title), "service.request.title_missing");
        var request = new ServiceRequest
        {
            CustomerId = customer, ReceivedAt = clock.Now, ReceivedOn = clock.Today, SolveFrom = clock.Now, Channel = details.Channel, Title = details.Title.Trim(), Words = Tidy(details.Words), OrderNumber = Tidy(details.OrderNumber),
            TakenBy = takenBy, KindId = details.Kind, QueueId = details.Queue, UnitId = details.Unit, Grade = details.Grade, Priority = details.Priority,
        };
        request.Retime(clock);
        return (request, request.Log(RequestAct.Received, takenBy, clock, request.Words));
    }

    /// <summary>The customer has a first answer.</summary>
    public RequestEvent Respond(string words, Id<Person> by, RequestClock clock)
    {
        RequireOpen();
        Refuse.If(RespondedAt is not null, "service.request.responded_already");
        Refuse.Field("Words", string.IsNullOrWhiteSpace(words), "service.request.words_missing");
        NoteAnswer(by, clock);
        return Log(RequestAct.Responded, by, clock, words, missed: RespondedLate ? RespondBy : null);
    }

    /// <summary>Something that was found, done or said on the way.</summary>
    public RequestEvent Note(string words, Id<Person> by, RequestClock clock)
    {
        Refuse.Field("Words", string.IsNullOrWhiteSpace(words), "service.request.words_missing");
        return Log(RequestAct.Noted, by, clock, words);
    }

    /// <summary>Somebody sees to it now, or nobody: then it lies in its queue again.</summary>
    public RequestEvent Assign(Id<Person>? handler, string? note, Id<Person>? by, RequestClock clock)
    {
        RequireOpen();
        HandlerId = handler;
        return Log(RequestAct.Assigned, by, clock, note, to: handler);
    }

    /// <summary>It lies in another queue, or is of another kind: limits go by those, from when it came in.</summary>
    public RequestEvent Move(Id<RequestKind> kind, Id<ServiceQueue> queue, Id<Unit>? unit, string? note, Id<Person> by, RequestClock clock)
    {
        RequireOpen();
        if (queue != QueueId) HandlerId = null;
        (KindId, QueueId, UnitId) = (kind, queue, unit);
        Retime(clock);
        return Log(RequestAct.Moved, by, clock, note);
    }

    /// <summary>More or less pressing than was thought.</summary>
    public RequestEvent Prioritise(RequestPriority priority, string because, Id<Person> by, RequestClock clock)
    {
        RequireOpen();
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.request.reason_missing");
        Refuse.If(priority == Priority, "service.request.same_priority");
        Priority = priority;
        Retime(clock);
        return Log(RequestAct.Prioritised, by, clock, because);
    }

    /// <summary>Stops the clock while the firm can do nothing. Not before the customer has an answer: waiting for us is no pause.</summary>
    public RequestEvent Pause(string because, Id<Person> by, RequestClock clock)
    {
        RequireOpen();
        Refuse.If(PausedAt is not null, "service.request.paused_already");
        Refuse.If(RespondedAt is null, "service.request.answer_first");
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.request.reason_missing");
        (PausedAt, PausedBecause, DueAt) = (clock.Now, because.Trim(), null);
        return Log(RequestAct.Paused, by, clock, because);
    }

    /// <summary>The clock runs on: what was late before is late by as much.</summary>
    public RequestEvent Resume(string? note, Id<Person> by, RequestClock clock)
    {
        RequireOpen();
        Refuse.If(PausedAt is null, "service.request.not_paused");
        var told = EscalatedFor == SolveBy;
        EndPause(clock);
        Retime(clock);
        // What the lead knows of stays known.
        if (told && SolveBy <= clock.Now) EscalatedFor = SolveBy;
        return Log(RequestAct.Resumed, by, clock, note);
    }

    /// <summary>The firm has done its part.</summary>
    /// <param name="quietDays">Working days in which the customer may still say that it has not; 0 to wait for a word, however long.</param>
    public RequestEvent Solve(string solution, Id<Article>? article, Id<Person> by, RequestClock clock, int quietDays)
    {
        RequireOpen();
        Refuse.Field("Solution", string.IsNullOrWhiteSpace(solution), "service.request.solution_missing");
        if (PausedAt is not null) EndPause(clock);
        Retime(clock);
        HandlerId ??= by;
        var late = SolveBy < clock.Now;
        if (RespondedAt is null) NoteAnswer(by, clock);
        if (SolvedAt is null) (SolvedAt, SolveMinutes, SolvedLate, AtFirstContact) = (clock.Now, Math.Max(clock.Minutes(ReceivedAt, clock.Now) - PausedMinutes, 0), late, clock.Now == ReceivedAt);
        (State, Solution, ArticleId, DueAt, QuietUntil) = (RequestState.Solved, solution.Trim(), article, null, quietDays == 0 ? null : clock.QuietUntil(quietDays));
        Raise(new RequestSolved(Id.Value, CustomerId, UnitId, HandlerId));
        return Log(RequestAct.Solved, by, clock, Solution, missed: late ? SolveBy : null);
    }

    /// <summary>From now on it is closed by itself after so many working days: it was solved while none was.</summary>
    public void WaitForWord(RequestClock clock, int quietDays) => QuietUntil = clock.QuietUntil(quietDays);

    /// <summary>The customer says that it is done.</summary>
    public RequestEvent Confirm(int? satisfaction, string? words, Id<Person> by, RequestClock clock)
    {
        Refuse.If(State != RequestState.Solved, "service.request.not_solved");
        Refuse.Field("Satisfaction", satisfaction is < 1 or > 5, "service.request.satisfaction_wrong");
        Satisfaction = satisfaction;
        Close(RequestEnd.Confirmed, clock);
        return Log(RequestAct.Confirmed, by, clock, words);
    }

    /// <summary>Nobody said anything more.</summary>
    public RequestEvent LeaveQuiet(RequestClock clock)
    {
        Refuse.If(State != RequestState.Solved, "service.request.not_solved");
        Close(RequestEnd.Quiet, clock);
        return Log(RequestAct.LeftQuiet, null, clock, null);
    }

    /// <summary>It is not done after all: the limit to the solution runs anew.</summary>
    public RequestEvent Reopen(string because, Id<Person>? by, RequestClock clock, int withinDays)
    {
        Refuse.If(State == RequestState.Open, "service.request.open_already");
        Refuse.If(End is RequestEnd.Cancelled or RequestEnd.Complaint, "service.request.ended_otherwise");
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.request.reason_missing");
        Refuse.If(ClosedOn is { } day && clock.Today.DayNumber - day.DayNumber > withinDays, "service.request.too_old_to_reopen", withinDays);
        (State, End, ClosedAt, ClosedOn, QuietUntil, SolveFrom, StoodStillMinutes) = (RequestState.Open, null, null, null, null, clock.Now, 0);
        Reopened++;
        Retime(clock);
        return Log(RequestAct.Reopened, by, clock, because);
    }

    /// <summary>Nobody wants it any more.</summary>
    public RequestEvent Cancel(string because, Id<Person> by, RequestClock clock) => Leave(RequestEnd.Cancelled, RequestAct.Cancelled, because, by, clock);

    /// <summary>It goes on as a complaint.</summary>
    public RequestEvent BecomeComplaint(Complaint complaint, string because, Id<Person> by, RequestClock clock)
    {
        var left = Leave(RequestEnd.Complaint, RequestAct.BecameComplaint, because, by, clock);
        ComplaintId = complaint.Id;
        return left;
    }

    /// <summary>A limit was missed: the lead knows now.</summary>
    public RequestEvent Escalate(Id<Person>? lead, RequestClock clock)
    {
        EscalatedFor = DueAt;
        return Log(RequestAct.Escalated, null, clock, null, to: lead, missed: DueAt);
    }

    /// <summary>Limits by priority, kind and the hours of the unit, counted from the beginning.</summary>
    private void Retime(RequestClock clock)
    {
        if (RespondedAt is null) RespondBy = clock.Calendar.After(ReceivedAt, clock.Limits.Respond);
        SolveBy = clock.Calendar.After(SolveFrom, clock.Limits.Solve + TimeSpan.FromMinutes(StoodStillMinutes));
        DueAt = State != RequestState.Open || PausedAt is not null ? null : RespondedAt is null ? RespondBy : SolveBy;
    }

    private void NoteAnswer(Id<Person> by, RequestClock clock)
    {
        (RespondedAt, RespondMinutes, RespondedLate) = (clock.Now, clock.Minutes(ReceivedAt, clock.Now), RespondBy < clock.Now);
        HandlerId ??= by;
        if (PausedAt is null) DueAt = SolveBy;
    }

    private void EndPause(RequestClock clock)
    {
        var stood = clock.Minutes(PausedAt!.Value, clock.Now);
        (PausedMinutes, StoodStillMinutes, PausedAt, PausedBecause) = (PausedMinutes + stood, StoodStillMinutes + stood, null, null);
    }

    private RequestEvent Leave(RequestEnd end, RequestAct act, string because, Id<Person> by, RequestClock clock)
    {
        Refuse.If(State == RequestState.Closed, "service.request.closed_already");
        Refuse.Field("Because", string.IsNullOrWhiteSpace(because), "service.request.reason_missing");
        if (PausedAt is not null) EndPause(clock);
        Close(end, clock);
        return Log(act, by, clock, because);
    }

    private void Close(RequestEnd end, RequestClock clock) => (State, End, ClosedAt, ClosedOn, DueAt, QuietUntil) = (RequestState.Closed, end, clock.Now, clock.Today, null, null);

    private void RequireOpen() => Refuse.If(State != RequestState.Open, "service.request.not_open");

    private RequestEvent Log(RequestAct act, Id<Person>? by, RequestClock clock, string? words, Id<Person>? to = null, DateTimeOffset? missed = null) => RequestEvent.Of(this, act, by, clock.Now, Tidy(words), to, missed);

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What is known of a request when it comes in.</summary>
public sealed record RequestDetails
{
    public required Id<RequestKind> Kind { get; init; }
    public required Id<ServiceQueue> Queue { get; init; }
    public Id<Unit>? Unit { get; init; }
    public required string Title { get; init; }
    public string? Words { get; init; }
    public string? OrderNumber { get; init; }
    public ServiceChannel Channel { get; init; }
    public RequestPriority Priority { get; init; }
    public string? Grade { get; init; }
}
