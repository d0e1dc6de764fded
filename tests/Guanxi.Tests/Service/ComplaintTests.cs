using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales.Rates;
using Guanxi.Service;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Course;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Complaints.View;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

[Trait("Row", "SVC-2")]
public sealed class ComplaintTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private readonly Actor agent = GuanxiApp.Someone();

    [Fact]
    public async Task A_complaint_goes_through_four_steps_in_order_and_each_leaves_who_when_and_what()
    {
        _ = (await app.Run(new ChooseBaseCurrency { Currency = "CNY", DropRates = true })).Value;
        var customer = await app.Given(SalesGiven.Customer());
        var id = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Cause = ComplaintCause.BrokenPromise, Summary = "说好周三送到，周五才来！", Channel = ServiceChannel.Shop }, agent)).Value;

        (await Do(new HearOut { Note = "等了两天" })).ShouldBeNull();
        (await Do(new JudgeComplaint { KeyPoints = "Promised Wednesday, came Friday", Verdict = Verdict.Stands, Cause = ComplaintCause.BrokenPromise, RootCause = "No call when the van broke down" })).ShouldBeNull();
        (await Do(new ProposeSolution { Words = "Apology and voucher", Money = 50 })).ShouldBeNull();
        (await Do(new AnswerProposal { Accepted = true })).ShouldBeNull();
        (await Do(new CarryOut { Evidence = "Voucher 7731 handed over" })).ShouldBeNull();
        (await Card()).FollowUpOn.ShouldNotBeNull();
        (await Do(new FollowUpComplaint { Satisfaction = 4, Note = "Fine now" })).ShouldBeNull();

        (await Card()).ShouldSatisfyAllConditions(
            c => c.Row.Summary.ShouldBe("说好周三送到，周五才来！"), c => c.Row.State.ShouldBe(ComplaintState.Closed), c => c.Row.Outcome.ShouldBe(ComplaintOutcome.Satisfied), c => c.Row.Satisfaction.ShouldBe(4),
            c => c.Row.Compensation.ShouldBe(new Money(5000, "CNY")), c => c.Row.Solution.ShouldBe("Apology and voucher"),
            c => c.Log.Select(l => l.Act).ShouldBe([ComplaintAct.Received, ComplaintAct.Heard, ComplaintAct.Judged, ComplaintAct.Proposed, ComplaintAct.Accepted, ComplaintAct.CarriedOut, ComplaintAct.FollowedUp]),
            c => c.Log.Where(l => l.Act is ComplaintAct.Heard or ComplaintAct.Judged or ComplaintAct.CarriedOut or ComplaintAct.FollowedUp).ShouldAllBe(l => l.DueAt != null),
            c => c.Log.Single(l => l.Act == ComplaintAct.CarriedOut).Words.ShouldBe("Voucher 7731 handed over"));
        (await Do(new HearOut())).ShouldBe("service.complaint.closed_already");

        async Task<string?> Do<T>(T act) where T : OnComplaint, IUseCase<bool>
        {
            (act.CustomerId, act.ComplaintId) = (customer.Id, id);
            return (await app.Run(act, agent)).Refusal;
        }

        async Task<ComplaintDetail> Card() => (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = id }, agent)).Value;
    }

    [Fact]
    public async Task No_step_can_be_skipped()
    {
        var (customer, id) = await Recorded();

        (await Run(new JudgeComplaint { KeyPoints = "x" }, customer, id)).ShouldBe("service.complaint.other_step");
        (await Run(new ProposeSolution { Words = "x" }, customer, id)).ShouldBe("service.complaint.other_step");
        (await Run(new CarryOut { Evidence = "x" }, customer, id)).ShouldBe("service.proposal.not_accepted");
        (await Run(new FollowUpComplaint { Satisfaction = 5 }, customer, id)).ShouldBe("service.complaint.other_step");

        await Run(new HearOut(), customer, id);
        (await Run(new HearOut(), customer, id)).ShouldBe("service.complaint.other_step");
        (await Run(new JudgeComplaint { KeyPoints = "x" }, customer, id)).ShouldBeNull();
        (await Run(new ProposeSolution { Words = "Sorry" }, customer, id)).ShouldBeNull();
        (await Run(new CarryOut { Evidence = "x" }, customer, id)).ShouldBe("service.proposal.not_accepted");
    }

    [Fact]
    public async Task A_refused_solution_goes_back_and_a_failed_return_visit_opens_the_complaint_again()
    {
        var (customer, id) = await Judged();

        await Run(new ProposeSolution { Words = "A letter" }, customer, id);
        (await Run(new AnswerProposal { Accepted = false }, customer, id)).ShouldBe("service.proposal.why_refused");
        (await Run(new AnswerProposal { Accepted = false, Words = "I want a new one" }, customer, id)).ShouldBeNull();
        (await Step(customer, id)).ShouldBe(ComplaintStep.Solve);
        await Solve(customer, id, "A new one");

        (await Run(new FollowUpComplaint { Satisfaction = 2 }, customer, id)).ShouldBe("service.complaint.say_what_lacks");
        (await Run(new FollowUpComplaint { Satisfaction = 2, Note = "It broke again" }, customer, id)).ShouldBeNull();
        (await Get(customer, id)).ShouldSatisfyAllConditions(c => c.Step.ShouldBe(ComplaintStep.Solve), c => c.State.ShouldBe(ComplaintState.Open), c => c.Reopened.ShouldBe(1));
        await Solve(customer, id, "Another one");
        (await Run(new FollowUpComplaint { Satisfaction = 5 }, customer, id)).ShouldBeNull();
        (await Get(customer, id)).State.ShouldBe(ComplaintState.Closed);

        (await Run(new ReopenComplaint { Because = "Again!" }, customer, id)).ShouldBeNull();
        (await Get(customer, id)).ShouldSatisfyAllConditions(c => c.Step.ShouldBe(ComplaintStep.Solve), c => c.Reopened.ShouldBe(2));
    }

    [Fact]
    public async Task Who_is_not_reached_is_tried_again_and_in_the_end_left_in_peace()
    {
        var (customer, id) = await Judged();
        await Solve(customer, id, "Done");

        for (var tries = 0; tries < 3; tries++)
        {
            (await Get(customer, id)).State.ShouldBe(ComplaintState.Open);
            (await Tasks(customer.Id)).ShouldHaveSingleItem("one return visit is planned at a time");
            (await Run(new FollowUpComplaint { Reached = false }, customer, id)).ShouldBeNull();
        }

        (await Get(customer, id)).ShouldSatisfyAllConditions(c => c.State.ShouldBe(ComplaintState.Closed), c => c.Outcome.ShouldBe(ComplaintOutcome.NotReached), c => c.Satisfaction.ShouldBeNull());
        (await Tasks(customer.Id)).ShouldBeEmpty();
    }

    [Fact]
    public void A_stopped_clock_leaves_the_limit_what_was_left_and_the_time_uncounted()
    {
        var customer = Id<Customer>.New();
        var by = Id<Person>.New();
        var start = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero); // Monday, nine in Shanghai.
        var complaint = ComplaintGiven.Open(customer, start);
        _ = complaint.Start(new(), by, At(0));
        _ = complaint.Hear(null, by, At(1));
        complaint.RespondMinutes.ShouldBe(60);
        _ = complaint.Judge(new() { KeyPoints = "x" }, by, At(2));
        complaint.DueAt.ShouldBe(new DateTimeOffset(2026, 3, 6, 7, 0, 0, TimeSpan.Zero), "forty working hours from eleven on Monday end on Friday at fifteen");

        _ = complaint.Pause("Waits for the customer's photos", by, At(4));
        complaint.DueAt.ShouldBeNull();
        _ = complaint.Resume(by, null, At(24 + 4)); // A working day later.
        complaint.DueAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 7, 0, 0, TimeSpan.Zero), "Friday at fifteen and nine working hours more");
        complaint.PausedMinutes.ShouldBe(9 * 60);

        StepClock At(double hours) => ComplaintGiven.Clock(start.AddHours(hours), ComplaintGiven.Office);
    }

    [Fact]
    public async Task Nobody_can_stop_the_clock_while_the_customer_waits_to_be_heard()
    {
        var (customer, id) = await Recorded();
        (await Run(new PauseComplaint { Because = "Busy" }, customer, id)).ShouldBe("service.complaint.no_pause_now");
        await Run(new HearOut(), customer, id);
        (await Run(new PauseComplaint { Because = "Waits for the lab" }, customer, id)).ShouldBeNull();
        (await Run(new JudgeComplaint { KeyPoints = "x" }, customer, id)).ShouldBe("service.complaint.paused");
        (await app.Run(new ComplaintQueue { View = DeskView.Waiting, CustomerId = customer.Id })).Value.Rows.ShouldHaveSingleItem().PausedBecause.ShouldBe("Waits for the lab");
        (await Run(new ResumeComplaint(), customer, id)).ShouldBeNull();
        (await Run(new JudgeComplaint { KeyPoints = "x" }, customer, id)).ShouldBeNull();
    }

    [Fact]
    public async Task The_answer_that_was_waited_for_lets_the_clock_run_on()
    {
        var (customer, id) = await Judged();
        await Run(new ProposeSolution { Words = "Sorry" }, customer, id);
        (await Run(new PauseComplaint { Because = "Waits for the answer" }, customer, id)).ShouldBeNull();

        (await Run(new AnswerProposal { Accepted = true }, customer, id)).ShouldBeNull();

        (await Get(customer, id)).ShouldSatisfyAllConditions(c => c.PausedAt.ShouldBeNull(), c => c.DueAt.ShouldNotBeNull());
    }

    [Fact]
    public void A_new_limit_counts_from_when_the_step_began_anew_and_without_what_the_clock_stood_still()
    {
        var (by, start) = (Id<Person>.New(), SalesGiven.Noon);
        var complaint = ComplaintGiven.Open(Id<Customer>.New(), start);
        _ = complaint.Close(start.AddHours(1));
        _ = complaint.Reopen("Again", by, At(500), 60);
        complaint.Retime(At(501));
        complaint.DueAt.ShouldBe(start.AddHours(540), "forty hours from when it was opened again");

        _ = complaint.Pause("Waits", by, At(510));
        _ = complaint.Resume(by, null, At(530));
        complaint.DueAt.ShouldBe(start.AddHours(560));
        complaint.Retime(At(531));
        complaint.DueAt.ShouldBe(start.AddHours(560));

        StepClock At(double hours) => ComplaintGiven.Clock(start.AddHours(hours));
    }

    [Fact]
    public void What_was_late_and_known_before_the_clock_was_stopped_is_not_told_twice()
    {
        var (by, start) = (Id<Person>.New(), SalesGiven.Noon);
        var complaint = ComplaintGiven.Open(Id<Customer>.New(), start);
        _ = complaint.Start(new(), by, At(0));
        _ = complaint.Hear(null, by, At(1));
        complaint.IsLate(start.AddHours(20)).ShouldBeTrue();
        _ = complaint.Escalate(by, start.AddHours(20));
        _ = complaint.Pause("Waits", by, At(21));
        _ = complaint.Resume(by, null, At(40));

        complaint.DueAt!.Value.ShouldBeLessThan(start.AddHours(40));
        complaint.IsLate(start.AddHours(40)).ShouldBeFalse();

        StepClock At(double hours) => ComplaintGiven.Clock(start.AddHours(hours));
    }

    [Fact]
    public async Task A_complaint_that_is_taken_back_drops_its_solution_and_its_tasks()
    {
        var (customer, id) = await Judged();
        await Run(new ProposeSolution { Words = "Sorry" }, customer, id);

        (await Run(new WithdrawComplaint { Because = "Found the receipt" }, customer, id)).ShouldBeNull();

        (await Get(customer, id)).ShouldSatisfyAllConditions(c => c.State.ShouldBe(ComplaintState.Closed), c => c.Outcome.ShouldBe(ComplaintOutcome.Withdrawn));
        (await app.Use(db => db.Set<Proposal>().SingleAsync(p => p.ComplaintId == id))).State.ShouldBe(ProposalState.Dropped);
    }

    [Fact]
    public async Task What_is_due_first_comes_first_and_pages_repeat_nothing()
    {
        var me = SalesGiven.Seller();
        var customer = await app.Given(SalesGiven.Customer(me.Id));
        var made = new List<Id<Complaint>>();
        for (var i = 0; i < 8; i++)
        {
            var complaint = ComplaintGiven.Open(customer.Id, SalesGiven.Noon.AddDays(i / 4));
            // Two without a clock: they come last.
            var started = i < 6 ? complaint.Start(new(), me.Id, ComplaintGiven.Clock(complaint.ReceivedAt)) : null;
            await app.GivenAll<object>(started is null ? [complaint] : [complaint, started]);
            made.Add(complaint.Id);
        }
        await app.Given(ComplaintGiven.Open((await app.Given(SalesGiven.Customer(Id<Person>.New()))).Id, SalesGiven.Noon.AddDays(-9)));
        foreach (var view in new[] { DeskView.Open, DeskView.All })
        {
            var seen = new List<Id<Complaint>>();
            Cursor? after = null;
            do
            {
                var page = (await app.Run(new ComplaintQueue { View = view, Count = 3, After = after }, me)).Value;
                page.Total.ShouldBe(8);
                seen.AddRange(page.Rows.Select(r => r.Id));
                after = page.Next;
            }
            while (after is not null);
            seen.ShouldBe(view == DeskView.Open ? made : [.. made.OrderByDescending(id => id.Value)], $"{view}");
        }
    }

    [Fact]
    public async Task The_desk_counts_what_it_lists()
    {
        var me = SalesGiven.Seller();
        var customer = await app.Given(SalesGiven.Customer(me.Id));
        for (var i = 0; i < 3; i++) _ = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = $"{i}", Heard = i > 0 }, me)).Value;
        var last = (await app.Run(new ComplaintQueue(), me)).Value.Rows[^1].Id;
        _ = (await app.Run(new PauseComplaint { CustomerId = customer.Id, ComplaintId = last, Because = "x" }, me)).Value;

        var counts = (await app.Run(new DeskCounts(), me)).Value;

        foreach (var view in Enum.GetValues<DeskView>())
            if (counts.Of(view) is { } count) (await app.Run(new ComplaintQueue { View = view }, me)).Value.Total.ShouldBe(count, $"{view}");
        (counts.Open, counts.Mine, counts.Waiting).ShouldBe((3, 3, 1));
    }

    [Fact]
    public async Task Another_ones_customers_complaint_is_not_found()
    {
        var customer = await app.Given(SalesGiven.Customer(Id<Person>.New()));
        var complaint = await app.Given(ComplaintGiven.Open(customer.Id, SalesGiven.Noon));
        var me = SalesGiven.Seller();

        (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = complaint.Id }, me)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "x" }, me)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new HearOut { CustomerId = customer.Id, ComplaintId = complaint.Id }, me)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new ComplaintQueue { CustomerId = customer.Id }, me)).Refusal.ShouldBe("customers.customer.not_found");
        // Nor by way of a customer whom one may see.
        var own = await app.Given(SalesGiven.Customer(me.Id));
        (await app.Run(new HearOut { CustomerId = own.Id, ComplaintId = complaint.Id }, me)).Refusal.ShouldBe("service.complaint.not_found");
    }

    private async Task<(Customer Customer, Id<Complaint> Id)> Recorded()
    {
        var customer = await app.Given(SalesGiven.Customer());
        return (customer, (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "Broken" }, agent)).Value);
    }

    private async Task<(Customer Customer, Id<Complaint> Id)> Judged()
    {
        var (customer, id) = await Recorded();
        (await Run(new HearOut(), customer, id)).ShouldBeNull();
        (await Run(new JudgeComplaint { KeyPoints = "It is broken" }, customer, id)).ShouldBeNull();
        return (customer, id);
    }

    private async Task Solve(Customer customer, Id<Complaint> id, string words)
    {
        (await Run(new ProposeSolution { Words = words }, customer, id)).ShouldBeNull();
        (await Run(new AnswerProposal { Accepted = true }, customer, id)).ShouldBeNull();
        (await Run(new CarryOut { Evidence = "Seen" }, customer, id)).ShouldBeNull();
    }

    private async Task<string?> Run<T>(T act, Customer customer, Id<Complaint> id) where T : OnComplaint, IUseCase<bool>
    {
        (act.CustomerId, act.ComplaintId) = (customer.Id, id);
        return (await app.Run(act, agent)).Refusal;
    }

    private Task<Complaint> Get(Customer customer, Id<Complaint> id) => app.Use(db => db.Set<Complaint>().SingleAsync(c => c.CustomerId == customer.Id && c.Id == id));

    private async Task<ComplaintStep> Step(Customer customer, Id<Complaint> id) => (await Get(customer, id)).Step;

    private Task<List<FollowUp>> Tasks(Id<Customer> customer) => app.Use(db => db.Set<FollowUp>().Where(t => t.CustomerId == customer && t.DoneAt == null).ToListAsync());
}
