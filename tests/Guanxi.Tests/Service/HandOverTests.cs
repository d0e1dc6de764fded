using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Course;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.Course;
using Guanxi.Staff.Leaving;
using Guanxi.Staff.People;
using Guanxi.Staff.Roles;
using Guanxi.Tests.Exchange.Imports;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Service.Requests;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Service;

[Trait("Row", "SVC-1"), Trait("Row", "SVC-2")]
public sealed class HandOverTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task All_open_complaints_and_requests_of_who_leaves_go_to_another_in_one_act_and_each_says_so()
    {
        var (leaver, heir, boss) = (await app.Agent(), await app.Agent(), GuanxiApp.Someone());
        var customer = await app.Given(SalesGiven.Customer());
        var complaints = new[] { await Complain(customer, leaver), await Complain(customer, leaver) };
        var request = await Ask(customer, leaver);
        var (closed, other) = (await Complain(customer, leaver), await Complain(customer, heir));
        (await app.Run(new WithdrawComplaint { CustomerId = customer.Id, ComplaintId = closed, Because = "x" })).Ok.ShouldBeTrue();
        (await app.Run(new LetGo { PersonId = leaver })).Ok.ShouldBeTrue();
        (await Work(leaver)).ShouldBe([("complaints", 2), ("requests", 1)]);

        var done = (await app.Run(new HandOver { PersonId = leaver, ToId = heir, Note = "小林离职" }, boss)).Value;

        done.Where(d => d.Kind is "complaints" or "requests").Select(d => (d.Kind, d.Given, d.Left)).ShouldBe([("complaints", 2, 0), ("requests", 1, 0)]);
        (await Work(leaver)).ShouldBe([("complaints", 0), ("requests", 0)]);
        foreach (var id in complaints)
        {
            (await Handler(id)).ShouldBe(heir);
            var line = (await app.All<ComplaintEvent>()).Single(e => e.ComplaintId == id && e.Act == ComplaintAct.Assigned && e.GivenToId == heir);
            (line.PersonId, line.Words).ShouldBe((boss.Id, "小林离职"));
        }

        (await app.All<RequestEvent>()).Single(e => e.RequestId == request && e.Act == RequestAct.Assigned && e.GivenToId == heir).Words.ShouldBe("小林离职");
        // What is closed stays whose it was.
        (await Handler(closed)).ShouldBe(leaver);
        (await Handler(other)).ShouldBe(heir);
        (await app.All<AuditEntry>()).Where(a => a.UseCase == nameof(HandOver)).OrderBy(a => a.Id).Last().Detail.ShouldBe("complaints:2 requests:1");
    }

    [Fact]
    public async Task Of_customers_whom_the_other_may_not_see_nothing_is_handed_over_and_it_says_how_much()
    {
        const string role = "complaints of own customers";
        (await app.Run(new EditRole { Name = role, Scope = Scope.Own, Rights = ["customers.read", "service.read", "service.edit"] })).Ok.ShouldBeTrue();
        var (leaver, heir) = (await app.Agent(), await app.Agent(role));
        var (theirs, others) = (await app.Given(SalesGiven.Customer(heir)), await app.Given(SalesGiven.Customer()));
        var (mine, hidden) = (await Complain(theirs, leaver), await Complain(others, leaver));

        var done = (await app.Run(new HandOver { PersonId = leaver, ToId = heir })).Value;

        done.Where(d => d.Kind == "complaints").Select(d => (d.Given, d.Left)).ShouldBe([(1, 1)]);
        (await Handler(mine)).ShouldBe(heir);
        (await Handler(hidden)).ShouldBe(leaver);
        // Now that one is left whom they may not see, there is nothing more for them.
        (await app.Run(new HandOver { PersonId = leaver, ToId = heir })).Fields.ShouldContainKey("ToId");
    }

    [Fact]
    public async Task It_goes_to_somebody_else_who_works_here_and_may_handle_it()
    {
        var (leaver, gone, clerk) = (await app.Agent(), await app.Agent(), await app.Agent("clerk"));
        (await app.Run(new HandOver { PersonId = leaver, ToId = gone })).Refusal.ShouldBe("staff.hand_over.nothing");
        await Complain(await app.Given(SalesGiven.Customer()), leaver);
        (await app.Run(new LetGo { PersonId = gone })).Ok.ShouldBeTrue();

        foreach (var to in new[] { leaver, gone, clerk, Id<Person>.New(), default, Actor.System.Id })
            (await app.Run(new HandOver { PersonId = leaver, ToId = to })).Fields.ShouldContainKey("ToId");
        (await app.Run(new HandOver { PersonId = leaver, ToId = await app.Agent() }, GuanxiApp.Someone(Scope.All, "staff.read", "service.edit"))).Refusal.ShouldBe("kernel.right.missing");
        (await Work(leaver))[0].ShouldBe(("complaints", 1));
    }

    [Fact]
    public async Task Who_was_let_go_a_moment_ago_on_another_node_is_given_nothing()
    {
        var (leaver, gone) = (await app.Agent(), await app.Agent());
        await Complain(await app.Given(SalesGiven.Customer()), leaver);
        (await app.Services.GetRequiredService<IActors>().Find(gone, default)).ShouldNotBeNull();
        await app.Use(db => db.Set<Colleague>().Where(p => p.Id == gone).ExecuteUpdateAsync(p => p.SetProperty(c => c.Active, false)));

        (await app.Run(new HandOver { PersonId = leaver, ToId = gone })).Fields.ShouldContainKey("ToId");

        (await Work(leaver))[0].ShouldBe(("complaints", 1));
    }

    [Fact]
    public async Task The_persons_page_says_how_much_there_is_and_hands_it_over()
    {
        var (leaver, heir) = (await app.Agent(), await app.Agent());
        var id = await Complain(await app.Given(SalesGiven.Customer()), leaver);
        using var owner = await Visitor.SignedIn(app);
        (await owner.Read($"/settings/people/{leaver}")).ShouldContain("手上的工作");

        using var answer = await owner.Submit($"/settings/people/{leaver}", "hand-over", new() { ["Handing.ToId"] = heir.ToString(), ["Handing.Note"] = "离职" });

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("未结投诉：已交接 1 件，剩余 0 件。");
        (await Handler(id)).ShouldBe(heir);
        (await owner.Read($"/settings/people/{leaver}")).ShouldNotContain("手上的工作");
    }

    private async Task<Id<Complaint>> Complain(Customer customer, Id<Person> handler)
    {
        var id = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "杯子是破的" })).Value;
        (await app.Run(new AssignComplaint { CustomerId = customer.Id, ComplaintId = id, HandlerId = handler })).Ok.ShouldBeTrue();
        return id;
    }

    private async Task<Id<ServiceRequest>> Ask(Customer customer, Id<Person> handler)
    {
        var id = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = (await app.Desk()).Kind, Title = "It leaks" })).Value;
        (await app.Run(new AssignRequest { CustomerId = customer.Id, RequestId = id, HandlerId = handler })).Ok.ShouldBeTrue();
        return id;
    }

    private async Task<List<(string Kind, int Count)>> Work(Id<Person> person) => [.. (await app.Run(new OpenWork { PersonId = person })).Value.Where(w => w.Kind is "complaints" or "requests").Select(w => (w.Kind, w.Count))];

    private Task<Id<Person>?> Handler(Id<Complaint> id) => app.Use(db => db.Set<Complaint>().Where(c => c.Id == id).Select(c => c.HandlerId).SingleAsync());
}
