using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>From the total over a component and a customer to the order behind it, and who brought whom.</summary>
public sealed partial class WhereValueComesFrom(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task From_a_component_over_a_customer_to_the_transactions(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        await visit.UntilThere("/value", Part("referral"));
        await visit.LookOver();

        await Part("referral").ClickAsync();
        await Expect(visit.Heading("value.components.customers")).ToBeVisibleAsync();
        await Expect(Rows().First).ToBeVisibleAsync();
        await visit.LookOver();

        await Rows().First.ClickAsync();
        await Expect(visit.Heading("value.components.of_customer")).ToBeVisibleAsync();
        await Expect(Rows().First).ToBeVisibleAsync();
        await visit.LookOver();

        await Part("current").ClickAsync();
        await Expect(Part("current")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(Rows().First).ToBeVisibleAsync();
        await visit.LookOver();

        await visit.Page.Locator("#behind tbody a[data-row][href*='/orders/']").First.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(AnOrder());
        // The address changes before the page does.
        await Expect(visit.Page.Locator("#behind")).ToHaveCountAsync(0);
        await visit.LookOver();

        ILocator Part(string part) => visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = visit.Words[$"value.value_part.{part}"], Exact = true });
        ILocator Rows() => visit.Page.Locator("tbody a[data-row]");
    }

    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task Who_brought_a_customer_is_noted_and_both_say_so(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        await visit.Go("/customers?q=C0000050");
        await visit.Page.Locator("tbody a[data-row]").First.ClickAsync();
        await visit.Link("customers.referral.title").ClickAsync();
        await Expect(visit.Heading("customers.referral.title")).ToBeVisibleAsync();
        await visit.LookOver();

        var who = visit.Page.GetByLabel(visit.Words["customers.referral.who"], new() { Exact = true });
        await who.FillAsync("no such customer");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = visit.Words["customers.edit.save"], Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator(".field-error").First).ToBeVisibleAsync();
        await Expect(who).ToHaveValueAsync("no such customer");
        await who.FillAsync("C0000007");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = visit.Words["customers.edit.save"], Exact = true }).ClickAsync();

        var referrer = visit.Page.Locator("section[aria-labelledby='referrer-title'] p a").First;
        await Expect(referrer).ToBeVisibleAsync();
        await referrer.ClickAsync();
        await visit.Link("customers.referral.title").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Cell, new() { Name = "C0000050", Exact = true })).ToBeVisibleAsync();
        await visit.LookOver();
    }

    [GeneratedRegex("/orders/[0-9]+")]
    private static partial Regex AnOrder();
}
