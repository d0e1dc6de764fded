using System.Collections.Frozen;
using Guanxi.Contact;
using Guanxi.Contact.Log;
using Guanxi.Contact.Tasks;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Bonds;
using Guanxi.Retention.Losses;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Public;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Service.Requests.Desk;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Staff.Roles;
using Guanxi.Surveys.Answers;
using Guanxi.Tests.Retention;
using Guanxi.Tests.Start;
using Guanxi.Value;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers;

[Trait("Row", "INS-2")]
public sealed class TodayTests(TodayTests.Firm firm) : IClassFixture<TodayTests.Firm>
{
    [Theory]
    [InlineData("owner", "contact.tile.tasks value.tile.total value.tile.risk retention.tile.warnings retention.tile.losses service.tile.incoming service.tile.open service.tile.requests surveys.tile.bad contact.tile.overdue_tasks value.tile.rising value.tile.falling retention.tile.ending contact.tile.contacts contact.tile.privacy risk.tile.risks")]
    [InlineData("manager", "contact.tile.tasks value.tile.total value.tile.risk retention.tile.warnings retention.tile.losses service.tile.incoming service.tile.open service.tile.requests surveys.tile.bad contact.tile.overdue_tasks value.tile.rising value.tile.falling retention.tile.ending contact.tile.contacts contact.tile.privacy risk.tile.risks")]
    [InlineData("sales", "contact.tile.tasks value.tile.risk retention.tile.warnings service.tile.open service.tile.requests surveys.tile.bad value.tile.expected value.tile.rising retention.tile.ending contact.tile.contacts customers.tile.customers")]
    [InlineData("service", "contact.tile.tasks service.tile.incoming service.tile.open service.tile.requests surveys.tile.bad contact.tile.overdue_tasks contact.tile.contacts")]
    [InlineData("clerk", "contact.tile.tasks service.tile.open service.tile.requests contact.tile.contacts customers.tile.customers")]
    public async Task Everybody_has_the_figures_that_rights_and_reach_make_theirs(string role, string tiles)
    {
        var (_, scope, rights) = BuiltInRoles.Of(House.Modules).Single(r => r.Name == role);

        (await Figures(GuanxiApp.Someone(scope, [.. rights]))).Select(f => f.Key).ShouldBe(tiles.Split(' '));
    }

    [Fact]
    public async Task A_role_of_ones_own_has_what_it_may_see_and_a_right_less_is_a_figure_less()
    {
        (await Figures(GuanxiApp.Someone(Scope.Own, CustomersRights.Read))).Select(f => f.Key).ShouldBe(["customers.tile.customers"]);
        (await Figures(GuanxiApp.Someone(Scope.Own, CustomersRights.Read, ContactRights.Read))).Select(f => f.Key).ShouldBe(["contact.tile.tasks", "contact.tile.contacts", "customers.tile.customers"]);
        (await firm.App.Run(new TodayFigures(), GuanxiApp.Someone(Scope.Own, ContactRights.Read))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task Each_figure_is_what_its_own_list_says_for_who_sees_all_and_for_who_sees_some()
    {
        foreach (var actor in (Actor[])[GuanxiApp.Someone(), Seller])
        {
            var figures = (await Figures(actor)).ToDictionary(f => f.Key, f => f.Figure);
            var leads = actor.Scope == Scope.All;

            var rising = (await firm.App.Run(new StandingCustomers { List = "rising", Take = 200 }, actor)).Value.Customers;
            (figures["value.tile.rising"]?.Count ?? 0).ShouldBe(rising.Count);
            var all = (await firm.App.Run(new ValueDashboard(), actor)).Value;
            figures["value.tile.risk"]!.Amount.ShouldBe(new Money(all.Totals.RiskMinor, "CNY"));
            if (leads) figures["value.tile.total"].ShouldSatisfyAllConditions(f => f!.Amount.ShouldBe(new Money(all.Totals.TotalMinor, "CNY")), f => f!.Count.ShouldBe(all.Customers));
            var warned = (await firm.App.Run(new AlertList { Whose = leads ? AlertsOf.All : AlertsOf.Mine, Count = 200 }, actor)).Value;
            (figures["retention.tile.warnings"]?.Count ?? 0).ShouldBe(warned.Total);
            (figures["retention.tile.warnings"]?.Amount?.Minor ?? 0).ShouldBe(warned.Rows.GroupBy(r => r.Customer.Id).Sum(g => g.Max(r => r.MoneyMinor)));
            if (leads) figures["service.tile.incoming"].ShouldSatisfyAllConditions(f => f!.Count.ShouldBe(3), f => f!.Url.ShouldBe("/complaints/incoming"), f => f!.Note!.ShouldContain("2"));
            if (leads) (await firm.App.Run(new IncomingList(), actor)).Value.Count.ShouldBe(3);
            figures["service.tile.open"]!.Count.ShouldBe((await firm.App.Run(new ComplaintQueue(), actor)).Value.Total);
            (figures["service.tile.requests"]?.Count ?? 0).ShouldBe((await firm.App.Run(new RequestDesk(), actor)).Value.Total);
            (figures["surveys.tile.bad"]?.Count ?? 0).ShouldBe((await firm.App.Run(new AnswerList { View = AnswerView.Waiting }, actor)).Value.Total);
            figures["contact.tile.contacts"]!.Count.ShouldBe((await firm.App.Run(new RecentContacts { Count = 200 }, actor)).Value.Rows.Count);
            figures["retention.tile.ending"]!.Count.ShouldBe((await firm.App.Run(new EndingBonds { Count = 200 }, actor)).Value.Total);
            (figures["contact.tile.tasks"]?.Count ?? 0).ShouldBe((await firm.App.Run(new TaskList { When = TaskWhen.Overdue }, actor)).Value.Total + (await firm.App.Run(new TaskList { When = TaskWhen.Today }, actor)).Value.Total);
            if (leads) figures["retention.tile.losses"]!.Amount.ShouldBe(new Money((await firm.App.Run(new LossReport(), actor)).Value.All.MoneyMinor, "CNY"));
            if (leads) figures["contact.tile.overdue_tasks"]!.Count.ShouldBe((await firm.App.Run(new TaskList { When = TaskWhen.Overdue, Everyone = true }, actor)).Value.Total);
            if (!leads) figures["customers.tile.customers"]!.Count.ShouldBe(await firm.App.Use(db => db.Set<Customer>().CountAsync(c => c.OwnerId == actor.Id)));
            // Both are told apart here, or the test would prove little.
            figures["service.tile.open"]!.Count.ShouldBe(leads ? 3 : 2);
            figures["contact.tile.contacts"]!.Count.ShouldBe(leads ? 3 : 2);
        }
    }

    [Fact]
    public async Task Next_purchases_are_expected_by_ones_own_mean_gap()
    {
        var day = (await firm.App.Run(new ValueDashboard())).Value.AsOf!.Value;
        var bought = await firm.App.Services.GetRequiredService<Guanxi.Warehouse.DataWarehouse>().Read("SELECT customer_id, day_on FROM fact_day WHERE purchases > 0", [],
            r => (Customer: new Id<Customer>(r.GetInt64(0)), On: r.GetFieldValue<DateOnly>(1)), default);
        var mine = (await firm.App.Use(db => db.Set<Customer>().Where(c => c.OwnerId == Seller.Id).Select(c => c.Id).ToListAsync())).ToHashSet();
        var expected = Expected(_ => true, 60);

        List<ExpectedCustomer> found = [];
        for (var page = await Page(null); ; page = await Page(page.Next))
        {
            page.Total.ShouldBe(expected.Count);
            found.AddRange(page.Customers);
            if (page.Next is null) break;
        }

        expected.Count.ShouldBeGreaterThan(5);
        found.Select(c => (c.CustomerId, c.NextOn)).ShouldBe(expected);
        (await firm.App.Run(new ExpectedPurchases { Days = 60, Take = 200 }, Seller)).Value.Customers.Select(c => (c.CustomerId, c.NextOn)).ShouldBe(Expected(mine.Contains, 60));
        ((await Figures(Seller)).Single(f => f.Key == "value.tile.expected").Figure?.Count ?? 0).ShouldBe(Expected(mine.Contains, 14).Count);

        async Task<PurchasesExpected> Page(ExpectedPlace? after) => (await firm.App.Run(new ExpectedPurchases { Days = 60, After = after, Take = 3 })).Value;

        List<(Id<Customer> Customer, DateOnly Next)> Expected(Func<Id<Customer>, bool> seen, int days) =>
        [
            .. bought.Where(b => b.On <= day && seen(b.Customer)).GroupBy(b => b.Customer).Select(g => (Customer: g.Key, Days: g.Select(b => b.On).Order().ToList())).Where(g => g.Days.Count >= 3)
                .Select(g => (g.Customer, Next: g.Days[^1].AddDays((int)Math.Floor((g.Days[^1].DayNumber - g.Days[0].DayNumber) / (g.Days.Count - 1.0) + 0.5)))).Where(g => g.Next > day && g.Next <= day.AddDays(days))
                .OrderBy(g => g.Next).ThenBy(g => g.Customer.Value),
        ];
    }

    [Fact]
    public async Task A_figure_with_nothing_to_count_says_so_in_a_sentence()
    {
        await using var fresh = new GuanxiApp();
        await fresh.InitializeAsync();
        foreach (var actor in (Actor[])[GuanxiApp.Someone(), GuanxiApp.Someone(Scope.Own, "*")])
            foreach (var figure in (await fresh.Run(new TodayFigures(), actor)).Value)
            {
                figure.Figure.ShouldBeNull(figure.Key);
                figure.Nothing!.ShouldNotStartWith("[", customMessage: figure.Key);
                figure.Definition.ShouldNotStartWith("[", customMessage: figure.Key);
            }
    }

    [Fact]
    public async Task After_signing_in_everybody_is_on_a_page_with_their_own_figures_and_parts()
    {
        using var clerk = await Visitor.SignedIn(firm.App, "clerk");
        using var owner = await Visitor.SignedIn(firm.App);
        foreach (var visitor in (Visitor[])[clerk, owner])
        {
            using var home = await visitor.Http.GetAsync("/", TestContext.Current.CancellationToken);
            home.Headers.Location!.ToString().ShouldEndWith("/today");
        }
        var (ofClerk, ofOwner) = (await clerk.Read("/today"), await owner.Read("/today"));

        foreach (var part in (string[])["id=\"risk-title\"", "id=\"scorecard-title\"", "/value/customers"])
        {
            ofOwner.ShouldContain(part);
            ofClerk.ShouldNotContain(part);
        }
        ofClerk.ShouldContain("href=\"/complaints\"", customMessage: "a clerk may read complaints, those of the own shop");
        using var json = System.Text.Json.JsonDocument.Parse(await owner.Read("/api/today"));
        json.RootElement.GetArrayLength().ShouldBe(16);
    }

    [Fact]
    public async Task The_list_of_recent_contacts_is_walked_and_kept()
    {
        var all = (await firm.App.Run(new RecentContacts { Days = 30 })).Value.Rows;
        List<RecentContact> walked = [];
        for (Cursor? after = null; ;)
        {
            var page = (await firm.App.Run(new RecentContacts { Days = 30, After = after, Count = 1 })).Value;
            walked.AddRange(page.Rows);
            if (page.Next is null) break;
            after = page.Next;
        }

        walked.Select(r => r.Contact.Id).ShouldBe(all.Select(r => r.Contact.Id));
        all.Count.ShouldBe(4);
        (await firm.App.Run(new RecentContacts { Mine = true }, Seller)).Value.Rows.ShouldHaveSingleItem();
        var kept = (await firm.App.Run(new KeepList { Name = "Spoken to", Source = "/contacts?days=30" })).Value;
        (await firm.App.Run(new KeptLists())).Value.Single(l => l.Id == kept).Customers.ShouldBe(all.Select(r => r.Customer.Id).Distinct().Count());
    }

    private static Actor Seller => GuanxiApp.Someone(Scope.Own, [.. BuiltInRoles.Of(House.Modules).Single(r => r.Name == "sales").Rights]) with { Id = WatchedFirm.Seller };

    private async Task<IReadOnlyList<TodayFigure>> Figures(Actor actor) => (await firm.App.Run(new TodayFigures(), actor)).Value;

    /// <summary>Customers who give signs of leaving, and what else a day brings.</summary>
    public sealed class Firm : IAsyncLifetime
    {
        public GuanxiApp App { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await App.InitializeAsync();
            var watched = await WatchedFirm.Of(App);
            await watched.Run();
            var (now, mine, other) = (TimeProvider.System.GetUtcNow(), watched.Customers[WatchedFirm.Gone], watched.Customers[4]);
            var today = await App.Use(async db => (await db.Setting<FirmSettings>(default)).DayOf(now));
            foreach (var (customer, days) in ((Id<Customer>, int)[])[(mine, 2), (mine, 20), (other, 3)]) await App.Given(Complaint.Open(customer, ComplaintCause.Price, "Dear", WatchedFirm.Seller, now.AddDays(-days), today.AddDays(-days)));
            foreach (var (customer, person, days) in ((Id<Customer>, Id<Person>, int)[])[(mine, WatchedFirm.Seller, 1), (mine, Id<Person>.New(), 2), (other, WatchedFirm.Seller, 0), (other, WatchedFirm.Seller, 12)])
                await App.Given(ContactEntry.Log(customer, new(ContactChannel.Call, ContactDirection.ToCustomer), person, now.AddDays(-days), today.AddDays(-days), now));
            foreach (var (customer, on) in ((Id<Customer>, DateOnly)[])[(mine, today), (mine, today.AddDays(-3)), (other, today.AddDays(-1)), (mine, today.AddDays(4))])
                await App.Given(FollowUp.Plan(customer, "Call", WatchedFirm.Seller, on, null, WatchedFirm.Seller, now));
            foreach (var customer in (Id<Customer>[])[mine, other])
                _ = (await App.Run(new RecordBond { CustomerId = customer, Form = BondForm.FrameworkContract, Words = "FA-1", Strength = Strength.Strong, ExpiresOn = today.AddDays(30) })).Value;
            foreach (var suggestion in (bool[])[false, false, true]) _ = (await App.Run(new SendComplaint { Suggestion = suggestion, Words = "From the web", Phone = "1" }, Actor.Nobody)).Value;
            _ = (await App.Run(new RecordLoss { CustomerId = mine, Kind = LossKind.OwnFault, Cause = LossCause.Service, Source = LossSource.Judgement })).Value;
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
