using Guanxi.Contact;
using Guanxi.Contact.Tasks;
using Guanxi.Staff;
using Guanxi.Tests.Sales;

namespace Guanxi.Tests.Contact;

[Trait("Row", "ENG-5")]
public sealed class TaskTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static DateOnly Day => Today.Of(Actor.System, TimeProvider.System.GetUtcNow());

    [Fact]
    public void A_task_says_what_who_and_is_done_once()
    {
        var me = Id<Person>.New();
        Should.Throw<RefusedException>(() => FollowUp.Plan(new(1), " ", me, Day, null, me, SalesGiven.Noon)).Code.ShouldBe("contact.task.title_missing");
        Should.Throw<RefusedException>(() => FollowUp.Plan(new(1), "Call", default, Day, null, me, SalesGiven.Noon)).Code.ShouldBe("contact.task.owner_missing");
        var task = FollowUp.Plan(new(1), " Call ", me, Day, null, me, SalesGiven.Noon);
        task.Title.ShouldBe("Call");
        task.Finish("Reached her", SalesGiven.Noon);

        Should.Throw<RefusedException>(() => task.Finish(null, SalesGiven.Noon)).Code.ShouldBe("contact.task.done_already");
        Should.Throw<RefusedException>(() => task.Move("Call", me, Day)).Code.ShouldBe("contact.task.done_already");
    }

    [Fact]
    public async Task Ones_tasks_are_overdue_today_or_later_and_go_when_done()
    {
        var me = SalesGiven.Seller();
        var customer = await app.Given(SalesGiven.Customer(me.Id));
        var made = new Dictionary<TaskWhen, Id<FollowUp>>();
        foreach (var (when, days) in new[] { (TaskWhen.Overdue, -1), (TaskWhen.Today, 0), (TaskWhen.Later, 1) })
            made[when] = (await app.Run(new AddFollowUp { CustomerId = customer.Id, Title = $"{when}", DueOn = Day.AddDays(days) }, me)).Value;

        foreach (var (when, id) in made) (await app.Run(new TaskList { When = when }, me)).Value.Rows.ShouldHaveSingleItem().Id.ShouldBe(id);
        _ = (await app.Run(new FinishFollowUp { CustomerId = customer.Id, TaskId = made[TaskWhen.Overdue], Result = "Done at last" }, me)).Value;

        (await app.Run(new TaskList { When = TaskWhen.Overdue }, me)).Value.Rows.ShouldBeEmpty();
        (await app.Run(new TaskList { When = TaskWhen.Done }, me)).Value.Rows.ShouldHaveSingleItem().Result.ShouldBe("Done at last");
        (await app.Run(new FinishFollowUp { CustomerId = customer.Id, TaskId = made[TaskWhen.Overdue] }, me)).Refusal.ShouldBe("contact.task.done_already");
    }

    [Fact]
    public async Task Pages_show_every_task_once_even_where_all_are_due_on_one_day()
    {
        var me = SalesGiven.Seller();
        var customer = await app.Given(SalesGiven.Customer(me.Id));
        for (var i = 0; i < 11; i++) await app.Given(FollowUp.Plan(customer.Id, $"Task {i}", me.Id, Day.AddDays(3 + i / 6), null, me.Id, SalesGiven.Noon));
        for (var i = 0; i < 5; i++)
        {
            var done = FollowUp.Plan(customer.Id, $"Done {i}", me.Id, Day, null, me.Id, SalesGiven.Noon);
            done.Finish(null, SalesGiven.Noon);
            await app.Given(done);
        }

        (await Walk(TaskWhen.Later)).ShouldBe(Enumerable.Range(0, 11).Select(i => $"Task {i}"));
        (await Walk(TaskWhen.Done)).ShouldBe(Enumerable.Range(0, 5).Select(i => $"Done {4 - i}"));

        async Task<List<string>> Walk(TaskWhen when)
        {
            var seen = new List<string>();
            TaskPlace? after = null;
            do
            {
                var page = (await app.Run(new TaskList { When = when, Count = 4, After = after }, me)).Value;
                seen.AddRange(page.Rows.Select(r => r.Title));
                after = page.Next;
            }
            while (after is not null);
            return seen;
        }
    }

    [Fact]
    public async Task A_task_goes_to_someone_who_may_see_the_customer()
    {
        var lin = (await app.Run(new Hire { Name = "Lin", UserName = $"lin{Ids.Next()}", Role = "sales" })).Value;
        var wang = (await app.Run(new Hire { Name = "Wang", UserName = $"wang{Ids.Next()}", Role = "sales" })).Value;
        var customer = await app.Given(SalesGiven.Customer(lin));
        var task = new AddFollowUp { CustomerId = customer.Id, Title = "Call" };

        (await app.Run(task with { OwnerId = lin })).Ok.ShouldBeTrue();
        var outcome = await app.Run(task with { OwnerId = wang });
        outcome.Refusal.ShouldBe("contact.task.owner_cannot_see");
        outcome.Fields.ShouldContainKey("OwnerId");
        (await app.Run(task with { OwnerId = Id<Person>.New() })).Refusal.ShouldBe("contact.task.owner_missing");
    }

    [Fact]
    public async Task A_task_is_reassigned_and_moved_by_who_read_it_last()
    {
        var lin = (await app.Run(new Hire { Name = "Lin", UserName = $"lin{Ids.Next()}", Role = "sales" })).Value;
        var customer = await app.Given(SalesGiven.Customer(lin));
        var id = (await app.Run(new AddFollowUp { CustomerId = customer.Id, Title = "Call" })).Value;
        var change = new ChangeFollowUp { CustomerId = customer.Id, TaskId = id, Version = 0, Title = "Visit", OwnerId = lin, DueOn = new(2030, 2, 1) };

        (await app.Run(change)).Value.ShouldBe(1);

        (await app.Run(new TaskCard { CustomerId = customer.Id, TaskId = id })).Value.ShouldSatisfyAllConditions(
            t => t.Title.ShouldBe("Visit"), t => t.Owner.ShouldBe("Lin"), t => t.DueOn.ShouldBe(new DateOnly(2030, 2, 1)));
        (await app.Run(change with { Title = "Write" })).Refusal.ShouldBe("contact.task.changed_meanwhile");
    }

    [Fact]
    public async Task The_same_cause_makes_one_open_task_for_a_customer()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var task = new AddFollowUp { CustomerId = customer.Id, Title = "Win back", Cause = "value.at_risk" };
        var first = (await app.Run(task)).Value;

        (await app.Run(task)).Value.ShouldBe(first);
        _ = (await app.Run(new FinishFollowUp { CustomerId = customer.Id, TaskId = first })).Value;
        (await app.Run(task)).Value.ShouldNotBe(first);
    }

    [Fact]
    public async Task A_task_of_a_customer_who_went_to_someone_else_is_out_of_sight()
    {
        var me = SalesGiven.Seller();
        var customer = await app.Given(SalesGiven.Customer(Id<Person>.New()));
        var task = await app.Given(FollowUp.Plan(customer.Id, "Secret plan", me.Id, Day, null, me.Id, SalesGiven.Noon));

        (await app.Run(new TaskList { When = TaskWhen.Today }, me)).Value.Rows.ShouldBeEmpty();
        (await app.Run(new TaskList { When = TaskWhen.Today, Everyone = true }, me)).Value.ShouldSatisfyAllConditions(p => p.Rows.ShouldBeEmpty(), p => p.Total.ShouldBe(0));
        (await app.Run(new TaskCard { CustomerId = customer.Id, TaskId = task.Id }, me)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new FinishFollowUp { CustomerId = customer.Id, TaskId = task.Id }, me)).Refusal.ShouldBe("customers.customer.not_found");
    }
}
