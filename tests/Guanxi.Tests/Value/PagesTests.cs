using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Contact;
using Guanxi.Staff;
using Guanxi.Tests.Start;
using Guanxi.Value;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

public sealed partial class PagesTests(RunTests.Firm firm) : IClassFixture<RunTests.Firm>
{
    [Fact]
    [Trait("Row", "INS-2")]
    public async Task Each_figure_of_the_dashboard_leads_to_a_page_that_opens()
    {
        await Ready();
        using var owner = await Visitor.SignedIn(firm.App);

        var page = await owner.Read("/value");

        var board = (await firm.App.Run(new ValueDashboard())).Value;
        page.ShouldContain("data-chart");
        page.ShouldContain(new Money(board.Totals.TotalMinor, board.Currency).Amount.ToString("N0", System.Globalization.CultureInfo.GetCultureInfo("zh-CN")));
        var links = Link().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Where(l => l.StartsWith("/customers?", StringComparison.Ordinal) || l.StartsWith("/value/", StringComparison.Ordinal))
            .Where(l => !l.StartsWith("/value/lineage", StringComparison.Ordinal) && l is not ("/value/what-if" or "/value/levels" or "/value/appeals" or "/value/scorecard")).Distinct().ToList();
        links.ShouldContain("/value/review");
        links.ShouldContain("/customers?grade=major&sort=-value");
        foreach (var part in new[] { "historic", "current", "potential" }) links.ShouldContain($"/value/customers?part={part}");
        Regex.Count(page, "/value/customers\\?least=[0-9]+").ShouldBe(100, "each point of the curve opens its customers");
        links.ShouldContain(l => l.StartsWith("/value/customers?grade=", StringComparison.Ordinal));
        foreach (var link in links) (await owner.Read(link)).ShouldContain("<table", customMessage: link);
    }

    [Fact]
    [Trait("Row", "VAL-4")]
    public async Task A_number_of_movement_opens_as_many_customers_as_it_says()
    {
        await Ready();
        using var owner = await Visitor.SignedIn(firm.App);

        var page = await owner.Read("/value");

        var cells = Moved().Matches(page).Where(m => int.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) <= 50).ToList();
        cells.ShouldNotBeEmpty();
        foreach (var cell in cells)
            Row().Count(await owner.Read(WebUtility.HtmlDecode(cell.Groups[1].Value))).ShouldBe(int.Parse(cell.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), cell.Value);
    }

    [Fact]
    [Trait("Row", "RET-1")]
    public async Task The_work_list_makes_a_task_for_the_customer()
    {
        await Ready();
        using var owner = await Visitor.SignedIn(firm.App);
        var worst = (await firm.App.Run(new CustomersAtRisk { Take = 1 })).Value.Customers[0];
        (await owner.Read("/today")).ShouldContain($"href=\"/customers/{worst.CustomerId}\"");

        using var answer = await owner.Submit("/today", "plan-task", new()
        {
            ["Form.CustomerId"] = worst.CustomerId.ToString(), ["Form.CustomerName"] = worst.Name, ["Form.Title"] = "Call and ask", ["Form.OwnerId"] = "", ["Form.DueOn"] = "2026-04-02",
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var task = await firm.App.Use(db => db.Set<FollowUp>().AsNoTracking().SingleAsync(t => t.CustomerId == worst.CustomerId && t.Cause == "value.at_risk"));
        task.ShouldSatisfyAllConditions(t => t.Title.ShouldBe("Call and ask"), t => t.DueOn.ShouldBe(new(2026, 4, 2)));
        (await owner.Read("/today")).ShouldContain("Call and ask", customMessage: "one's own task that is due stands above the list");
    }

    [Fact]
    [Trait("Row", "RET-1")]
    public async Task Refused_the_task_stays_with_the_colleague_who_was_chosen_and_no_page_names_them_all()
    {
        await Ready();
        using var owner = await Visitor.SignedIn(firm.App);
        using var other = await Visitor.SignedIn(firm.App, "sales");
        var colleague = (await firm.App.Run(new Colleagues())).Value.MaxBy(p => p.Id.Value)!;
        var worst = (await firm.App.Run(new CustomersAtRisk { Take = 1 })).Value.Customers[0];
        (await owner.Read($"/customers/{firm.Customers[0]}")).ShouldNotContain($"<option value=\"{colleague.Id}\"");

        using var refused = await owner.Submit("/today", "plan-task", new()
        {
            ["Form.CustomerId"] = worst.CustomerId.ToString(), ["Form.CustomerName"] = worst.Name, ["Form.Title"] = "Call", ["Form.OwnerId"] = colleague.Id.ToString(), ["Form.DueOn"] = "some day",
        });

        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldContain($"<option value=\"{colleague.Id}\" selected>{colleague.Name}</option>");
    }

    [Fact]
    [Trait("Row", "VAL-1")]
    public async Task A_customers_page_shows_three_numbers_that_add_up()
    {
        await Ready();
        using var owner = await Visitor.SignedIn(firm.App);
        var card = (await firm.App.Run(new CustomerValueCard { CustomerId = firm.Customers[0] })).Value;

        var page = await owner.Read($"/customers/{firm.Customers[0]}");

        foreach (var minor in new[] { card.HistoricMinor, card.CurrentMinor, card.PotentialMinor, card.TotalMinor })
            page.ShouldContain(new Money(minor, card.Currency).ToString(System.Globalization.CultureInfo.GetCultureInfo("zh-CN")));
        // The days behind them come when they are asked for.
        var newest = new Money(card.Days[0].NetMinor, card.Currency).ToString(System.Globalization.CultureInfo.GetCultureInfo("zh-CN"));
        Regex.Count(await owner.Read($"/customers/{firm.Customers[0]}?days=true"), Regex.Escape(newest)).ShouldBeGreaterThanOrEqualTo(12);
    }

    [Fact]
    public async Task Who_may_not_see_values_gets_neither_the_pages_nor_their_menu()
    {
        await Ready();
        using var clerk = await Visitor.SignedIn(firm.App, "clerk");
        (await clerk.Read("/customers")).ShouldNotContain("href=\"/value\"");

        using var answer = await clerk.Http.GetAsync("/value", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    [Trait("Row", "VAL-3")]
    public async Task Thresholds_are_changed_on_a_page_and_the_next_run_works_by_them()
    {
        await using var fresh = await FewDataTests.NewFirm.Open();
        using var owner = await Visitor.SignedIn(fresh.App);
        var form = new Dictionary<string, string>
        {
            ["Form.MajorPercent"] = "5", ["Form.MinorPercent"] = "25", ["Form.OrdinaryPercent"] = "60", ["Form.PlanningDays"] = "60", ["Form.DeclinePercent"] = "55", ["Form.LostPercent"] = "85",
            ["Form.MatureCount"] = "9", ["Form.LapsedDays"] = "20", ["Form.HorizonMonths"] = "24", ["Form.DiscountPercent"] = "8.5", ["Form.ContactCost"] = "3.20", ["Form.VisitCost"] = "45", ["Form.GiftCost"] = "60.50", ["Form.ComplaintCost"] = "30", ["Form.ReferralPercent"] = "40",
            ["Form.LeastBuyers"] = "40", ["Form.LeastRepeats"] = "50",
            ["Form.LoyalIndex"] = "75", ["Form.RfmRule"] = "Quintiles",
            ["Form.ReviewDays"] = "45", ["Form.LeastMajor"] = "9,000.50", ["Form.LeastMinor"] = "800", ["Form.LeastOrdinary"] = "70",
        };

        (await owner.Submit("/settings/value", "value-settings", form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var saved = new ValueSettings
        {
            MajorShare = 0.05, MinorShare = 0.25, OrdinaryShare = 0.6, PlanningDays = 60, DeclineChurn = 0.55, LostChurn = 0.85, MatureCount = 9, LapsedDays = 20, HorizonMonths = 24,
            YearlyDiscount = 0.085, ContactCostMinor = 320, VisitCostMinor = 4_500, GiftCostMinor = 6_050, ComplaintCostMinor = 3_000, ReferralShare = 0.4, LeastBuyers = 40, LeastRepeats = 50, LoyalIndex = 75, RfmRule = Guanxi.Insight.RfmRule.Quintiles,
            ReviewDays = 45, Thresholds = new(900_050, 80_000, 7_000),
        };
        (await fresh.App.Run(new ValueSettingsNow())).Value.ShouldBe(saved);
        form["Form.MinorPercent"] = "2";
        using var refused = await owner.Submit("/settings/value", "value-settings", form);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("value=\"2\"", customMessage: "what was typed stays");
        form["Form.MinorPercent"] = "25";
        foreach (var wrong in new[] { "", "60" })
        {
            form["Form.LeastMinor"] = wrong;
            (await owner.Submit("/settings/value", "value-settings", form)).StatusCode.ShouldBe(HttpStatusCode.OK, "all three or none, falling");
        }
        (await fresh.App.Run(new ValueSettingsNow())).Value.ShouldBe(saved);
    }

    [Fact]
    public async Task Before_the_first_figures_today_says_what_to_do_instead_of_that_all_is_well()
    {
        await using var fresh = await FewDataTests.NewFirm.Open();
        using var owner = await Visitor.SignedIn(fresh.App);

        var page = await owner.Read("/today");

        page.ShouldContain("href=\"/imports\"");
        page.ShouldNotContain(fresh.App.Services.GetRequiredService<Texts>()["value.at_risk.none.title"]);
    }

    // The month before first: movement is counted from it.
    private async Task Ready()
    {
        await firm.Ran(RunTests.Firm.Today.AddDays(-30));
        await firm.Ran();
    }

    [GeneratedRegex("""href="([^"]+)["]""")]
    private static partial Regex Link();

    [GeneratedRegex("""<a href="(/value/customers[^"]+)">([0-9]+)</a>""")]
    private static partial Regex Moved();

    [GeneratedRegex("<a data-row ")]
    private static partial Regex Row();
}
