using CsCheck;
using Guanxi.Service.Complaints;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Limits;
using Guanxi.Staff;

namespace Guanxi.Tests.Service.Requests;

/// <summary>Whatever people do in whatever order, a request has one state, its limits are those of its kind and priority, and its log tells how it got there.</summary>
[Trait("Row", "SVC-1"), Trait("Suite", "once")]
public sealed class RequestWalkTests
{
    private enum Move { Respond, Note, Assign, Move, Urgent, Normal, Pause, Resume, Solve, Confirm, Quiet, Reopen, Cancel, Complaint, Escalate }

    private static readonly Gen<List<(Move, int)>> Walks = Gen.Select(Gen.Enum<Move>(), Gen.Int[1, 4_000]).List[1, 60];

    [Fact]
    public void After_any_walk_the_request_is_in_one_of_its_states() => Walks.Sample(walk =>
    {
        var (by, now) = (Id<Person>.New(), new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        var (request, said) = RequestGiven.Receive(At(now, RequestPriority.Normal));
        List<RequestEvent> log = [said];
        foreach (var (move, minutes) in walk)
        {
            now = now.AddMinutes(minutes);
            var before = Told(request);
            try { log.Add(Do(move, At(now, request.Priority))); }
            catch (RefusedException)
            {
                Told(request).ShouldBe(before, "what is refused changes nothing");
                continue;
            }
            Holds(At(now, request.Priority));
        }

        RequestEvent Do(Move move, RequestClock clock) => move switch
        {
            Move.Respond => request.Respond("x", by, clock),
            Move.Note => request.Note("x", by, clock),
            Move.Assign => request.Assign(by, null, by, clock),
            Move.Move => request.Move(request.KindId, Id<Guanxi.Service.Requests.Queues.ServiceQueue>.New(), null, null, by, clock),
            Move.Urgent => request.Prioritise(RequestPriority.Urgent, "x", by, At(now, RequestPriority.Urgent)),
            Move.Normal => request.Prioritise(RequestPriority.Normal, "x", by, At(now, RequestPriority.Normal)),
            Move.Pause => request.Pause("x", by, clock),
            Move.Resume => request.Resume(null, by, clock),
            Move.Solve => request.Solve("x", null, by, clock, 3),
            Move.Confirm => request.Confirm(4, null, by, clock),
            Move.Quiet => request.LeaveQuiet(clock),
            Move.Reopen => request.Reopen("x", by, clock, 30),
            Move.Cancel => request.Cancel("x", by, clock),
            Move.Complaint => request.BecomeComplaint(Complaint.Open(request.CustomerId, ComplaintCause.Service, "x", by, now, clock.Today), "x", by, clock),
            _ => request.DueAt < now ? request.Escalate(by, clock) : throw new RefusedException("in time"),
        };

        void Holds(RequestClock clock)
        {
            var acts = log.Select(e => e.Act).ToList();
            // An open request has a limit or stands still; another one has none.
            (request.DueAt is not null).ShouldBe(request.State == RequestState.Open && request.PausedAt is null);
            if (request.DueAt is { } due) due.ShouldBe(request.RespondedAt is null ? request.RespondBy : request.SolveBy);
            (request.State == RequestState.Closed).ShouldBe(request.ClosedAt is not null && request.End is not null);
            (request.State == RequestState.Solved).ShouldBe(request.QuietUntil is not null);
            (request.PausedAt is not null).ShouldBe(request.PausedBecause is not null);
            if (request.PausedAt is not null) request.RespondedAt.ShouldNotBeNull("waiting for us is no pause");
            // Whoever solves has answered.
            if (request.SolvedAt is not null) request.RespondedAt.ShouldNotBeNull();
            (request.SolvedAt is not null).ShouldBe(acts.Contains(RequestAct.Solved));
            request.Reopened.ShouldBe(acts.Count(a => a == RequestAct.Reopened));
            if (request.End == RequestEnd.Complaint) request.ComplaintId.ShouldNotBeNull();
            log.ShouldAllBe(e => e.RequestId == request.Id);
            // The solution's limit is what the priority allows, counted from the beginning, with the time that it stood still added: however one got there.
            if (request is { State: RequestState.Open, PausedAt: null }) request.SolveBy.ShouldBe(clock.Calendar.After(request.SolveFrom, clock.Limits.Solve + TimeSpan.FromMinutes(request.StoodStillMinutes)));
            if (request is { SolveMinutes: { } solve, RespondMinutes: { } respond }) solve.ShouldBeGreaterThanOrEqualTo(respond - request.PausedMinutes);
        }
    }, iter: 3_000);

    private static (RequestState, RequestPriority, DateTimeOffset?, DateTimeOffset, int, Id<Person>?, RequestEnd?) Told(ServiceRequest r) => (r.State, r.Priority, r.DueAt, r.SolveBy, r.PausedMinutes, r.HandlerId, r.End);

    private static RequestClock At(DateTimeOffset now, RequestPriority priority)
    {
        var share = new RequestSettings().ShareOf(priority);
        return RequestGiven.Clock(now, ComplaintGiven.Office, 4 * share, 24 * share);
    }
}
