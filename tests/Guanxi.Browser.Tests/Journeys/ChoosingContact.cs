namespace Guanxi.Browser.Tests.Journeys;

/// <summary>A customer says by a private link what they want to hear of, and asks for their data; the firm keeps to it and answers in time.</summary>
public sealed class ChoosingContact(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task From_the_link_to_no_contact_and_an_answer_about_the_data(Look look)
    {
        await using var server = await demo.Open();
        await using var owner = await chromium.Visit(server, look);
        await using var customer = await chromium.Visit(server, look);
        await owner.SignIn(demo.User("Owner"), demo.Password);
        await owner.Go("/customers?grade=major");
        await owner.Page.GetByRole(AriaRole.Main).Locator("a[data-row]").First.ClickAsync();
        await Expect(owner.Heading("contact.consent.title")).ToBeVisibleAsync();
        var page = new Uri(owner.Page.Url).AbsolutePath;

        await owner.Go(page + "/consent");
        await owner.LookOver();
        // A yes that nobody can prove is none.
        await owner.Page.GetByLabel(owner.Words["contact.consent.says_yes"], new() { Exact = true }).CheckAsync();
        await owner.Button("contact.form.save").ClickAsync();
        await Expect(owner.Text("contact.consent.evidence_missing").First).ToBeVisibleAsync();
        await owner.Go(page + "/consent");
        await owner.Button("contact.consent.link_make").ClickAsync();
        await Expect(owner.Text("contact.consent.link_made")).ToBeVisibleAsync();
        await owner.LookOver();
        var link = new Uri((await owner.Page.Locator("[data-copy]").First.GetAttributeAsync("data-copy"))!).AbsolutePath;

        await customer.Go(link);
        await customer.LookOver();
        await customer.Button("contact.preferences.stop_all").ClickAsync();
        await Expect(customer.Text("contact.preferences.saved")).ToBeVisibleAsync();
        await customer.Field("contact.ask.words").FillAsync("请给我一份你们保存的资料");
        await customer.Button("contact.ask.send").ClickAsync();
        await Expect(customer.Text("contact.preferences.sent")).ToBeVisibleAsync();
        await customer.LookOver();

        await owner.Go(page);
        await Expect(owner.Text("contact.consent.do_not_contact").First).ToBeVisibleAsync();
        await owner.Go("/privacy");
        await owner.LookOver();
        var request = owner.Page.Locator("article.card", new() { HasText = "请给我一份你们保存的资料" });
        await request.GetByLabel(owner.Words["contact.privacy.answer"]).FillAsync("资料已当面交给您");
        await request.GetByRole(AriaRole.Button, new() { Name = owner.Words["contact.privacy.was_done"] }).ClickAsync();
        await Expect(owner.Text("contact.privacy.was_answered")).ToBeVisibleAsync();

        await customer.Go(link);
        await Expect(customer.Page.GetByText("资料已当面交给您")).ToBeVisibleAsync();
    }

    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task Whoever_has_no_link_asks_by_the_public_form_and_follows_the_answer(Look look)
    {
        await using var server = await demo.Open();
        await using var stranger = await chromium.Visit(server, look);
        await stranger.Go("/preferences");
        await stranger.LookOver();
        await stranger.Page.GetByLabel(stranger.Words["contact.privacy_wish.erase"]).CheckAsync();
        await stranger.Field("contact.ask.words").FillAsync("我没有注册过会员");
        await stranger.Button("contact.ask.send").ClickAsync();
        await stranger.ExpectAlertLike("contact.privacy.no_way_back");
        await Expect(stranger.Field("contact.ask.words")).ToHaveValueAsync("我没有注册过会员");
        await stranger.Field("contact.ask.phone").FillAsync("13800138000");
        await stranger.Button("contact.ask.send").ClickAsync();
        await Expect(stranger.Text("contact.preferences.sent_follow")).ToBeVisibleAsync();
        await stranger.LookOver();
    }
}
