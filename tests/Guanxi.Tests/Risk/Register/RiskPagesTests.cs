using System.Net;
using Guanxi.Risk.Register;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Risk.Register;

/// <summary>The risk register in the browser.</summary>
[Trait("Row", "RSK-5")]
public sealed class RiskPagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_risk_goes_from_its_entry_over_assessment_control_and_indicators_to_its_end()
    {
        using var owner = await Visitor.SignedIn(app);
        Dictionary<string, string> entry = new() { ["Form.Title"] = "投诉<b>外溢</b>", ["Form.Kind"] = "Complaint", ["Form.Description"] = "被公开", ["Form.Likelihood"] = "4", ["Form.Impact"] = "5", ["Form.Because"] = "" };
        using (var refused = await owner.Submit("/risks", "enter", entry))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.OK);
            var kept = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Ct));
            kept.ShouldContain("被公开");
            kept.ShouldContain("理由");
        }
        entry["Form.Because"] = "见过一次";
        string page;
        using (var entered = await owner.Submit("/risks", "enter", entry))
        {
            entered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            page = entered.Headers.Location!.ToString();
        }
        (await owner.Read(page)).ShouldNotContain("<b>外溢</b>");
        WebUtility.HtmlDecode(await owner.Read("/risks?likelihood=4&impact=5")).ShouldContain("20 · 重大");

        await Sent("assess", new() { ["Assess.Likelihood"] = "2", ["Assess.Impact"] = "2", ["Assess.Because"] = "平静" });
        await Sent("control", new() { ["Control.Measure"] = "店长每日督办", ["Control.DueOn"] = "2030-02-03" });
        var control = await app.Use(db => db.Set<RiskControl>().SingleAsync(Ct));
        control.DueOn.ShouldBe(new(2030, 2, 3));
        await Sent($"report-{control.Id}", new() { ["Words"] = "督办表", ["InPlace"] = "true" });
        // The form is gone with the second click, and what was typed is shown.
        (await app.Use(db => db.Set<RiskControl>().SingleAsync(Ct))).State.ShouldBe(ControlState.InPlace);

        using (var odd = await owner.Submit(page, "watch", new() { ["Watch.Lines[1].Use"] = "true", ["Watch.Lines[1].Watch"] = "30", ["Watch.Lines[1].Alarm"] = "20" }))
        {
            odd.StatusCode.ShouldBe(HttpStatusCode.OK);
            WebUtility.HtmlDecode(await odd.Content.ReadAsStringAsync(Ct)).ShouldContain("报警值不得低于关注值");
        }
        await Sent("watch", new() { ["Watch.Lines[1].Use"] = "true", ["Watch.Lines[1].Watch"] = "20", ["Watch.Lines[1].Alarm"] = "30" });
        var risk = await app.Use(db => db.Set<RegisteredRisk>().SingleAsync(Ct));
        risk.Indicators.Single(i => i.Key == "service.indicator.reopened").ShouldBe(new("service.indicator.reopened", 0.2, 0.3));

        await Sent("amend", new() { ["Form.Title"] = "投诉外溢", ["Form.Kind"] = "Legal", ["Form.Description"] = "被公开，被起诉" });
        await Sent("close", new() { ["Closing.Because"] = "不再营业" });
        WebUtility.HtmlDecode(await owner.Read(page)).ShouldContain("不再营业");
        WebUtility.HtmlDecode(await owner.Read("/risks?closed=true")).ShouldContain("投诉外溢");
        await Sent("reopen", []);

        async Task Sent(string form, Dictionary<string, string> entries)
        {
            using var answer = await owner.Submit(page, form, entries);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, form + ": " + await answer.Content.ReadAsStringAsync(Ct));
        }
    }

    [Fact]
    public async Task Without_the_right_there_is_neither_page_nor_answer_and_odd_addresses_are_no_fault()
    {
        using var clerk = await Visitor.SignedIn(app, "clerk");
        using var owner = await Visitor.SignedIn(app);

        foreach (var path in new[] { "/risks", "/api/risks", "/api/risks/indicators" }) (await clerk.Http.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        (await clerk.Read("/customers")).ShouldNotContain("href=\"/risks\"");
        (await owner.Read("/customers")).ShouldContain("href=\"/risks\"");
        (await owner.Http.GetAsync("/risks/1", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await owner.Read("/risks?likelihood=9&impact=-1")).ShouldNotBeEmpty();
        (await owner.Http.GetAsync("/risks?closed=true&likelihood=x", Ct)).StatusCode.ShouldBe(HttpStatusCode.Found, "what can't be read is left out");
    }

    [Fact]
    public async Task The_levels_are_set_on_a_page_of_their_own()
    {
        using var owner = await Visitor.SignedIn(app);
        Dictionary<string, string> levels = new() { ["Form.Medium"] = "4", ["Form.High"] = "4", ["Form.Critical"] = "16", ["Form.LowDays"] = "300", ["Form.MediumDays"] = "150", ["Form.HighDays"] = "60", ["Form.CriticalDays"] = "20" };

        using (var wrong = await owner.Submit("/settings/risks", "risk-settings", levels)) WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync(Ct)).ShouldContain("后一等级的起始分必须高于前一等级");
        levels["Form.High"] = "9";
        using (var saved = await owner.Submit("/settings/risks", "risk-settings", levels)) saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await owner.Api<RiskSettings>("/api/risks/settings"))!.ShouldBe(new RiskSettings { Medium = 4, High = 9, Critical = 16, LowDays = 300, MediumDays = 150, HighDays = 60, CriticalDays = 20 });
    }
}
