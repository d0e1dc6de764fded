using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>The telephone rings: an agent finds who it is, takes down what is to be done, works it off with what colleagues wrote down, and the customer agrees.</summary>
public sealed class Requesting(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task From_the_call_to_a_customer_who_agrees(Look look)
    {
        await using var server = await demo.Open();
        await using var agent = await chromium.Visit(server, look);
        await using var planner = await chromium.Visit(server, look);

        await planner.SignIn(demo.User("Owner"), demo.Password);
        await planner.Go("/settings/queues?edit=new");
        await planner.LookOver();
        await planner.Go("/settings/request-kinds?edit=new");
        await planner.LookOver();
        await planner.Go("/knowledge/new");
        await planner.Field("service.field.title").FillAsync("盖碗烫手怎么办");
        await planner.Field("service.field.body").FillAsync("## 建议\n\n- 水不要超过**八分满**。\n- 拿住碗沿两端。");
        await planner.Page.GetByLabel("商品咨询", new() { Exact = true }).CheckAsync();
        await planner.LookOver();
        await planner.Button("service.save").ClickAsync();
        await planner.Button("service.article.publish").ClickAsync();
        await Expect(planner.Page.GetByRole(AriaRole.Heading, new() { Name = "建议" })).ToBeVisibleAsync();
        await planner.LookOver();

        await agent.SignIn(demo.User("Service"), demo.Password);
        await agent.Go("/customers?grade=major");
        var name = await agent.Page.Locator("[data-row]").First.InnerTextAsync();
        await agent.Go("/hotline");
        await agent.LookOver();
        await agent.Page.GetByRole(AriaRole.Searchbox, new() { Name = agent.Words["service.hotline.who"] }).FillAsync(name);
        await agent.Button("service.knowledge.find").First.ClickAsync();
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync();
        await Expect(agent.Heading("service.hotline.call")).ToBeVisibleAsync();
        await agent.Field("service.hotline.purpose").FillAsync("盖碗太烫，问怎么拿");
        await agent.Page.GetByLabel(agent.Words["service.call_outcome.request"], new() { Exact = true }).CheckAsync();
        // Without a kind it is not known where it goes: said at the field, and nothing typed is lost.
        await agent.Button("service.hotline.save").ClickAsync();
        await Expect(agent.Text("service.request.kind_missing").First).ToBeVisibleAsync();
        await agent.LookOver();
        await agent.Page.Locator("#kind").SelectOptionAsync(new SelectOptionValue { Label = "商品咨询" });
        await agent.Button("service.hotline.save").ClickAsync();
        await Expect(agent.Heading("service.request.respond")).ToBeVisibleAsync();
        await agent.LookOver();
        var request = new Uri(agent.Page.Url).AbsolutePath;

        await agent.Button("service.request.take").ClickAsync();
        await Expect(agent.Text("service.request.said.taken")).ToBeVisibleAsync();
        await agent.Field("service.request.told").FillAsync("稍后发图示给您");
        await agent.Button("service.request.do.respond").ClickAsync();
        await Expect(agent.Text("service.request.said.responded")).ToBeVisibleAsync();
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "盖碗烫手怎么办" }).ClickAsync();
        await Expect(agent.Page.GetByRole(AriaRole.Heading, new() { Name = "建议" })).ToBeVisibleAsync();
        await agent.Go(request);
        await agent.Field("service.request.was_done").FillAsync("已发图示，客户说好多了");
        await agent.Page.Locator("#helped").SelectOptionAsync(new SelectOptionValue { Label = "盖碗烫手怎么办" });
        await agent.Button("service.request.do.solve").ClickAsync();
        await Expect(agent.Heading("service.request.confirm")).ToBeVisibleAsync();
        await agent.LookOver();
        await agent.Page.Locator("#satisfaction").SelectOptionAsync("5");
        await agent.Button("service.request.do.confirm").ClickAsync();
        await Expect(agent.Text("service.request.said.closed")).ToBeVisibleAsync();
        await agent.LookOver();

        await agent.Go("/requests?view=closed");
        await agent.LookOver();
        await Expect(agent.Page.GetByText("盖碗太烫，问怎么拿").First).ToBeVisibleAsync();
        await agent.Go("/requests/quality?by=kind");
        await agent.LookOver();
        await agent.Go("/knowledge?q=" + Uri.EscapeDataString("盖碗太烫"));
        await agent.LookOver();
        await Expect(agent.Page.GetByRole(AriaRole.Link, new() { Name = "盖碗烫手怎么办" })).ToBeVisibleAsync();
        await Expect(agent.Page).ToHaveURLAsync(new Regex("/knowledge"));
    }
}
