using System.Text.Json;
using System.Text.RegularExpressions;

namespace Guanxi.Browser.Tests.Journeys;

/// <summary>An evaluation from opening to signature: opened, rated, appealed against, decided, finalised, signed, and taken out as a list.</summary>
public sealed class RatingHearts(Chromium chromium, DemoFirm demo)
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task From_opening_over_an_appeal_to_the_signature(Look look)
    {
        await using var server = await demo.Open();
        await using var owner = await chromium.Visit(server, look);
        await using var director = await chromium.Visit(server, look);
        await using var agent = await chromium.Visit(server, look);
        await owner.SignIn(demo.User("Owner"), demo.Password);
        await director.SignIn(demo.User("Manager"), demo.Password);
        await agent.SignIn(demo.User("Service"), demo.Password);
        var me = JsonDocument.Parse(await agent.Page.EvaluateAsync<string>("fetch('/api/me').then(r => r.text())")).RootElement;
        var (name, unit) = (me.GetProperty("name").GetString()!, me.GetProperty("unit").GetString()!);

        await owner.Go("/settings/appraisal");
        await owner.LookOver();
        await owner.Go("/appraisals");
        await owner.LookOver();
        await owner.Link("appraisal.do.open_period").ClickAsync();
        await owner.LookOver();
        await owner.Field("appraisal.field.name").FillAsync("客服三季度");
        await owner.Page.GetByLabel(unit).CheckAsync();
        await owner.Button("appraisal.do.open_period").ClickAsync();
        await Expect(owner.Page).ToHaveURLAsync(new Regex("/appraisals/periods/[0-9]+"));
        var period = new Uri(owner.Page.Url).AbsolutePath;
        await owner.LookOver();

        // The others of the desk can't sign in to see theirs: they take no part here.
        var rows = owner.Page.Locator("tbody a[data-row]");
        await Expect(rows.Filter(new() { HasText = name })).ToHaveCountAsync(1);
        foreach (var link in await rows.Filter(new() { HasNotText = name }).EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))"))
        {
            await owner.Go(link);
            await owner.Button("appraisal.do.leave_out").First.ClickAsync();
            await owner.Page.Locator("#leave-out-reason").FillAsync("长期病假");
            await owner.Page.Locator("#leave-out").GetByRole(AriaRole.Button, new() { Name = owner.Words["appraisal.do.leave_out"], Exact = true }).ClickAsync();
            await Expect(owner.Text("appraisal.said.left_out")).ToBeVisibleAsync();
        }
        await owner.Go(period);
        await owner.Button("appraisal.do.begin").ClickAsync();
        await Expect(owner.Text("appraisal.said.begun")).ToBeVisibleAsync();

        await agent.Go("/appraisals");
        await agent.LookOver();
        await director.Go("/appraisals");
        await director.LookOver();
        await director.Page.Locator("section:has(#to-rate) tr").Filter(new() { HasText = name }).Filter(new() { HasText = look.Phone ? name : "客服三季度" }).Locator("a").Last.ClickAsync();
        await Expect(director.Page.GetByRole(AriaRole.Heading, new() { Name = director.Words["appraisal.rate.title"], Exact = true })).ToBeVisibleAsync();
        await director.LookOver();
        var sheet = new Uri(director.Page.Url).AbsolutePath;
        for (var heart = 0; heart < 6; heart++) await director.Page.Locator($"input[name='Form.Marks[{heart}].Mark'][value='{(heart == 3 ? 2 : 4)}']").CheckAsync();
        await director.Button("appraisal.do.submit").ClickAsync();
        await director.ExpectAlertLike("appraisal.sheet.mark_needs_reason");
        await director.LookOver();
        await director.Page.Locator("#reason-3").FillAsync("试茶久一点就催顾客");
        await director.Button("appraisal.do.draft").ClickAsync();
        await Expect(director.Text("appraisal.said.drafted")).ToBeVisibleAsync();
        (await agent.Go(sheet)).ShouldBe(200);
        await Expect(agent.Text("appraisal.not_rated_yet")).ToBeVisibleAsync();
        await Expect(director.Page.Locator("#reason-3")).ToHaveValueAsync("试茶久一点就催顾客");
        await director.Button("appraisal.do.submit").ClickAsync();
        await Expect(director.Text("appraisal.said.submitted")).ToBeVisibleAsync();

        await agent.Go(sheet);
        await Expect(agent.Page.GetByText("试茶久一点就催顾客")).ToBeVisibleAsync();
        await agent.LookOver();
        await agent.Button("appraisal.do.appeal").First.ClickAsync();
        await agent.Page.Locator("#appeal-reason").FillAsync("那天我一直陪着，请核对记录");
        await agent.Page.Locator("#appeal").GetByRole(AriaRole.Button, new() { Name = agent.Words["appraisal.do.appeal"], Exact = true }).ClickAsync();
        await Expect(agent.Text("appraisal.said.appealed")).ToBeVisibleAsync();

        // Who rated does not decide.
        await director.Go(sheet);
        await director.Page.Locator("#other-reason").FillAsync("维持");
        await director.Button("appraisal.do.dismiss").ClickAsync();
        await director.ExpectAlertLike("appraisal.sheet.rater_decides");
        await owner.Go(sheet);
        await owner.LookOver();
        await owner.Page.Locator("#other-Patience").SelectOptionAsync("4");
        await owner.Page.Locator("#other-reason").FillAsync("核对属实");
        await owner.Button("appraisal.do.uphold").ClickAsync();
        await Expect(owner.Text("appraisal.said.decided")).ToBeVisibleAsync();
        await owner.LookOver();

        await director.Go(period);
        await director.LookOver();
        await director.Button("appraisal.do.finalise").ClickAsync();
        await Expect(director.Text("appraisal.said.finalised")).ToBeVisibleAsync();
        await director.Go(period + "/bias");
        await Expect(director.Text("appraisal.bias_verdict.too_few").First).ToBeVisibleAsync();
        await director.LookOver();
        await owner.Go(period + "/results");
        await Expect(owner.Text("appraisal.results.not_signed")).ToBeVisibleAsync();
        await owner.Go(period);
        await owner.Button("appraisal.do.sign").ClickAsync();
        await Expect(owner.Text("appraisal.said.signed")).ToBeVisibleAsync();
        await owner.LookOver();
        await owner.Go(period + "/results?tab=pay");
        await owner.LookOver();
        var file = await owner.Page.RunAndWaitForDownloadAsync(() => owner.Link("appraisal.do.export").ClickAsync());
        file.SuggestedFilename.ShouldEndWith(".xlsx");

        await agent.Go(sheet);
        await Expect(agent.Text("appraisal.level.good").First).ToBeVisibleAsync();
        await agent.LookOver();
    }
}
