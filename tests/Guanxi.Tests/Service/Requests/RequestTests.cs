using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Service.Clocks;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.View;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Desk;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Limits;
using Guanxi.Service.Requests.Quality;
using Guanxi.Service.Requests.Queues;
using Guanxi.Service.Requests.View;
using Guanxi.Staff;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Service.Requests;

[Trait("Row", "SVC-1")]
public sealed class RequestTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_request_goes_from_the_queue_to_a_customer_who_agrees()
    {
        var agent = await app.Agent();
        var (queue, kind) = await app.Desk(members: agent);
        var customer = await app.Given(SalesGiven.Customer());
        var me = GuanxiApp.Someone(Scope.All, "customers.read", "service.read", "service.edit") with { Id = agent };
        var id = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "水壶漏水", Words = "刚买一周就漏了" }, me)).Value;
        Task<RequestDetail> Card() => Shown(customer.Id, id, me);

        (await Card()).ShouldSatisfyAllConditions(c => c.Row.Handler.ShouldBeNull(), c => c.Row.Priority.ShouldBe(RequestPriority.Normal), c => c.Row.DueAt.ShouldBe(c.RespondBy), c => c.Log.ShouldHaveSingleItem().Words.ShouldBe("刚买一周就漏了"));
        (await app.Run(new RequestDesk { View = RequestView.Queues, QueueId = queue }, me)).Value.Rows.ShouldHaveSingleItem().Id.ShouldBe(id);
        (await app.Run(new TakeNext(), me)).Value.RequestId.ShouldBe(id);
        (await app.Run(new TakeNext(), me)).Refusal.ShouldBe("service.request.queues_empty");
        (await Card()).Row.HandlerId.ShouldBe(agent);

        (await Do(new PauseRequest { Because = "Waits" })).ShouldBe("service.request.answer_first");
        (await Do(new RespondToRequest { Words = "明天上门" })).ShouldBeNull();
        (await Do(new RespondToRequest { Words = "again" })).ShouldBe("service.request.responded_already");
        (await Do(new PauseRequest { Because = "客户出差" })).ShouldBeNull();
        (await Card()).ShouldSatisfyAllConditions(c => c.Row.DueAt.ShouldBeNull(), c => c.SolveBy.ShouldBeNull(), c => c.Row.PausedBecause.ShouldBe("客户出差"));
        (await app.Run(new RequestDesk { View = RequestView.Waiting }, me)).Value.Rows.ShouldContain(r => r.Id == id);
        (await Do(new ResumeRequest())).ShouldBeNull();
        (await Do(new ConfirmRequest())).ShouldBe("service.request.not_solved");
        (await Do(new SolveRequest { Solution = "换了新壶" })).ShouldBeNull();
        (await Do(new NoteOnRequest { Words = "旧壶已寄回" })).ShouldBeNull();
        (await Do(new ReopenRequest { Because = "盖子也坏了" })).ShouldBeNull();
        (await Card()).ShouldSatisfyAllConditions(c => c.Row.State.ShouldBe(RequestState.Open), c => c.Row.Reopened.ShouldBe(1), c => c.Row.DueAt.ShouldNotBeNull());
        (await Do(new SolveRequest { Solution = "盖子也换了" })).ShouldBeNull();
        (await Do(new ConfirmRequest { Satisfaction = 5, Words = "谢谢" })).ShouldBeNull();

        (await Card()).ShouldSatisfyAllConditions(c => c.Row.State.ShouldBe(RequestState.Closed), c => c.Row.End.ShouldBe(RequestEnd.Confirmed), c => c.Row.Satisfaction.ShouldBe(5), c => c.Solution.ShouldBe("盖子也换了"), c => c.Row.DueAt.ShouldBeNull());
        (await Card()).Log.Select(l => l.Act).ShouldBe([RequestAct.Received, RequestAct.Assigned, RequestAct.Responded, RequestAct.Paused, RequestAct.Resumed, RequestAct.Solved, RequestAct.Noted, RequestAct.Reopened, RequestAct.Solved, RequestAct.Confirmed]);
        (await Do(new CancelRequest { Because = "x" })).ShouldBe("service.request.closed_already");

        async Task<string?> Do<T>(T act) where T : OnRequest, IUseCase<bool> => (await app.Run(act with { CustomerId = customer.Id, RequestId = id }, me)) is { Ok: false } refused ? refused.Refusal ?? refused.Fields.Keys.First() : null;
    }

    [Fact]
    public async Task Solved_at_once_it_counts_as_first_contact()
    {
        var (_, kind) = await app.Desk();
        var customer = await app.Given(SalesGiven.Customer());
        for (var i = 0; i < 6; i++)
            _ = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = $"Question {i}", Solution = i < 4 ? "Told them" : null })).Value;

        var found = (await app.Run(new RequestQuality { By = ServiceBy.Kind })).Value.Groups.Single(g => g.Key == kind.ToString()).Quality;

        found.ShouldSatisfyAllConditions(q => q.Requests.ShouldBe(6), q => q.Open.ShouldBe(2), q => q.Solved.ShouldBe(4), q => q.AtFirstContact.Count.ShouldBe(4), q => q.AtFirstContact.Share.ShouldBeNull("four are too few"));
        _ = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "One more", Solution = "Told them" })).Value;
        (await app.Run(new RequestQuality { By = ServiceBy.Kind })).Value.Groups.Single(g => g.Key == kind.ToString()).Quality.ShouldSatisfyAllConditions(q => q.AtFirstContact.Share.ShouldBe(1.0), q => q.SolveMinutes.ShouldBe(0.0), q => q.SolvedInTime.Share.ShouldBe(1.0));
    }

    [Fact]
    public async Task It_goes_to_whoever_of_the_queue_has_the_fewest_open_and_may_see_the_customer()
    {
        var (busy, idle, seller) = (await app.Agent(), await app.Agent(), await app.Agent("sales"));
        var (queue, kind) = await app.Desk(QueueRule.FewestOpen, members: [busy, idle]);
        // A sales person sees own customers only: whoever may not see the customer is given nothing.
        (await app.Run(new EditQueue { QueueId = queue, Name = $"Queue {Ids.Next()}", Rule = QueueRule.FewestOpen, Members = [busy, idle, seller] })).Fields.ShouldContainKey("Members", "who may not handle requests can't see to a queue");
        var customer = await app.Given(SalesGiven.Customer());

        var first = await Handler(await Record());
        var second = await Handler(await Record());
        new[] { first, second }.ShouldBe([busy, idle], ignoreOrder: true);
        // Among equals whoever was given one longest ago is next, and what is solved counts no more.
        var third = await Record();
        (await Handler(third)).ShouldBe(first);
        (await Handler(await Record())).ShouldBe(second);
        _ = (await app.Run(new SolveRequest { CustomerId = customer.Id, RequestId = third, Solution = "Done" })).Value;
        (await Handler(await Record())).ShouldBe(first, "one open against two");

        async Task<Id<ServiceRequest>> Record() => (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "It leaks" })).Value;
        async Task<Id<Person>?> Handler(Id<ServiceRequest> id) => (await Shown(customer.Id, id)).Row.HandlerId;
    }

    [Fact]
    public async Task Grade_raises_a_priority_and_people_can_raise_it_further()
    {
        var (_, kind) = await app.Desk();
        var customer = await app.Given(SalesGiven.Customer());
        await app.Use(db => db.Database.ExecuteSqlAsync($"INSERT INTO customers_face (customer_id, grade, as_of) VALUES ({customer.Id.Value}, {"major"}, {new DateOnly(2026, 3, 1)})"));

        var usual = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "a" })).Value;
        var raised = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "b", Priority = RequestPriority.Urgent })).Value;
        var notLowered = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "c", Priority = RequestPriority.Low })).Value;

        (await Shown(customer.Id, usual)).ShouldSatisfyAllConditions(c => c.Row.Priority.ShouldBe(RequestPriority.High), c => c.GradeThen.ShouldBe("major"));
        (await Shown(customer.Id, raised)).Row.Priority.ShouldBe(RequestPriority.Urgent);
        (await Shown(customer.Id, notLowered)).Row.Priority.ShouldBe(RequestPriority.High);
        (await app.Run(new PrioritiseRequest { CustomerId = customer.Id, RequestId = usual, Priority = RequestPriority.Normal })).Fields.ShouldContainKey("Because", "to say why is needed");
        _ = (await app.Run(new PrioritiseRequest { CustomerId = customer.Id, RequestId = usual, Priority = RequestPriority.Normal, Because = "It can wait" })).Value;
        (await Shown(customer.Id, usual)).Log[^1].ShouldSatisfyAllConditions(l => l.Act.ShouldBe(RequestAct.Prioritised), l => l.Priority.ShouldBe(RequestPriority.Normal), l => l.Words.ShouldBe("It can wait"));
    }

    [Fact]
    public async Task A_missed_limit_is_a_task_of_the_lead_once_and_a_solved_one_is_closed_when_nothing_more_is_heard()
    {
        var shop = (await app.Run(new OpenUnit { Name = $"Shop {Ids.Next()}", Kind = UnitKind.Shop })).Value;
        var lead = (await app.Run(new Hire { Name = "Lead", UserName = $"lead{Ids.Next()}", Role = "manager", UnitId = shop, Password = "tea-in-the-rain" })).Value;
        var (queue, kind) = await app.Desk(unit: shop);
        var customer = await app.Given(SalesGiven.Customer());
        var long_ago = RequestGiven.Clock(SalesGiven.Noon);
        var details = new RequestDetails { Kind = kind, Queue = queue, Unit = shop, Title = "It leaks", Priority = RequestPriority.Normal };
        var (late, said) = ServiceRequest.Receive(customer.Id, details, null, long_ago);
        var (quiet, first) = ServiceRequest.Receive(customer.Id, details with { Title = "Invoice" }, null, long_ago);
        await app.GivenAll<object>([late, said, quiet, first, quiet.Solve("Sent", null, lead, long_ago, 3)]);
        var watch = app.Services.GetRequiredService<LimitWatch>();

        _ = (await app.Run(new ChangeRequestSettings { Settings = new() { EscalateLate = false, QuietDays = 0 } })).Value;
        (await watch.Look(default)).ShouldBe(0, "both are switched off");
        _ = (await app.Run(new ChangeRequestSettings { Settings = new() { EscalateLate = false } })).Value;
        (await watch.Look(default)).ShouldBe(1, "only the quiet one is closed");
        (await Tasks()).ShouldBeEmpty();
        _ = (await app.Run(new ChangeRequestSettings { Settings = new() })).Value;
        (await watch.Look(default)).ShouldBe(1);
        (await watch.Look(default)).ShouldBe(0, "the lead knows");

        (await Tasks()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.OwnerId.ShouldBe(lead), t => t.Title.ShouldContain("It leaks"));
        (await Shown(customer.Id, quiet.Id)).Row.ShouldSatisfyAllConditions(r => r.State.ShouldBe(RequestState.Closed), r => r.End.ShouldBe(RequestEnd.Quiet));
        (await app.Run(new RequestDesk { Late = true, QueueId = queue })).Value.Rows.ShouldHaveSingleItem().Urgency.ShouldBe(Urgency.Late);
        // Solved, nobody need do it any more.
        _ = (await app.Run(new SolveRequest { CustomerId = customer.Id, RequestId = late.Id, Solution = "Done" })).Value;
        (await Tasks()).ShouldBeEmpty();
        (await Shown(customer.Id, late.Id)).ShouldSatisfyAllConditions(c => c.RespondedLate.ShouldBeTrue(), c => c.SolvedLate.ShouldBeTrue());

        Task<List<FollowUp>> Tasks() => app.Use(db => db.Set<FollowUp>().Where(t => t.CustomerId == customer.Id && t.DoneAt == null).ToListAsync());
    }

    [Fact]
    public async Task What_was_solved_while_none_was_closed_by_itself_is_closed_once_they_are()
    {
        var (queue, kind) = await app.Desk();
        var customer = await app.Given(SalesGiven.Customer());
        var now = RequestGiven.Clock(TimeProvider.System.GetUtcNow());
        var (solved, said) = ServiceRequest.Receive(customer.Id, new() { Kind = kind, Queue = queue, Title = "It leaks", Priority = RequestPriority.Normal }, null, now);
        await app.GivenAll<object>([solved, said, solved.Solve("Sent", null, Actor.System.Id, now, 0)]);
        (await QuietUntil()).ShouldBeNull();

        _ = (await app.Run(new CloseQuietRequests())).Value;

        (await QuietUntil())!.Value.ShouldBeGreaterThan(now.Now, "the customer has the days that everybody has");
        (await Shown(customer.Id, solved.Id)).Row.State.ShouldBe(RequestState.Solved);

        Task<DateTimeOffset?> QuietUntil() => app.Use(db => db.Set<ServiceRequest>().Where(r => r.Id == solved.Id).Select(r => r.QuietUntil).SingleAsync());
    }

    [Fact]
    public async Task It_becomes_a_complaint_with_its_four_steps_and_says_so()
    {
        var (_, kind) = await app.Desk();
        var customer = await app.Given(SalesGiven.Customer());
        var id = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "It leaks", OrderNumber = "A-17" })).Value;

        _ = (await app.Run(new TurnIntoComplaint { CustomerId = customer.Id, RequestId = id, Because = "三次都没人来" })).Value;

        var shown = await Shown(customer.Id, id);
        shown.Row.End.ShouldBe(RequestEnd.Complaint);
        var complaint = (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = shown.ComplaintId!.Value })).Value;
        complaint.ShouldSatisfyAllConditions(c => c.Row.Summary.ShouldBe("三次都没人来"), c => c.Row.Step.ShouldBe(ComplaintStep.Listen), c => c.OrderNumber.ShouldBe("A-17"), c => c.Row.DueAt.ShouldNotBeNull());
        (await app.Run(new ReopenRequest { CustomerId = customer.Id, RequestId = id, Because = "x" })).Refusal.ShouldBe("service.request.ended_otherwise");
    }

    [Fact]
    public async Task Another_kind_in_another_queue_has_other_limits_and_nobody_yet()
    {
        var (_, kind) = await app.Desk();
        var (other, slow) = await app.Desk();
        _ = (await app.Run(new EditKind { KindId = slow, Name = $"Slow {Ids.Next()}", QueueId = other, RespondHours = 8, SolveHours = 80 })).Value;
        var customer = await app.Given(SalesGiven.Customer());
        var id = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "It leaks", Mine = true })).Value;
        var before = await Shown(customer.Id, id);
        before.Row.HandlerId.ShouldNotBeNull();

        _ = (await app.Run(new MoveRequest { CustomerId = customer.Id, RequestId = id, KindId = slow })).Value;

        (await Shown(customer.Id, id)).ShouldSatisfyAllConditions(c => c.Row.KindId.ShouldBe(slow), c => c.QueueId.ShouldBe(other), c => c.Row.HandlerId.ShouldBeNull(), c => c.RespondBy.ShouldBeGreaterThan(before.RespondBy), c => c.SolveBy!.Value.ShouldBeGreaterThan(before.SolveBy!.Value));
    }

    [Fact]
    public async Task Nobody_sees_or_touches_requests_of_customers_who_are_not_theirs()
    {
        var (queue, kind) = await app.Desk();
        var customer = await app.Given(SalesGiven.Customer(Id<Person>.New()));
        var id = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "It leaks" })).Value;
        var stranger = SalesGiven.Seller();

        (await app.Run(new RequestCard { CustomerId = customer.Id, RequestId = id }, stranger)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new SolveRequest { CustomerId = customer.Id, RequestId = id, Solution = "x" }, stranger)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new RequestDesk { QueueId = queue }, stranger)).Value.Rows.ShouldBeEmpty();
        (await app.Run(new RequestQuality { By = ServiceBy.Queue }, stranger)).Value.All.Requests.ShouldBe(0);
        // Nor does a request answer to another customer's name.
        var mine = await app.Given(SalesGiven.Customer(stranger.Id));
        (await app.Run(new RequestCard { CustomerId = mine.Id, RequestId = id }, stranger)).Refusal.ShouldBe("service.request.not_found");
        (await app.Run(new AssignRequest { CustomerId = customer.Id, RequestId = id, HandlerId = await app.Agent("clerk") })).Fields.ShouldContainKey("HandlerId");
    }

    [Fact]
    public async Task Queues_and_kinds_that_are_used_can_not_be_closed_under_a_request()
    {
        var (queue, kind) = await app.Desk();
        var name = $"Queue {Ids.Next()}";
        (await app.Run(new EditQueue { QueueId = queue, Name = name, Open = false })).Refusal.ShouldBe("service.queue.kinds_lead_here");
        var customer = await app.Given(SalesGiven.Customer());
        var id = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "It leaks" })).Value;
        _ = (await app.Run(new EditKind { KindId = kind, Name = $"Former {Ids.Next()}", QueueId = queue, Offered = false })).Value;
        (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "Another" })).Fields.ShouldContainKey("KindId");
        (await app.Run(new EditQueue { QueueId = queue, Name = name, Open = false })).Refusal.ShouldBe("service.queue.not_empty");
        _ = (await app.Run(new CancelRequest { CustomerId = customer.Id, RequestId = id, Because = "Not wanted" })).Value;
        _ = (await app.Run(new EditQueue { QueueId = queue, Name = name, Open = false })).Value;
        (await app.Run(new QueueList())).Value.ShouldNotContain(q => q.Id == queue);
        (await app.Run(new EditKind { Name = "Solved before answered", QueueId = (await app.Desk()).Queue, RespondHours = 5, SolveHours = 4 })).Fields.ShouldContainKey("SolveHours");
        (await app.Run(new EditQueue { Name = "Empty", Rule = QueueRule.FewestOpen })).Fields.ShouldContainKey("Members");
        (await app.Run(new ChangeRequestSettings { Settings = new() { UrgentPercent = 60, HighPercent = 50 } })).Refusal.ShouldBe("service.request.urgent_is_slower");
    }

    [Fact]
    public async Task The_desk_shows_what_is_due_first_first_page_by_page_without_gaps()
    {
        var (queue, kind) = await app.Desk();
        var customer = await app.Given(SalesGiven.Customer());
        List<object> rows = [];
        for (var i = 0; i < 7; i++)
        {
            var clock = RequestGiven.Clock(SalesGiven.Noon.AddHours(i * 7 % 5));
            var (request, said) = ServiceRequest.Receive(customer.Id, new() { Kind = kind, Queue = queue, Title = $"No {i}" }, null, clock);
            rows.AddRange([request, said]);
            if (i == 3) rows.AddRange([request.Respond("x", Id<Person>.New(), clock), request.Pause("x", Id<Person>.New(), clock)]);
        }
        await app.GivenAll(rows);

        List<RequestRow> seen = [];
        for (Cursor? after = null; ;)
        {
            var page = (await app.Run(new RequestDesk { QueueId = queue, After = after, Count = 2 })).Value;
            page.Total.ShouldBe(7);
            seen.AddRange(page.Rows);
            if (page.Next is null) break;
            after = page.Next;
        }

        seen.Select(r => r.Id).Distinct().Count().ShouldBe(7);
        seen.Take(6).Select(r => r.DueAt).ShouldBeInOrder();
        seen[6].ShouldSatisfyAllConditions(r => r.Title.ShouldBe("No 3"), r => r.PausedBecause.ShouldBe("x"));
        (await app.Run(new RequestDesk { View = RequestView.All, QueueId = queue })).Value.Rows.Select(r => r.ReceivedAt).ShouldBeInOrder(SortDirection.Descending);
        (await app.Run(new RequestCounts())).Value.ShouldSatisfyAllConditions(c => c.Open.ShouldBeGreaterThanOrEqualTo(7), c => c.Waiting.ShouldBeGreaterThanOrEqualTo(1));
    }

    private async Task<RequestDetail> Shown(Id<Customer> customer, Id<ServiceRequest> id, Actor? actor = null) => (await app.Run(new RequestCard { CustomerId = customer, RequestId = id }, actor)).Value;
}
