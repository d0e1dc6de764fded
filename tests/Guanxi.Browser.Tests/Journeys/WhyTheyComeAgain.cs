namespace Guanxi.Browser.Tests.Journeys;

/// <summary>From the types of loyalty over their customers to what decided one of them, and when the firm's campaigns ran.</summary>
public sealed class WhyTheyComeAgain(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task From_a_type_to_a_customer_and_what_decided_it(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        await visit.UntilThere("/value", visit.Link("value.loyalty_type.types"));
        await visit.Link("value.loyalty_type.types").ClickAsync();
        await Expect(visit.Heading("value.loyalty_type.by_type")).ToBeVisibleAsync();
        await visit.LookOver();

        await visit.Link("value.loyalty_type.inertia").ClickAsync();
        await Expect(visit.Heading("value.customers.title")).ToBeVisibleAsync();
        await visit.Page.Locator("tbody a[data-row]").First.ClickAsync();

        var card = visit.Page.Locator("section[aria-labelledby=relationship-card-title]");
        await Expect(card.GetByRole(AriaRole.Link, new() { Name = visit.Words["value.loyalty_type.inertia"], Exact = true })).ToBeVisibleAsync();
        await Expect(card.GetByText(visit.Words["value.loyalty_type.inertia.strategy"])).ToBeVisibleAsync();
        await visit.LookOver();
    }

    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task A_campaign_is_noted_and_one_without_its_days_keeps_what_was_typed(Look look)
    {
        await using var server = await demo.Open();
        await using var visit = await chromium.Visit(server, look);
        await visit.SignIn(demo.User("Owner"), demo.Password);
        await visit.Go("/settings/loyalty");
        var (name, from, to) = (visit.Page.Locator("#campaign-0-name"), visit.Page.Locator("[name='Form.Campaigns[0].From']"), visit.Page.Locator("[name='Form.Campaigns[0].To']"));

        await name.FillAsync("618");
        await visit.Page.RunAndWaitForResponseAsync(() => visit.Button("value.settings.save").ClickAsync(), response => response.Request.Method == "POST");
        await Expect(visit.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("618");
        await Expect(name).ToHaveValueAsync("618");
        await visit.LookOver();

        await visit.Page.EvaluateAsync("() => { for (const [field, day] of [['From', '2026-06-01'], ['To', '2026-06-18']]) document.querySelector(`[name='Form.Campaigns[0].${field}']`).value = day; }");
        await visit.Page.RunAndWaitForResponseAsync(() => visit.Button("value.settings.save").ClickAsync(), response => response.Request.Method == "POST");
        await visit.Go("/settings/loyalty");
        await Expect(name).ToHaveValueAsync("618");
        await Expect(from).ToHaveValueAsync("2026-06-01");
        await Expect(to).ToHaveValueAsync("2026-06-18");
        await Expect(visit.Page.Locator("#campaign-3-name")).ToBeVisibleAsync();
    }
}
