using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>Who fits best, what holds them, what ends soon, and with whom a tie is missing.</summary>
public sealed partial class HoldingCustomers(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task From_the_best_fit_over_a_new_contract_to_those_without_a_tie(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        var page = visit.Page;
        var rows = page.Locator("tbody a[data-row]");
        await visit.UntilThere("/value/fit", rows);
        await visit.LookOver();

        await rows.First.ClickAsync();
        await visit.Button("value.fit.judge").ClickAsync();
        await page.Locator("#fit-reason").FillAsync("门店规模与我们相当");
        await page.Locator("#judge-fit").GetByRole(AriaRole.Button, new() { Name = visit.Words["value.settings.save"], Exact = true }).ClickAsync();
        await Expect(page.GetByText("门店规模与我们相当")).ToBeVisibleAsync();
        await visit.LookOver();

        await visit.Link("retention.bonds.record").ClickAsync();
        await Expect(visit.Heading("retention.bonds.new")).ToBeVisibleAsync();
        await visit.LookOver();
        await page.Locator("#form").SelectOptionAsync("FrameworkContract");
        await page.Locator("#strength").SelectOptionAsync("Strong");
        await ChooseLastDay(page, look);
        await page.Locator("#words").FillAsync("FA-2026-17");
        await visit.Button("retention.save").ClickAsync();
        await Expect(page).ToHaveURLAsync(Bonds());
        await Expect(page.GetByText("FA-2026-17")).ToBeVisibleAsync();
        await visit.LookOver();

        await visit.Go("/bonds/ending?days=60");
        await Expect(page.GetByText("FA-2026-17").First).ToBeVisibleAsync();
        await visit.LookOver();
        await page.Locator("tr").Filter(new() { HasText = "FA-2026-17" }).Locator("a[data-row]").ClickAsync();
        var record = page.Locator("tr").Filter(new() { HasText = "FA-2026-17" });
        await record.GetByRole(AriaRole.Link, new() { Name = visit.Words["retention.bonds.renew"], Exact = true }).ClickAsync();
        await Expect(page.Locator("#words")).ToHaveValueAsync("FA-2026-17");
        await page.Locator("#words").FillAsync("FA-2027-03");
        await visit.Button("retention.save").ClickAsync();
        await Expect(record).ToContainTextAsync(visit.Words["retention.bonds.holds_renewed"]);
        await page.Locator("tr").Filter(new() { HasText = "FA-2027-03" }).GetByRole(AriaRole.Button, new() { Name = visit.Words["retention.bonds.end"], Exact = true }).ClickAsync();
        await page.Locator("#end-bond-reason").FillAsync("客户改为逐单采购");
        await page.Locator("#end-bond").GetByRole(AriaRole.Button, new() { Name = visit.Words["retention.bonds.end"], Exact = true }).ClickAsync();
        await Expect(page.GetByText("客户改为逐单采购")).ToBeVisibleAsync();
        await visit.LookOver();

        await visit.Go("/bonds");
        var figures = page.Locator("tbody td.num a");
        await Expect(figures.First).ToBeVisibleAsync();
        await visit.LookOver();
        await figures.First.ClickAsync();
        await Expect(rows.First).ToBeVisibleAsync();
        await visit.LookOver();
        foreach (var settings in new[] { "/settings/ties", "/settings/fit" })
        {
            await visit.Go(settings);
            await visit.LookOver();
        }
    }

    /// <summary>Within the next two months. On a phone days are chosen, not typed.</summary>
    private static async Task ChooseLastDay(IPage page, Look look)
    {
        var input = page.Locator("#expires-on");
        if (look.Phone)
        {
            await input.ClickAsync();
            var calendar = page.Locator(".air-datepicker.-active-");
            await calendar.Locator("[data-action=next]").ClickAsync();
            await calendar.Locator(".air-datepicker-cell.-day-:not(.-other-month-)[data-date='15']").ClickAsync();
            await Expect(input).Not.ToHaveValueAsync("");
            return;
        }
        await input.FillAsync(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30).ToString("O"));
        await page.Keyboard.PressAsync("Escape");
    }

    [GeneratedRegex("/customers/[0-9]+/bonds$")]
    private static partial Regex Bonds();
}
