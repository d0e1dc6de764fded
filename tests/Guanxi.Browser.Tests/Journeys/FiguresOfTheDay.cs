using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>What everybody sees after signing in: from the owner's figures over the scorecard to a kept list, and a clerk's own figures and no others.</summary>
public sealed partial class FiguresOfTheDay(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task From_the_owners_figures_over_the_scorecard_to_a_list_of_who_did_not_come_back(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        await visit.UntilThere("/today", Figure(visit, "value.tile.total"));
        await Expect(visit.Heading("value.scorecard.title")).ToBeVisibleAsync();
        await Expect(Figure(visit, "value.ten_c.retention")).ToBeVisibleAsync();
        await visit.LookOver();

        await visit.Go("/value/scorecard");
        // Compared with the evaluation of a year ago, which the demo firm keeps.
        foreach (var figure in (string[])["retention", "development"]) await Expect(Figure(visit, $"value.ten_c.{figure}")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText(visit.Words["value.scorecard.customisation.not_recorded"])).ToBeVisibleAsync();
        await visit.LookOver();

        // To the address of the link: the last part of the page comes by itself, and a click while it does so was lost on a busy machine.
        await visit.Go((await Figure(visit, "value.ten_c.retention").GetAttributeAsync("href"))!);
        await Expect(visit.Heading("value.scorecard.customers", visit.Words["value.ten_c.retention"])).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("tbody a[data-row]").First).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Link("value.scorecard.retention.others").ClickAsync();
        await Expect(visit.Link("value.scorecard.retention.others")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(visit.Page.Locator("tbody a[data-row]").First).ToBeVisibleAsync();
        await visit.LookOver();

        await visit.Link("customers.kept.keep").ClickAsync();
        await visit.Page.Locator("#name").FillAsync("没有再买");
        await visit.LookOver();
        await visit.Button("customers.kept.keep").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(Kept());
        await Expect(visit.Page.Locator("tbody a[data-row]").First).ToBeVisibleAsync();
    }

    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task A_clerk_has_the_figures_of_the_shop_and_none_of_value(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Store clerk"), demo.Password);

        await Expect(visit.Page).ToHaveURLAsync(new Regex("/today$"));
        await Expect(Figure(visit, "customers.tile.customers")).ToBeVisibleAsync();
        await visit.LookOver();
        await Expect(visit.Page.Locator("main a[href^='/value']")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#risk-title, #scorecard-title")).ToHaveCountAsync(0);

        await visit.Go((await Figure(visit, "customers.tile.customers").GetAttributeAsync("href"))!);
        await Expect(visit.Page.Locator("tbody a[data-row]").First).ToBeVisibleAsync();
        await visit.Go("/contacts?days=90");
        await visit.LookOver();
    }

    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task Who_sells_sees_whose_next_purchase_is_expected(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Sales"), demo.Password);
        await visit.UntilThere("/today", Figure(visit, "value.tile.risk"));
        await visit.LookOver();

        await visit.Go("/value/expected?days=30");
        await Expect(visit.Heading("value.expected.title")).ToBeVisibleAsync();
        await visit.LookOver();
    }

    private static ILocator Figure(Visit visit, string key) => visit.Page.Locator(".figure").Filter(new() { Has = visit.Page.GetByText(visit.Words[key], new() { Exact = true }) }).Locator(".figure-value a");

    [GeneratedRegex(@"/customers\?list=[0-9]+")]
    private static partial Regex Kept();
}
