using Guanxi.Customers;
using Guanxi.Jobs;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Desk;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Queues;
using Guanxi.Staff;
using Guanxi.Staff.People;
using Guanxi.Staff.Roles;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Service.Requests;

[Trait("Row", "SVC-1")]
public sealed class QueueGivingTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Whoever_may_not_see_the_customer_is_given_nothing_however_idle()
    {
        var (here, there) = (await Shop(), await Shop());
        var role = await Role(Scope.Team);
        var (local, other, everywhere) = (await Agent(role, here), await Agent(role, there), await app.Agent());
        var (_, kind) = await app.Desk(QueueRule.FewestOpen, members: [local, other, everywhere]);

        // Each in turn while equal; whoever works elsewhere is passed over every time.
        var given = new List<Id<Person>?>();
        for (var i = 0; i < 4; i++) given.Add(await Handler(await Record(await Customer(here), kind)));
        given.ShouldBe([local, everywhere, local, everywhere], ignoreOrder: true);
        // For the other shop's customers it is the other way round, and only what lies in this queue counts.
        (await Handler(await Record(await Customer(there), kind))).ShouldBe(other);
    }

    [Fact]
    public async Task Where_nobody_of_the_queue_may_see_the_customer_it_waits_in_the_queue()
    {
        var role = await Role(Scope.Own);
        var (_, kind) = await app.Desk(QueueRule.FewestOpen, members: [await Agent(role, await Shop())]);

        (await Handler(await Record(await app.Given(SalesGiven.Customer()), kind))).ShouldBeNull();
    }

    [Fact]
    public async Task Of_their_own_customers_somebody_who_sees_no_others_is_given_requests()
    {
        var role = await Role(Scope.Own);
        var (mine, other) = (await Agent(role, await Shop()), await Agent(role, await Shop()));
        var (_, kind) = await app.Desk(QueueRule.FewestOpen, members: [mine, other]);

        for (var i = 0; i < 3; i++) (await Handler(await Record(await app.Given(SalesGiven.Customer(mine)), kind))).ShouldBe(mine);
    }

    [Fact]
    public async Task A_queue_that_leaves_it_to_people_gives_nothing()
    {
        var (_, kind) = await app.Desk(QueueRule.ByHand, members: [await app.Agent()]);

        (await Handler(await Record(await app.Given(SalesGiven.Customer()), kind))).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_left_the_firm_is_given_nothing_any_more_and_gets_their_turn_once_back()
    {
        var (gone, stays) = (await app.Agent(), await app.Agent());
        var (_, kind) = await app.Desk(QueueRule.FewestOpen, members: [gone, stays]);
        var customer = await app.Given(SalesGiven.Customer());
        (await app.Run(new LetGo { PersonId = gone })).Ok.ShouldBeTrue();

        for (var i = 0; i < 3; i++) (await Handler(await Record(customer, kind))).ShouldBe(stays);
        (await app.Run(new LetGo { PersonId = stays })).Ok.ShouldBeTrue();
        (await Handler(await Record(customer, kind))).ShouldBeNull("nobody is left");

        (await app.Run(new LetGo { PersonId = gone, TakeBack = true })).Ok.ShouldBeTrue();
        (await Handler(await Record(customer, kind))).ShouldBe(gone);
    }

    [Fact]
    public async Task Somebody_let_go_by_another_process_a_moment_ago_is_given_nothing_either()
    {
        var gone = await app.Agent();
        var (_, kind) = await app.Desk(QueueRule.FewestOpen, members: [gone]);
        var customer = await app.Given(SalesGiven.Customer());
        // This process still remembers who may sign in; the other one wrote past it.
        (await app.Services.GetRequiredService<IActors>().Find(gone, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        await app.Use(db => db.Set<Colleague>().Where(c => c.Id == gone).ExecuteUpdateAsync(c => c.SetProperty(p => p.Active, false)));

        (await Handler(await Record(customer, kind))).ShouldBeNull();
    }

    [Fact]
    public async Task Moved_into_a_queue_it_goes_to_whoever_of_that_one_is_there()
    {
        var (gone, stays) = (await app.Agent(), await app.Agent());
        var (_, kind) = await app.Desk(members: [gone]);
        var (_, other) = await app.Desk(QueueRule.FewestOpen, members: [gone, stays]);
        var customer = await app.Given(SalesGiven.Customer());
        var id = await Record(customer, kind);
        (await app.Run(new LetGo { PersonId = gone })).Ok.ShouldBeTrue();

        (await app.Run(new MoveRequest { CustomerId = customer.Id, RequestId = id, KindId = other })).Ok.ShouldBeTrue();

        (await Handler(id)).ShouldBe(stays);
    }

    [Fact]
    public async Task Two_that_come_in_at_one_moment_go_to_two_people()
    {
        var (one, two) = (await app.Agent(), await app.Agent());
        var (queue, kind) = await app.Desk(QueueRule.FewestOpen, members: [one, two]);
        var customer = await app.Given(SalesGiven.Customer());

        var recorded = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "It leaks" }))));

        recorded.ShouldAllBe(r => r.Ok);
        (await app.Use(db => db.Set<ServiceRequest>().Where(r => r.QueueId == queue).GroupBy(r => r.HandlerId).Select(g => g.Count()).ToListAsync())).ShouldBe([4, 4]);
    }

    [Fact]
    public async Task Two_who_take_the_next_at_one_moment_get_two()
    {
        var agents = new[] { await app.Agent(), await app.Agent() };
        var (queue, kind) = await app.Desk(members: agents);
        var customer = await app.Given(SalesGiven.Customer());
        for (var i = 0; i < 6; i++) await Record(customer, kind);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => app.Run(new TakeNext(), Me(agents[i % 2])))));

        taken.Where(t => t.Ok).Select(t => t.Value.RequestId).Distinct().Count().ShouldBe(6);
        taken.Where(t => !t.Ok).Select(t => t.Refusal).ShouldBe(["service.request.queues_empty", "service.request.queues_empty"]);
        var requests = await app.Use(db => db.Set<ServiceRequest>().AsNoTracking().Where(r => r.QueueId == queue).ToListAsync());
        requests.ShouldAllBe(r => r.HandlerId == agents[0] || r.HandlerId == agents[1]);
        var given = await app.Use(db => db.Set<RequestEvent>().AsNoTracking().Where(e => e.CustomerId == customer.Id && e.Act == RequestAct.Assigned).ToListAsync());
        given.Select(e => (e.RequestId, e.GivenToId)).ShouldBe(requests.Select(r => (r.Id, r.HandlerId)), ignoreOrder: true);
    }

    private static Actor Me(Id<Person> agent) => GuanxiApp.Someone(Scope.All, "customers.read", "service.read", "service.edit") with { Id = agent };

    private async Task<Id<Unit>> Shop() => (await app.Run(new OpenUnit { Name = $"Shop {Ids.Next()}", Kind = UnitKind.Shop })).Value;

    private async Task<string> Role(Scope scope)
    {
        var name = $"Role {Ids.Next()}";
        (await app.Run(new EditRole { Name = name, Scope = scope, Rights = ["customers.read", "service.read", "service.edit"] })).Ok.ShouldBeTrue();
        return name;
    }

    private async Task<Id<Person>> Agent(string role, Id<Unit> unit) =>
        (await app.Run(new Hire { Name = $"Agent {Ids.Next()}", UserName = $"agent{Ids.Next()}", Role = role, UnitId = unit, Password = "tea-in-the-rain" })).Value;

    private Task<Customer> Customer(Id<Unit> unit) => app.Given(Guanxi.Customers.Customer.Register($"C{Ids.Next()}", CustomerKind.Individual, new() { Name = "林小燕" }, null, unit, SalesGiven.Noon));

    private async Task<Id<ServiceRequest>> Record(Customer customer, Id<RequestKind> kind) => (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "It leaks" })).Value;

    private Task<Id<Person>?> Handler(Id<ServiceRequest> id) => app.Use(db => db.Set<ServiceRequest>().Where(r => r.Id == id).Select(r => r.HandlerId).SingleAsync());
}
