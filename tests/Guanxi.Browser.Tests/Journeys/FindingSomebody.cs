namespace Guanxi.Browser.Tests.Journeys;

/// <summary>A name is typed as it comes to mind, and the address keeps where one is.</summary>
public sealed class FindingSomebody(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task A_search_is_in_the_address_and_back_leads_to_the_same_place(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        await visit.Go("/customers");

        var search = visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Searchbox);
        await visit.Search("王");

        var rows = visit.Page.GetByRole(AriaRole.Main).Locator("a[data-row]");
        await Expect(rows.First).ToContainTextAsync("王");
        await visit.LookOver();
        var names = await rows.AllInnerTextsAsync();

        await rows.First.ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("王");
        await visit.Page.GoBackAsync();

        await Expect(search).ToHaveValueAsync("王");
        await Expect(rows).ToHaveTextAsync(names);
        await visit.Search("wang");
        // Whose name only sounds alike, and firms where such people work, stand among them.
        await Expect(rows.Filter(new() { HasText = names[0] }).First).ToBeVisibleAsync();
    }
}
