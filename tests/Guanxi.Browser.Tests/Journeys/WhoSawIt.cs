using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>Who looks at a customer finds that look in the audit, and has the audit verified.</summary>
public sealed partial class WhoSawIt(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task From_a_customer_to_ones_own_look_at_it(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        var page = visit.Page;
        var rows = page.Locator("tbody a[data-row]");
        await visit.UntilThere("/customers", rows);
        await rows.First.ClickAsync();
        await visit.Link("risk.audit.of_customer").ClickAsync();
        await Expect(visit.Heading("risk.audit.title")).ToBeVisibleAsync();
        await visit.LookOver();

        // What was seen is written within a second or two.
        var seen = page.Locator("tbody tr").Filter(new() { HasText = visit.Words["risk.audit.saw"] });
        await visit.UntilThere(new Uri(page.Url).PathAndQuery, seen);
        await page.GetByLabel(visit.Words["risk.audit.act"], new() { Exact = true }).SelectOptionAsync("Saw");
        await page.GetByRole(AriaRole.Button, new() { Name = visit.Words["risk.audit.apply"], Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(OnlyViews());
        await Expect(seen.First).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr").Filter(new() { HasNotText = visit.Words["risk.audit.saw"] })).ToHaveCountAsync(0);
        await visit.LookOver();

        await visit.Go("/audit");
        await visit.LookOver();
        await page.GetByRole(AriaRole.Button, new() { Name = visit.Words["risk.audit.verify"], Exact = true }).ClickAsync();
        await visit.UntilThere("/audit", page.GetByText(visit.Words["risk.seals.whole"], new() { Exact = true }));
        await visit.LookOver();
        await visit.Go("/settings/audit");
        await visit.LookOver();
    }

    [GeneratedRegex("[?&]act=Saw")]
    private static partial Regex OnlyViews();
}
