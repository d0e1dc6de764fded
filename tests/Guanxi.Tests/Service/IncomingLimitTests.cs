using Guanxi.Contact;
using Guanxi.Contact.Tasks;
using Guanxi.Customers;
using Guanxi.Service.Clocks;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Public;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Limits;
using Guanxi.Staff;
using Guanxi.Staff.Roles;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Service.Requests;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Service;

/// <summary>What came in by the public form has the limit of the first answer, and nothing late is lost in silence.</summary>
[Trait("Row", "SVC-2")]
public sealed class IncomingLimitTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_complaint_that_nobody_takes_up_in_time_is_told_the_lead_nearest_above_once_and_the_task_ends_when_it_is_taken_up()
    {
        var shop = (await app.Run(new OpenUnit { Name = "静安店", Kind = UnitKind.Shop })).Value;
        var till = (await app.Run(new OpenUnit { Name = "Till", Kind = UnitKind.Team, ParentId = shop })).Value;
        var name = $"lead{Ids.Next()}";
        var lead = (await app.Run(new Hire { Name = "Lead", UserName = name, Role = "manager", UnitId = shop, Password = Visitor.Password })).Value;
        var late = await app.Given(Incoming(till));
        var now = await app.Given(Incoming(till, at: TimeProvider.System.GetUtcNow()));
        var suggestion = await app.Given(Incoming(till, suggestion: true));

        await Set(new() { EscalateIncoming = false });
        (await app.Run(new EscalateIncoming())).Value.ShouldBe(0);
        await Set(new());
        (await app.Run(new EscalateIncoming())).Value.ShouldBe(1);
        (await app.Services.GetRequiredService<LimitWatch>().Look(default)).ShouldBe(0, "it is told once");

        var task = (await Tasks(late)).ShouldHaveSingleItem();
        task.ShouldSatisfyAllConditions(t => t.OwnerId.ShouldBe(lead), t => t.DoneAt.ShouldBeNull(), t => t.Title.ShouldContain("网上投诉"), t => t.Title.ShouldContain("Till"), t => t.Url.ShouldStartWith("/complaints/incoming"));
        (await Tasks(now)).ShouldBeEmpty();
        (await Tasks(suggestion)).ShouldBeEmpty();
        using var visitor = new Visitor(await app.Http());
        (await visitor.SignIn(name, Visitor.Password)).Dispose();
        foreach (var page in new[] { "/today", "/tasks" }) (await visitor.Read(page)).ShouldContain(task.Title, customMessage: page);
        (await visitor.Read("/complaints/incoming")).ShouldContain(late.Words);
        (await app.Run(new TodayFigures(), GuanxiApp.Someone() with { Id = lead })).Value.Single(f => f.Key == "contact.tile.tasks").Figure!.Count.ShouldBe(1);

        var customer = await app.Given(SalesGiven.Customer());
        _ = (await app.Run(new TakeIncoming { IncomingId = late.Id, CustomerId = customer.Id })).Value;
        (await Tasks(late)).ShouldHaveSingleItem().DoneAt.ShouldNotBeNull();
        (await visitor.Read("/today")).ShouldNotContain(task.Title);

        async Task Set(ComplaintSettings settings) => _ = (await app.Run(new ChangeComplaintSettings { Settings = settings })).Value;
    }

    [Fact]
    public async Task The_limit_runs_in_working_time_from_when_it_came_in()
    {
        // Friday five o'clock in Shanghai, with four working hours: the most of them on Monday.
        var shop = (await app.Run(new OpenUnit { Name = "Weekend", Kind = UnitKind.Shop })).Value;
        var incoming = await app.Given(Incoming(shop, at: new(2026, 3, 6, 9, 0, 0, TimeSpan.Zero)));
        var due = await app.Use(async db => (await db.Calendars(default)).Of(shop).After(incoming.ReceivedAt, TimeSpan.FromHours(4)));
        (due - incoming.ReceivedAt).ShouldBeGreaterThan(TimeSpan.FromHours(60), "nobody works at the weekend");

        (await Late(due.AddMinutes(-1))).ShouldNotContain(incoming.Id);
        (await Late(due.AddMinutes(1))).ShouldContain(incoming.Id);

        Task<IReadOnlyList<Id<Incoming>>> Late(DateTimeOffset now) => app.Use(db => EscalateIncoming.Late(db, now, default));
    }

    internal static Incoming Incoming(Id<Unit>? unit, bool suggestion = false, DateTimeOffset? at = null) =>
        Guanxi.Service.Complaints.Public.Inbox.Incoming.Of(suggestion, $"说好周三送到 {Ids.Next()}", null, "林小燕", "13800138000", null, null, unit, "zh-CN", at ?? SalesGiven.Noon);

    private Task<List<FirmTask>> Tasks(Incoming incoming) => app.Use(db => db.Set<FirmTask>().AsNoTracking().Where(t => t.Cause.StartsWith($"service.incoming.{incoming.Id}.")).ToListAsync());
}

/// <summary>A firm in which nobody leads anything: what is late is told whoever can see to it.</summary>
[Trait("Row", "SVC-2")]
public sealed class NobodyLeadsTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Where_nobody_leads_what_is_late_is_told_the_first_who_may_see_to_it_and_can_see_it()
    {
        var shop = (await app.Run(new OpenUnit { Name = "Shop", Kind = UnitKind.Shop })).Value;
        var other = (await app.Run(new OpenUnit { Name = "Other", Kind = UnitKind.Shop })).Value;
        // Sees customers of another shop only, and was here first.
        (await app.Run(new EditRole { Name = "complaints of one shop", Scope = Scope.Team, Rights = ["customers.read", "service.read", "service.edit"] })).Ok.ShouldBeTrue();
        _ = (await app.Run(new Hire { Name = "Elsewhere", UserName = $"s{Ids.Next()}", Role = "complaints of one shop", UnitId = other, Password = Visitor.Password })).Value;
        var owner = (await app.Run(new Hire { Name = "Owner", UserName = $"o{Ids.Next()}", Role = "owner", Password = Visitor.Password })).Value;
        var second = (await app.Run(new Hire { Name = "Second", UserName = $"o{Ids.Next()}", Role = "owner", Password = Visitor.Password })).Value;
        var customer = await app.Given(Customer.Register($"C{Ids.Next()}", CustomerKind.Individual, new() { Name = "林小燕" }, null, shop, SalesGiven.Noon));
        var (nobodys, owners) = (ComplaintGiven.Open(customer.Id, SalesGiven.Noon), ComplaintGiven.Open(customer.Id, SalesGiven.Noon, handler: owner));
        foreach (var complaint in new[] { nobodys, owners }) await app.GivenAll<object>([complaint, complaint.Start(new() { UnitId = shop }, null, ComplaintGiven.Clock(SalesGiven.Noon))]);
        var incoming = await app.Given(IncomingLimitTests.Incoming(shop));
        var (queue, kind) = await app.Desk(unit: shop);
        var (request, said) = ServiceRequest.Receive(customer.Id, new() { Kind = kind, Queue = queue, Unit = shop, Title = "It leaks", Priority = RequestPriority.Normal }, null, RequestGiven.Clock(SalesGiven.Noon));
        await app.GivenAll<object>([request, said]);

        await app.Services.GetRequiredService<LimitWatch>().Look(TestContext.Current.CancellationToken);

        (await Owners($"service.complaint.{nobodys.Id}.")).ShouldBe([owner]);
        // Who handles it knows; somebody else is told.
        (await Owners($"service.complaint.{owners.Id}.")).ShouldBe([second]);
        (await Owners($"service.request.{request.Id}.")).ShouldBe([owner]);
        (await app.Use(db => db.Set<FirmTask>().SingleAsync(t => t.Cause == $"service.incoming.{incoming.Id}.late"))).OwnerId.ShouldBe(owner);
        (await app.Use(db => db.Set<ComplaintEvent>().SingleAsync(e => e.ComplaintId == nobodys.Id && e.Act == ComplaintAct.Escalated))).GivenToId.ShouldBe(owner);

        Task<List<Id<Person>>> Owners(string cause) => app.Use(db => db.Set<FollowUp>().Where(t => t.Cause!.StartsWith(cause)).Select(t => t.OwnerId).ToListAsync());
    }
}
