using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>Somebody writes a survey and invites customers; one answers on the phone and is not content; the same day that is somebody's task, and the measures tell of it.</summary>
public sealed class Surveying(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task From_the_first_question_to_the_task_that_a_bad_answer_is(Look look)
    {
        await using var server = await demo.Open();
        await using var owner = await chromium.Visit(server, look);
        await using var customer = await chromium.Visit(server, look);

        await owner.SignIn(demo.User("Owner"), demo.Password);
        // Whoever was asked by the demo firm's own surveys is left in peace for sixty days; here nobody is.
        await owner.Go("/settings/surveys");
        await owner.LookOver();
        await owner.Field("surveys.field.quiet_days").FillAsync("0");
        await owner.Button("surveys.save").ClickAsync();
        await Expect(owner.Text("surveys.saved")).ToBeVisibleAsync();
        await owner.Go("/customers?grade=major");
        await owner.Link("customers.kept.keep").ClickAsync();
        await owner.Page.Locator("#name").FillAsync("重点客户");
        await owner.Button("customers.kept.keep").ClickAsync();
        await Expect(owner.Page).ToHaveURLAsync(new Regex("/customers\\?list="));

        await owner.Go("/surveys");
        await owner.LookOver();
        await owner.Button("surveys.new").ClickAsync();
        await owner.Field("surveys.field.name").FillAsync("国庆后回访");
        await owner.Button("surveys.do.draft").ClickAsync();
        await Expect(owner.Heading("surveys.edit.title")).ToBeVisibleAsync();
        await owner.LookOver();
        await owner.Button("surveys.save").ClickAsync();
        await owner.Button("surveys.do.open").ClickAsync();
        await owner.Link("surveys.wave").ClickAsync();
        await owner.Field("surveys.field.sample").FillAsync("3");
        await owner.Button("surveys.wave.count").ClickAsync();
        await Expect(owner.Page.Locator("main [role=status] strong")).ToContainTextAsync("3");
        await owner.LookOver();
        await owner.Page.Locator("main form .btn-primary").ClickAsync();
        await Expect(owner.Page.Locator("main table").GetByText(owner.Words["surveys.wave.state.done"])).ToBeVisibleAsync();
        await owner.LookOver();
        await owner.Go(new Uri(owner.Page.Url).AbsolutePath[..^"/wave".Length]);
        await Expect(owner.Text("surveys.waiting_about")).ToBeVisibleAsync();
        await owner.LookOver();
        var link = new Uri((await owner.Page.Locator("[data-copy]").First.GetAttributeAsync("data-copy"))!).AbsolutePath;

        await customer.Go(link);
        await customer.LookOver();
        await customer.Button("surveys.public.send").ClickAsync();
        // What is asked of dissatisfied customers only is not there yet.
        var why = customer.Page.GetByText(customer.Words["surveys.pattern.ask.wrong"]);
        await Expect(why).ToBeHiddenAsync();
        await customer.Page.GetByLabel(customer.Words["surveys.csat.1"], new() { Exact = true }).CheckAsync();
        await Expect(why).ToBeVisibleAsync();
        await customer.LookOver();
        await customer.Field("surveys.pattern.ask.open").FillAsync("等了一个小时没人理");
        await customer.Button("surveys.public.send").ClickAsync();
        await Expect(customer.Heading("surveys.public.thanks")).ToBeVisibleAsync();
        await customer.Go(link);
        await Expect(customer.Text("surveys.public.answered")).ToBeVisibleAsync();

        await owner.Go("/surveys/answers?view=bad");
        await owner.LookOver();
        await Expect(owner.Page.GetByText("等了一个小时没人理")).ToBeVisibleAsync();
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = owner.Words["surveys.brought_task"] }).First.ClickAsync();
        await Expect(owner.Page.GetByText("国庆后回访").First).ToBeVisibleAsync();
        await owner.Go("/value/satisfaction");
        await Expect(owner.Text("value.satisfaction_by.category")).ToBeVisibleAsync();
        await owner.LookOver();
        await owner.Page.Locator("main table a[href*='measure=return']").First.ClickAsync();
        await Expect(owner.Page.Locator("main table")).ToBeVisibleAsync();
        await owner.LookOver();
    }
}
