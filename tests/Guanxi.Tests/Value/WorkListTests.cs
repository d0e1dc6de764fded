using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Tests.Start;
using Guanxi.Value;
using Guanxi.Value.Reviews;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Value;

[Trait("Row", "VAL-6")]
public sealed class WorkListTests(RunTests.Firm firm) : IClassFixture<RunTests.Firm>
{
    private static readonly string[] Lists = ["rising", "unprofitable", "loss", "falling", "review"];

    [Fact]
    public async Task The_dashboard_counts_what_each_list_shows_for_everyone()
    {
        await Ready();
        var seller = GuanxiApp.Someone(Scope.Own, ValueRights.Read) with { Id = RunTests.Firm.Seller };
        foreach (var actor in new[] { Actor.System, seller })
        {
            var counts = (await firm.App.Run(new ValueDashboard(), actor)).Value.Lists;

            counts.Keys.ShouldBe(Lists, ignoreOrder: true);
            foreach (var list in Lists) (await All(list, actor)).Count.ShouldBe(counts[list], $"{list} of {actor.Name}");
            counts["falling"].ShouldBeGreaterThan(0);
            counts["review"].ShouldBeGreaterThan(0);
        }
        (await firm.App.Run(new StandingCustomers { List = "all" })).Refusal.ShouldBe("value.list.unknown");
    }

    [Fact]
    [Trait("Row", "INS-2")]
    public async Task The_customers_behind_a_figure_are_kept_as_the_page_shows_them()
    {
        await Ready();
        var (now, before) = (RunTests.Firm.Today, (await firm.App.Run(new ValueDashboard())).Value.ComparedWith!.Value);
        var pages = new Dictionary<string, StandingCustomers>
        {
            ["/value/customers?list=falling"] = new() { List = "falling" },
            ["/value/customers?grade=minor&after=3"] = new() { Grade = "minor" },
            ["/value/customers?part=risk"] = new() { AtRisk = true },
            [$"/value/customers?stage=lost&from=decline&since={before:yyyy-MM-dd}"] = new() { Stage = "lost", FromStage = "decline", ComparedWith = before },
            [$"/value/customers?grade=small&from=new&since={before:yyyy-MM-dd}&as_of={now:yyyy-MM-dd}"] = new() { Grade = "small", NotOn = before, AsOf = now },
        };
        var kept = 0;
        foreach (var (page, question) in pages)
        {
            var shown = new List<Id<Customer>>();
            StandingPage? at = null;
            do shown.AddRange((at = (await firm.App.Run(question with { Take = 200, AfterPlace = at?.Next })).Value).Customers.Select(c => c.CustomerId));
            while (at.Next is not null);
            var list = await firm.App.Run(new KeepList { Name = "甲", Source = page });
            if (shown.Count == 0)
            {
                list.Refusal.ShouldBe("customers.kept.nobody", page);
                continue;
            }

            kept++;
            var found = await firm.App.Use(db => db.Set<KeptListEntry>().Where(e => e.ListId == list.Value).Select(e => e.CustomerId).ToListAsync());
            // The page leaves out those above the place in its address; the list is of all.
            found.ShouldBe(shown, ignoreOrder: true, page);
        }
        kept.ShouldBeGreaterThan(2);
    }

    [Fact]
    [Trait("Row", "INS-2")]
    public async Task Review_and_first_purchases_are_kept_as_their_pages_show_them()
    {
        await Ready();
        var review = (await firm.App.Run(new ReviewList { Why = "near", Take = 200 })).Value;
        review.Next.ShouldBeNull();

        await Keeps("/value/review?why=near&after=3", review.Customers.Select(c => c.CustomerId));
        await Keeps("/value/behaviour/customers?once=true", await Bought(new() { Once = true }));
        await Keeps($"/value/behaviour/customers?back={RunTests.Firm.Today.AddYears(-1):yyyy-MM-dd}", await Bought(new() { BackBy = RunTests.Firm.Today.AddYears(-1) }));
        (await firm.App.Run(new KeepList { Name = "乙", Source = "/value/review?why=decided" })).Refusal.ShouldBe("customers.kept.nobody");

        async Task<List<Id<Customer>>> Bought(FirstPurchaseCustomers question)
        {
            var all = new List<Id<Customer>>();
            FirstPurchasesFound? page = null;
            do all.AddRange((page = (await firm.App.Run(question with { Take = 200, After = page?.Next })).Value).Customers.Select(c => c.CustomerId));
            while (page.Next is not null);
            return all;
        }

        async Task Keeps(string page, IEnumerable<Id<Customer>> shown)
        {
            var list = (await firm.App.Run(new KeepList { Name = "乙", Source = page })).Value;
            (await firm.App.Use(db => db.Set<KeptListEntry>().Where(e => e.ListId == list).Select(e => e.CustomerId).ToListAsync())).ShouldBe(shown, ignoreOrder: true, page);
        }
    }

    [Fact]
    [Trait("Row", "VAL-3")]
    public async Task A_rising_star_is_of_class_C_with_a_future_far_above_the_past()
    {
        await Ready();
        var everybody = await All(null, Actor.System);

        var rising = await All("rising", Actor.System);

        var (potential, earned) = (Rank(c => c.PotentialMinor), Rank(c => c.HistoricMinor + c.CurrentMinor));
        var ahead = everybody.Where(c => c.PotentialMinor > 0 && potential(c) - earned(c) >= 0.3).ToList();
        ahead.ShouldNotBeEmpty();
        rising.Select(c => c.CustomerId).ShouldBe(ahead.Where(c => c.Class == "C").Select(c => c.CustomerId));
        var marked = await firm.App.Use(db => db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == RunTests.Firm.Today && (s.Traits & Traits.Ahead) != 0).Select(s => s.CustomerId).ToListAsync());
        marked.ShouldBe(ahead.Select(c => c.CustomerId), ignoreOrder: true);

        Func<StandingRow, double> Rank(Func<StandingRow, long> of)
        {
            var values = everybody.Select(of).ToList();
            return c => (values.Count(v => v < of(c)) + values.Count(v => v == of(c)) / 2.0) / values.Count;
        }
    }

    [Fact]
    public async Task Falling_are_key_customers_of_a_month_ago_who_stand_lower_or_stay_away()
    {
        await Ready();
        var before = (await firm.App.Run(new ValueDashboard())).Value.ComparedWith!.Value;
        var then = await All(null, Actor.System, before);

        foreach (var customer in await All("falling", Actor.System))
        {
            then.Single(c => c.CustomerId == customer.CustomerId).Grade.ShouldBeOneOf("major", "minor");
            (customer.Grade is "ordinary" or "small" || customer.Stage is "decline" or "lost").ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_decision_makes_a_task_is_kept_and_hides_the_customer_until_the_next_period()
    {
        await using var own = await NewFirm();
        var list = (await own.App.Run(new ReviewList())).Value;
        list.Customers.Select(c => c.CustomerId).ShouldBe(own.Customers[50..55], "a tenth of the edge below it");
        list.EdgeMinor.ShouldBe(510_000);
        list.Customers[0].ShouldSatisfyAllConditions(c => c.NearOrdinary.ShouldBeTrue(), c => c.MissingMinor.ShouldBe(10_000));

        (await own.App.Run(new DecideReview { CustomerId = own.Customers[50], Outcome = ReviewOutcome.Raise })).Ok.ShouldBeFalse("a decision says why");
        _ = (await own.App.Run(new DecideReview { CustomerId = own.Customers[50], Outcome = ReviewOutcome.Raise, Reason = "Buys tea only" })).Value;
        _ = (await own.App.Run(new DecideReview { CustomerId = own.Customers[51], Outcome = ReviewOutcome.LetGo, Reason = "Moved away" })).Value;

        (await own.App.Run(new ReviewList())).Value.Customers.Select(c => c.CustomerId).ShouldBe(own.Customers[52..55]);
        var task = await own.App.Use(db => db.Set<FollowUp>().AsNoTracking().SingleAsync());
        task.ShouldSatisfyAllConditions(t => t.CustomerId.ShouldBe(own.Customers[50]), t => t.DueOn.ShouldBe(GradedFirm.Today.AddDays(7)), t => t.Title.ShouldContain("Buys tea only"));
        var decided = (await own.App.Run(new ReviewDecisions())).Value.Decisions;
        decided.Select(d => (d.CustomerId, d.Outcome)).ShouldBe([(own.Customers[51], ReviewOutcome.LetGo), (own.Customers[50], ReviewOutcome.Raise)]);
        decided[1].TaskId.ShouldBe(task.Id);
        own.Clock.Now = own.Clock.Now.AddDays(90);
        (await own.App.Run(new ReviewList())).Value.Customers.Count.ShouldBe(5);
        (await own.App.Run(new DecideReview { CustomerId = own.Customers[0], Outcome = ReviewOutcome.Keep, Reason = "Best" })).Refusal.ShouldBe("value.review.not_small");
    }

    [Fact]
    public async Task The_review_stays_within_reach_and_asks_for_the_right()
    {
        await using var own = await NewFirm();
        var seller = GuanxiApp.Someone(Scope.Own, ValueRights.Read) with { Id = GradedFirm.Seller };

        (await own.App.Run(new ReviewList(), seller)).Value.Customers.Select(c => c.CustomerId).ShouldBe([own.Customers[50], own.Customers[52], own.Customers[54]]);
        (await own.App.Run(new DecideReview { CustomerId = own.Customers[50], Reason = "No" }, seller)).Refusal.ShouldBe("kernel.right.missing");
        (await own.App.Run(new DecideReview { CustomerId = own.Customers[51], Reason = "No" }, seller with { Rights = [ValueRights.Edit] })).Refusal.ShouldBe("customers.customer.not_found");
        (await own.App.Run(new DecideReview { CustomerId = own.Customers[50], Outcome = ReviewOutcome.Raise, Reason = "Yes" }, seller with { Rights = [ValueRights.Edit] })).Refusal.ShouldBe("kernel.right.missing", "who may make no task raises nobody");
    }

    [Fact]
    public async Task The_review_is_done_on_its_page()
    {
        await using var own = await NewFirm();
        using var owner = await Visitor.SignedIn(own.App);
        (await owner.Read("/value/review")).ShouldContain($"/customers/{own.Customers[50]}");

        (await owner.Submit("/value/review", "decide-review", new() { ["Form.CustomerId"] = own.Customers[50].ToString(), ["Form.CustomerName"] = "Lin", ["Form.Outcome"] = "Keep", ["Form.Reason"] = "Good as it is", ["Form.OwnerId"] = "", ["Form.DueOn"] = "" }))
            .StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);

        (await owner.Read("/value/review")).ShouldNotContain($"/customers/{own.Customers[50]}\"");
        (await owner.Read("/value/review?why=decided")).ShouldContain("Good as it is");
        foreach (var list in new[] { "rising", "falling", "unprofitable", "loss" }) (await owner.Read($"/value/customers?list={list}")).ShouldContain($"list={list}\" aria-current=\"page\"");
    }

    private static async Task<GradedFirm> NewFirm()
    {
        var firm = new GradedFirm();
        await firm.InitializeAsync();
        return firm;
    }

    private async Task Ready()
    {
        await firm.Ran(RunTests.Firm.Today.AddDays(-30));
        await firm.Ran();
    }

    private async Task<List<StandingRow>> All(string? list, Actor actor, DateOnly? asOf = null)
    {
        var all = new List<StandingRow>();
        for (int? after = null; ;)
        {
            var page = (await firm.App.Run(new StandingCustomers { List = list, AsOf = asOf, AfterPlace = after, Take = 200 }, actor)).Value;
            all.AddRange(page.Customers);
            if (page.Next is null) return all;
            after = page.Next;
        }
    }
}
