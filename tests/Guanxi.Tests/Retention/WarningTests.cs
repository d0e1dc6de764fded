using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Service.Complaints;
using Guanxi.Tests.Service;
using Guanxi.Tests.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-1")]
public sealed class WarningTests : IAsyncLifetime
{
    private readonly GuanxiApp app = new();
    private WatchedFirm firm = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        firm = await WatchedFirm.Of(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_broken_rhythm_stays_one_alert_until_the_next_purchase()
    {
        await firm.Settings(s => s with { Small = true, MostNew = 10_000 });
        await firm.Run();
        var opened = (await firm.Alerts(WatchedFirm.Pausing, Signal.RhythmBroken)).ShouldHaveSingleItem();
        opened.ShouldSatisfyAllConditions(a => a.State.ShouldBe(AlertState.Open), a => a.OpenedOn.ShouldBe(WatchedFirm.Today), a => a.Figures[0].ShouldBe(90), a => a.Figures[2].ShouldBeLessThan(a.Figures[3]));

        await firm.Run(1);

        var same = (await firm.Alerts(WatchedFirm.Pausing, Signal.RhythmBroken)).ShouldHaveSingleItem();
        same.ShouldSatisfyAllConditions(a => a.Id.ShouldBe(opened.Id), a => a.LastSeenOn.ShouldBe(WatchedFirm.Today.AddDays(1)), a => a.Figures[0].ShouldBe(91));
        (await firm.Alerts(WatchedFirm.Regular, Signal.RhythmBroken)).ShouldBeEmpty();

        await firm.Buys(WatchedFirm.Pausing, 2);
        await firm.Run(2);

        (await firm.Alerts(WatchedFirm.Pausing, Signal.RhythmBroken)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.State.ShouldBe(AlertState.Over), a => a.GoneOn.ShouldBe(WatchedFirm.Today.AddDays(2)));
        (await app.Run(new WarningsOfRun())).Value.Over.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_run_made_twice_opens_nothing_twice()
    {
        await firm.Run();
        var before = await app.Use(db => db.Set<Alert>().CountAsync());

        await firm.Run();

        before.ShouldBeGreaterThan(0);
        (await app.Use(db => db.Set<Alert>().CountAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task What_was_handled_warns_again_only_once_it_got_worse_or_came_back()
    {
        var complaint = await app.Given(Complaint.Open(firm.Customers[WatchedFirm.Regular], ComplaintCause.Service, "Slow", Id<Person>.New(), At(-9), WatchedFirm.Today.AddDays(-9)));
        await firm.Run();
        var first = (await firm.Alerts(WatchedFirm.Regular, Signal.ComplaintOpen)).ShouldHaveSingleItem();
        first.Severity.ShouldBe(Severity.Warning);
        _ = (await app.Run(new HandleAlert { CustomerId = first.CustomerId, AlertId = first.Id, Note = "Called" })).Value;

        await firm.Run(1);
        (await firm.Alerts(WatchedFirm.Regular, Signal.ComplaintOpen)).ShouldHaveSingleItem("the signal holds, but somebody saw to it");

        await firm.Run(6);
        var both = await firm.Alerts(WatchedFirm.Regular, Signal.ComplaintOpen);
        both.Select(a => (a.State, a.Severity)).ShouldBe([(AlertState.Handled, Severity.Warning), (AlertState.Open, Severity.Alarm)]);
        both[0].GoneOn.ShouldBe(WatchedFirm.Today.AddDays(6));

        await app.Use(async db =>
        {
            var known = await db.Set<Complaint>().FirstAsync(c => c.Id == complaint.Id);
            db.AddRange(known.Close(At(7), satisfaction: 5).Except([known]));
            await db.Save(Actor.System, "Given", 0, default);
        });
        await firm.Run(8);
        (await firm.Alerts(WatchedFirm.Regular, Signal.ComplaintOpen)).Select(a => a.State).ShouldBe([AlertState.Handled, AlertState.Over]);
    }

    [Fact]
    public async Task Less_spend_than_the_own_past_lets_expect_warns_with_the_figures()
    {
        await firm.Settings(s => s with { Small = true, MostNew = 10_000 });

        await firm.Run();

        var alert = (await firm.Alerts(WatchedFirm.Saving, Signal.SpendFell)).ShouldHaveSingleItem();
        alert.Figures.ShouldSatisfyAllConditions(f => f[0].ShouldBe(8 * 9_000), f => f[1].ShouldBe(90), f => f[2].ShouldBeInRange(300_000, 600_000), f => f[3].ShouldBeInRange(f[0], f[2]));
        (await firm.Alerts(WatchedFirm.Regular, Signal.SpendFell)).ShouldBeEmpty();
        var row = (await app.Run(new CustomerAlerts { CustomerId = firm.Customers[WatchedFirm.Saving] })).Value.First(r => r.Signal == Signal.SpendFell);
        row.Reason.ShouldContain("720");
        row.Reason.ShouldNotContain("{");
    }

    [Fact]
    public async Task Who_is_lost_already_gets_no_new_warning_and_the_run_says_so()
    {
        await firm.Settings(s => s with { Small = true, MostNew = 10_000 });

        await firm.Run();

        (await firm.Alerts(WatchedFirm.Gone)).ShouldBeEmpty();
        var run = (await app.Run(new WarningsOfRun())).Value;
        run.Lost.ShouldBeGreaterThan(0);
        run.Held.ShouldBe(run.Opened + run.Known + run.Lost + run.NotListed + run.OverCap);
    }

    [Fact]
    public async Task A_run_opens_no_more_than_it_may_and_those_with_the_most_money()
    {
        await firm.Settings(s => s with { Small = true, MostNew = 3 });

        await firm.Run();

        var run = (await app.Run(new WarningsOfRun())).Value;
        run.Opened.ShouldBe(3);
        run.OverCap.ShouldBeGreaterThan(0);
        var least = await app.Use(db => db.Set<Alert>().MinAsync(a => a.MoneyMinor));
        await firm.Run(1);
        (await app.Use(db => db.Set<Alert>().Where(a => a.OpenedOn == WatchedFirm.Today.AddDays(1)).MaxAsync(a => a.MoneyMinor))).ShouldBeLessThanOrEqualTo(least * 11 / 10);
    }

    [Fact]
    public async Task Grades_that_are_not_listed_warn_from_an_amount_only()
    {
        await firm.Settings(s => s with { Major = false, Minor = false, Ordinary = false });
        await firm.Run();
        (await app.Run(new WarningsOfRun())).Value.ShouldSatisfyAllConditions(r => r.Opened.ShouldBe(0), r => r.NotListed.ShouldBeGreaterThan(0));

        await firm.Settings(s => s with { LeastMoneyMinor = 1 });
        await firm.Run(1);

        (await app.Run(new WarningsOfRun())).Value.Opened.ShouldBeGreaterThan(0);
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Everyone_sees_and_handles_warnings_of_their_own_customers_only()
    {
        await firm.Settings(s => s with { Small = true, MostNew = 10_000 });
        await firm.Run();
        var seller = GuanxiApp.Someone(Scope.Own, "value.read", "retention.edit", "contact.edit") with { Id = WatchedFirm.Seller };
        var (own, all) = ((await app.Run(new AlertList { Count = 200 }, seller)).Value, (await app.Run(new AlertList { Count = 200 })).Value);

        own.Total.ShouldBeInRange(1, all.Total - 1);
        own.Rows.ShouldAllBe(r => r.Customer.OwnerId == WatchedFirm.Seller);
        var others = all.Rows.First(r => r.Customer.OwnerId != WatchedFirm.Seller).Key;
        (await app.Run(new HandleAlert { CustomerId = others.CustomerId, AlertId = others.Id, Note = "x" }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new HandleAlerts { Chosen = [own.Rows[0].Key, others], Note = "x" }, seller)).Refusal.ShouldBe("retention.alert.not_found");
        (await app.Run(new HandleAlerts { Chosen = [.. own.Rows.Take(2).Select(r => r.Key)], Note = "Seen to" }, seller)).Value.ShouldBe(Math.Min(2, own.Rows.Count));
        (await app.Run(new AlertList(), GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task The_list_goes_by_due_day_then_money_and_pages_without_gaps()
    {
        await firm.Settings(s => s with { Small = true, MostNew = 10_000 });
        await firm.Run();
        var all = (await app.Run(new AlertList { Count = 200 })).Value.Rows;
        all.Count.ShouldBeGreaterThan(3);
        all.ShouldBe(all.OrderBy(r => r.DueOn).ThenByDescending(r => r.MoneyMinor).ThenBy(r => r.Key.Id.Value));

        var walked = new List<AlertKey>();
        AlertPlace? after = null;
        do
        {
            var page = (await app.Run(new AlertList { Count = 3, After = after })).Value;
            walked.AddRange(page.Rows.Select(r => r.Key));
            after = page.Next;
        } while (after is not null);

        walked.ShouldBe(all.Select(r => r.Key));
    }

    [Fact]
    public async Task Handling_plans_a_task_and_dismissing_needs_a_reason()
    {
        await firm.Settings(s => s with { Small = true, MostNew = 10_000 });
        await firm.Run();
        var rows = (await app.Run(new AlertList { Count = 200 })).Value.Rows;
        var (first, second) = (rows[0].Key, rows[1].Key);

        var task = (await app.Run(new HandleAlert { CustomerId = first.CustomerId, AlertId = first.Id, Note = "Called, comes on Friday", Task = "Ask whether they came", TaskOwnerId = Actor.System.Id, TaskDueOn = new(2026, 4, 7) })).Value;
        (await app.Use(db => db.Set<FollowUp>().AsNoTracking().SingleAsync(t => t.Id == task))).ShouldSatisfyAllConditions(t => t.CustomerId.ShouldBe(first.CustomerId), t => t.DueOn.ShouldBe(new(2026, 4, 7)));
        (await app.Run(new HandleAlert { CustomerId = first.CustomerId, AlertId = first.Id, Note = "Again" })).Refusal.ShouldBe("retention.alert.ended_already");
        (await app.Run(new DismissAlert { CustomerId = second.CustomerId, AlertId = second.Id, Note = " " })).Ok.ShouldBeFalse();
        (await app.Run(new DismissAlert { CustomerId = second.CustomerId, AlertId = second.Id, Note = "Seasonal" })).Value.ShouldBeTrue();
        (await app.Run(new AlertList { State = AlertState.Dismissed })).Value.Rows.ShouldHaveSingleItem().Note.ShouldBe("Seasonal");
    }

    [Fact]
    public async Task A_warning_is_handed_only_to_who_may_see_the_customer()
    {
        await firm.Settings(s => s with { Small = true, MostNew = 10_000 });
        await firm.Run();
        var key = (await app.Run(new AlertList())).Value.Rows[0].Key;
        var stranger = (await app.Run(new Guanxi.Staff.Hire { Name = "Stranger", UserName = $"s{Ids.Next()}", Role = "sales" })).Value;
        var owner = (await app.Run(new Guanxi.Staff.Hire { Name = "Boss", UserName = $"b{Ids.Next()}", Role = "owner" })).Value;

        (await app.Run(new HandOverAlert { CustomerId = key.CustomerId, AlertId = key.Id, OwnerId = stranger })).Refusal.ShouldBe("retention.person.cannot_see");
        (await app.Run(new HandOverAlert { CustomerId = key.CustomerId, AlertId = key.Id, OwnerId = owner })).Value.ShouldBeTrue();

        (await app.Run(new AlertList { Whose = AlertsOf.Mine }, GuanxiApp.Someone() with { Id = owner })).Value.Rows.ShouldHaveSingleItem().Key.ShouldBe(key);
    }

    [Fact]
    public async Task Without_an_owner_a_warning_goes_to_the_lead_of_the_unit_else_to_nobody()
    {
        var shop = (await app.Run(new Guanxi.Staff.OpenUnit { Name = "Shop", Kind = Guanxi.Staff.UnitKind.Shop, ParentId = (await app.Run(new Guanxi.Staff.UnitTree())).Value[0].Id })).Value;
        var lead = (await app.Run(new Guanxi.Staff.Hire { Name = "Lead", UserName = $"l{Ids.Next()}", Role = "manager", UnitId = shop })).Value;
        var clerk = (await app.Run(new Guanxi.Staff.Hire { Name = "Clerk", UserName = $"c{Ids.Next()}", Role = "clerk", UnitId = shop })).Value;
        var (led, owned, nobodys) = (await app.Known(CustomersGiven.Customer("Led", unit: shop)), await app.Known(CustomersGiven.Customer("Owned", owner: clerk, unit: shop)), await app.Known(CustomersGiven.Customer("Nobody's")));
        await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();

        var whose = await scope.ServiceProvider.GetRequiredService<Guanxi.Retention.Responsible>().Of([led.Id, owned.Id, nobodys.Id], default);

        whose.ShouldBe(new Dictionary<Id<Customer>, Id<Person>?> { [led.Id] = lead, [owned.Id] = clerk, [nobodys.Id] = null }, ignoreOrder: true);
    }

    private static DateTimeOffset At(int days) => new(WatchedFirm.Today.AddDays(days).ToDateTime(new(4, 0)), TimeSpan.Zero);
}
