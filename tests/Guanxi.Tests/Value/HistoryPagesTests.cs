using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Tests.Start;
using Guanxi.Value;

namespace Guanxi.Tests.Value;

/// <summary>The dashboard as of an earlier day, what leads on from it, the model's sheet and the way of a figure to its sources.</summary>
public sealed partial class HistoryPagesTests(RunTests.Firm firm) : IClassFixture<RunTests.Firm>
{
    private static readonly DateOnly Then = RunTests.Firm.Today.AddDays(-30);
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    [Trait("Row", "CUS-13")]
    [Trait("Row", "INS-2")]
    public async Task The_dashboard_as_of_an_earlier_day_shows_its_figures_and_every_link_stays_on_that_day()
    {
        await Ready();
        using var owner = await Visitor.SignedIn(firm.App);
        var board = (await firm.App.Run(new ValueDashboard { AsOf = Then })).Value;

        var page = await owner.Read($"/value?as_of={Iso(Then)}");

        page.ShouldContain(Whole(board.Totals.TotalMinor));
        page.ShouldNotContain(Whole((await firm.App.Run(new ValueDashboard())).Value.Totals.TotalMinor));
        page.ShouldContain($"<option value=\"{Iso(Then)}\" selected");
        var links = Links(page).Where(l => l.StartsWith("/value/customers", StringComparison.Ordinal) || l.StartsWith("/customers?", StringComparison.Ordinal)).Distinct().ToList();
        links.Count.ShouldBeGreaterThan(10);
        links.ShouldAllBe(l => l.Contains($"as_of={Iso(Then)}"));
        foreach (var link in links) Links(await owner.Read(link)).ShouldContain($"/value?as_of={Iso(Then)}", customMessage: link);
        foreach (var grade in board.Grades.Where(g => g.Customers is > 0 and <= 50))
            Row().Count(await owner.Read($"/value/customers?grade={grade.Code}&as_of={Iso(Then)}")).ShouldBe(grade.Customers, grade.Code);
        // The newest day's own links stay as short as they were.
        (await owner.Read("/value")).ShouldNotContain("as_of=2026-03-31");
        (await owner.Read("/value?as_of=1999-01-01")).ShouldContain("href=\"/value\"", customMessage: "no figures that early, but a way back");
    }

    [Fact]
    [Trait("Row", "CUS-13")]
    public async Task From_the_day_a_customer_opens_as_of_then_and_the_history_leads_there_too()
    {
        await Ready();
        using var owner = await Visitor.SignedIn(firm.App);
        var list = await owner.Read($"/value/customers?as_of={Iso(Then)}");
        var link = Links(list).First(l => l.StartsWith("/customers/", StringComparison.Ordinal) && l.Contains("as_of", StringComparison.Ordinal));
        var id = Id<Guanxi.Customers.Customer>.Parse(link["/customers/".Length..link.IndexOf('?', StringComparison.Ordinal)]);
        var card = (await firm.App.Run(new CustomerValueCard { CustomerId = id, AsOf = Then })).Value;

        var page = await owner.Read(link);

        page.ShouldContain(new Money(card.TotalMinor, card.Currency).ToString(Chinese));
        page.ShouldNotContain("data-dialog-open=\"plan-task\"", customMessage: "nothing is to be done about the past");
        var history = await owner.Read($"/customers/{id}/standings");
        Links(history).ShouldContain($"/customers/{id}?as_of={Iso(Then)}");
        Row().Count(history).ShouldBe(2);
        history.ShouldContain("data-chart");
        (await owner.Read($"/customers/{id}")).ShouldContain($"href=\"/customers/{id}/standings\"");
    }

    [Fact]
    [Trait("Row", "VAL-4")]
    public async Task Each_cell_of_the_migration_opens_its_customers()
    {
        await Ready();
        using var owner = await Visitor.SignedIn(firm.App);
        foreach (var kind in new[] { "grade", "stage" })
        {
            var page = await owner.Read($"/value/migration?from={Iso(Then)}&to={Iso(RunTests.Firm.Today)}&kind={kind}");

            page.ShouldContain("sankey");
            var cells = Moved().Matches(page).Where(m => int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture) <= 50).ToList();
            cells.Count.ShouldBeGreaterThan(2);
            foreach (var cell in cells)
                Row().Count(await owner.Read(WebUtility.HtmlDecode(cell.Groups[1].Value))).ShouldBe(int.Parse(cell.Groups[2].Value, CultureInfo.InvariantCulture), cell.Value);
        }
    }

    [Fact]
    [Trait("Row", "VAL-5")]
    public async Task The_models_sheet_is_one_click_from_the_dashboard_and_says_what_it_can_not_see()
    {
        await Ready();
        using var owner = await Visitor.SignedIn(firm.App);
        (await owner.Read("/value")).ShouldContain("href=\"/value/model\"");
        var sheet = (await firm.App.Run(new ModelSheet())).Value;

        var page = WebUtility.HtmlDecode(await owner.Read("/value/model"));

        foreach (var one in sheet.Candidates.Where(c => c.HeldOut is not null)) page.ShouldContain(one.HeldOut!.Value.ToString("#,0.0;−#,0.0", Chinese));
        page.ShouldContain(sheet.Backtest!.Churn.Brier.ToString("0.0000", Chinese));
        page.ShouldContain(sheet.Backtest.Churn.Auc!.Value.ToString("0.000", Chinese));
        page.ShouldContain("季节与节日");
        Regex.Count(page, "data-chart ").ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    [Trait("Row", "VAL-5")]
    public async Task With_too_few_data_the_sheet_says_so_and_shows_no_error_that_nobody_measured()
    {
        await using var fresh = await FewDataTests.NewFirm.Open();
        await Ledger.Write(fresh.App, [[(Then, 1000), (Then.AddDays(9), 500)]], "CNY");
        await Insight.Run(fresh.App);
        using var owner = await Visitor.SignedIn(fresh.App);

        var page = WebUtility.HtmlDecode(await owner.Read("/value/model"));

        page.ShouldContain("数据不足");
        page.ShouldNotContain("Brier");
    }

    [Fact]
    [Trait("Row", "INS-1")]
    public async Task Each_figure_leads_back_to_the_tables_in_which_the_firm_works()
    {
        await Ready();
        using var owner = await Visitor.SignedIn(firm.App);
        var links = Links(await owner.Read("/value")).Where(l => l.StartsWith("/value/lineage?", StringComparison.Ordinal)).Distinct().ToList();
        links.Count.ShouldBe(8);
        foreach (var link in links)
        {
            var page = await owner.Read(link);
            foreach (var name in new[] { "fact_day", "raw_order_line", "sales_order_line", "SELECT" }) page.ShouldContain(name, customMessage: link);
            // Whatever a step is made from is either explained on the page or a table of the firm's own, which ends the way.
            Regex.Matches(page, "href=\"#(t-[a-z_]+)\"").Select(m => m.Groups[1].Value).Distinct().ShouldAllBe(anchor => page.Contains($"id=\"{anchor}\""));
        }
        using var seller = await Visitor.SignedIn(firm.App, "sales");
        Links(await seller.Read("/value")).ShouldNotContain(l => l.StartsWith("/value/lineage", StringComparison.Ordinal));
        using var refused = await seller.Http.GetAsync("/value/lineage", TestContext.Current.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task Ready()
    {
        await firm.Ran(Then);
        await firm.Ran();
    }

    private static string Whole(long minor) => new Money(minor, "CNY").Amount.ToString("N0", Chinese);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<string> Links(string page) => [.. Link().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))];

    [GeneratedRegex("""href="([^"]+)["]""")]
    private static partial Regex Link();

    [GeneratedRegex("""<a href="(/value/customers[^"]+)">([0-9]+)</a>""")]
    private static partial Regex Moved();

    [GeneratedRegex("<a data-row ")]
    private static partial Regex Row();
}
