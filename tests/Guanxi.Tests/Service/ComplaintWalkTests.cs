using CsCheck;
using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Fairness;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;

namespace Guanxi.Tests.Service;

/// <summary>Whatever people do in whatever order, the four steps stay four steps.</summary>
[Trait("Row", "SVC-2"), Trait("Suite", "once")]
public sealed class ComplaintWalkTests
{
    private enum Move { Hear, Judge, Propose, Approve, Decline, Accept, Refuse, CarryOut, Satisfied, Dissatisfied, NotReached, Pause, Resume, Withdraw, Reopen, Escalate, Worse, Objection, Uphold }

    private static readonly Gen<List<(Move, int)>> Walks = Gen.Select(Gen.Enum<Move>(), Gen.Int[1, 4_000]).List[1, 60];

    [Fact]
    public void After_any_walk_the_complaint_is_in_one_of_its_states_and_its_log_tells_how_it_got_there() => Walks.Sample(walk =>
    {
        var by = Id<Person>.New();
        var start = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
        var complaint = ComplaintGiven.Open(Id<Customer>.New(), start);
        List<ComplaintEvent> log = [complaint.Start(new() { Grade = "small" }, by, Clock(start))];
        List<Proposal> proposals = [];
        var now = start;
        foreach (var (move, minutes) in walk)
        {
            now = now.AddMinutes(minutes);
            var before = (complaint.Step, complaint.State, complaint.CompensationMinor, log.Count);
            try { Do(move, Clock(now)); }
            catch (RefusedException)
            {
                // What is refused changes nothing.
                (complaint.Step, complaint.State, complaint.CompensationMinor, log.Count).ShouldBe(before);
                continue;
            }
            Holds();
        }

        void Do(Move move, StepClock clock)
        {
            var running = proposals.LastOrDefault(p => p.Runs);
            switch (move)
            {
                case Move.Hear: log.Add(complaint.Hear(null, by, clock)); break;
                case Move.Judge: log.Add(complaint.Judge(new() { KeyPoints = "x" }, by, clock)); break;
                case Move.Propose:
                    Refuse.If(running is not null, "one runs");
                    var made = Proposal.Make(complaint, "x", 700, null, proposals.Count % 2 == 0 ? 1_000 : 500, by, clock.Now);
                    log.Add(complaint.Propose(made, clock.Now));
                    proposals.Add(made);
                    break;
                case Move.Approve or Move.Decline: With(p => { p.Decide(move == Move.Approve, "n", null, Id<Person>.New(), clock.Now); return complaint.Decide(p, by, clock.Now); }); break;
                case Move.Accept or Move.Refuse: With(p => { p.TakeAnswer(move == Move.Accept, "w", clock.Now); return complaint.Answer(p, by, clock.Now); }); break;
                case Move.CarryOut: With(p => { p.CarryOut("e", by, clock.Now, clock.Today); return complaint.CarryOut(p, by, clock, 3); }); break;
                case Move.Satisfied: log.Add(complaint.FollowUp(new(true, 4, null), by, clock, 3, 3)); break;
                case Move.Dissatisfied: log.Add(complaint.FollowUp(new(true, 1, "no"), by, clock, 3, 3)); break;
                case Move.NotReached: log.Add(complaint.FollowUp(new(false, null, null), by, clock, 3, 3)); break;
                case Move.Pause: log.Add(complaint.Pause("x", by, clock)); break;
                case Move.Resume: log.Add(complaint.Resume(by, null, clock)); break;
                case Move.Withdraw:
                    log.Add(complaint.Withdraw("x", by, clock));
                    foreach (var dropped in proposals.Where(p => p.Runs)) dropped.Drop();
                    break;
                case Move.Reopen: log.Add(complaint.Reopen("x", by, clock, 60)); break;
                case Move.Escalate:
                    Refuse.If(!complaint.IsLate(clock.Now), "in time");
                    log.Add(complaint.Escalate(by, clock.Now));
                    break;
                case Move.Worse: log.Add(complaint.TreatWorse("x", by, clock)); break;
                case Move.Objection: log.Add(complaint.RaiseObjection("x", clock.Now)); break;
                default: log.Add(complaint.DecideObjection(true, "x", by, clock)); break;
            }

            // As a handler does: what the complaint refuses takes the solution back with it.
            void With(Func<Proposal, ComplaintEvent> act)
            {
                Refuse.If(running is null || complaint.PausedAt is not null || complaint.Step != ComplaintStep.Solve, "nothing runs");
                log.Add(act(running));
            }
        }

        void Holds()
        {
            var acts = log.Select(e => e.Act).ToList();
            // No step without the one before it.
            if (complaint.Step > ComplaintStep.Listen) acts.ShouldContain(ComplaintAct.Heard);
            if (complaint.Step > ComplaintStep.Judge) acts.ShouldContain(ComplaintAct.Judged);
            if (complaint.Step > ComplaintStep.Solve) proposals.ShouldContain(p => p.State == ProposalState.CarriedOut);
            if (complaint.Outcome is ComplaintOutcome.Satisfied or ComplaintOutcome.NotReached) complaint.Step.ShouldBe(ComplaintStep.FollowUp);
            // An open complaint has a limit or stands still; a closed one has neither.
            (complaint.DueAt is null).ShouldBe(complaint.State == ComplaintState.Closed || complaint.PausedAt is not null);
            (complaint.State == ComplaintState.Closed).ShouldBe(complaint.ClosedAt is not null && complaint.Outcome is not null);
            complaint.CompensationMinor.ShouldBe(proposals.Where(p => p.State == ProposalState.CarriedOut).Sum(p => p.TotalMinor));
            proposals.Count(p => p.Runs).ShouldBeLessThanOrEqualTo(1);
            complaint.AwaitsApproval.ShouldBe(proposals.Exists(p => p.State == ProposalState.AwaitsApproval));
            complaint.Reopened.ShouldBe(acts.Count(a => a is ComplaintAct.Dissatisfied or ComplaintAct.Reopened));
            log.ShouldAllBe(e => e.ComplaintId == complaint.Id);
            if (complaint.RespondMinutes is { } respond && complaint.SolveMinutes is { } solve) solve.ShouldBeGreaterThanOrEqualTo(respond - complaint.PausedMinutes);
        }
    }, iter: 3_000);

    private static StepClock Clock(DateTimeOffset now) => ComplaintGiven.Clock(now, ComplaintGiven.Office);
}
