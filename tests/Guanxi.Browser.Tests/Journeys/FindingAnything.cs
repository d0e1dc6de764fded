using Microsoft.Playwright;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>Somebody remembers some words of what a customer said, and nothing else.</summary>
public sealed class FindingAnything(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task From_some_words_typed_anywhere_to_the_record_that_holds_them(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        await visit.Go("/complaints?view=all");
        var words = (await visit.Page.GetByRole(AriaRole.Main).Locator("a[data-row]").First.InnerTextAsync())[..4];
        await visit.Go("/tasks");

        var box = visit.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Searchbox);
        await box.PressSequentiallyAsync(words);

        var below = visit.Page.GetByRole(AriaRole.Banner).Locator(".top-found");
        await Expect(below.GetByRole(AriaRole.Heading, new() { Name = visit.Words["service.search.complaints"] })).ToBeVisibleAsync();
        await Expect(below.Locator("mark").First).ToHaveTextAsync(words);
        await visit.LookOver();
        await box.PressAsync("ArrowDown");
        await Expect(below.Locator("a").First).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(below).ToBeHiddenAsync();
        await Expect(box).ToBeFocusedAsync();

        await box.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search\\?q="));
        await visit.LookOver();
        await visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Region, new() { Name = visit.Words["service.search.complaints"] }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/complaints/\\d+"));
        await Expect(visit.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);
    }
}
