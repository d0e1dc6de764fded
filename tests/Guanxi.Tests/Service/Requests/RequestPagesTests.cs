using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Service.Knowledge;
using Guanxi.Service.Requests.Desk;
using Guanxi.Service.Requests.Queues;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Service.Requests;

[Trait("Row", "SVC-1")]
public sealed partial class RequestPagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_firm_sets_its_desk_up_takes_a_request_down_and_works_it_off_by_its_pages()
    {
        using var owner = await Visitor.SignedIn(app);
        (await owner.Read("/settings/request-kinds")).ShouldContain("/settings/queues?edit=new", customMessage: "a kind needs a queue first");
        await Sent(owner, "/settings/queues?edit=new", "queue", new() { ["Form.Name"] = "售后", ["Form.Rule"] = nameof(QueueRule.ByHand), ["Form.Open"] = "true" });
        var queue = (await app.Run(new QueueList())).Value.Single(q => q.Name == "售后").Id;
        using (var twice = await owner.Submit("/settings/queues?edit=new", "queue", new() { ["Form.Name"] = "售后", ["Form.Open"] = "true" })) twice.StatusCode.ShouldBe(HttpStatusCode.OK, "the name is taken");
        await Sent(owner, "/settings/request-kinds?edit=new", "kind", new() { ["Form.Name"] = "维修", ["Form.QueueId"] = queue.ToString(), ["Form.Priority"] = "Normal", ["Form.RespondHours"] = "4", ["Form.SolveHours"] = "24", ["Form.Offered"] = "true" });
        await Sent(owner, "/settings/requests", "request-settings", new() { ["Form.UrgentPercent"] = "20", ["Form.HighPercent"] = "50", ["Form.LowPercent"] = "200", ["Form.QuietDays"] = "2", ["Form.ReopenDays"] = "30", ["Form.AmberPercent"] = "25", ["Form.Major"] = "High", ["Form.Minor"] = "Normal", ["Form.EscalateLate"] = "true" });
        var customer = await app.Given(SalesGiven.Customer(null, "<script>alert(1)</script>"));

        using (var kindless = await owner.Submit($"/customers/{customer.Id}/requests/new", "request", new() { ["Form.Title"] = "壶盖松了", ["Form.Words"] = "<img src=x onerror=alert(2)>", ["Form.KindId"] = "", ["Form.Channel"] = "Phone", ["Form.Priority"] = "" }))
            (await kindless.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(p => p.ShouldContain("壶盖松了", customMessage: "what was typed is kept"), p => p.ShouldNotContain("<img src=x"));
        var kind = Option().Match(await owner.Read($"/customers/{customer.Id}/requests/new")).Groups[1].Value;
        var page = await Sent(owner, $"/customers/{customer.Id}/requests/new", "request", new() { ["Form.Title"] = "壶盖松了", ["Form.Words"] = "<img src=x onerror=alert(2)>", ["Form.KindId"] = kind, ["Form.Channel"] = "Phone", ["Form.Priority"] = "Urgent" });

        foreach (var (form, fields) in new (string, Dictionary<string, string>)[]
        {
            ("take", []), ("respond", new() { ["Respond.Words"] = "明天上门" }), ("note", new() { ["Note.Words"] = "带新壶盖" }), ("priority", new() { ["Prioritise.Priority"] = "Normal", ["Prioritise.Because"] = "客户不急" }), ("move", new() { ["Move.KindId"] = kind, ["Move.QueueId"] = "", ["Move.Note"] = "还是维修" }),
            ("pause", new() { ["Pause.Because"] = "等配件" }), ("resume", new() { ["Resume.Note"] = "到了" }), ("assign", new() { ["Assign.HandlerId"] = "" }), ("solve", new() { ["Solve.Solution"] = "已更换" }), ("reopen", new() { ["Reopen.Because"] = "又松了" }), ("solve", new() { ["Solve.Solution"] = "换了新壶" }),
            ("confirm", new() { ["Confirm.Satisfaction"] = "4", ["Confirm.Words"] = "好" }),
        }) await Sent(owner, page, form, fields);

        (await owner.Read(page)).ShouldSatisfyAllConditions(p => p.ShouldContain("换了新壶"), p => p.ShouldNotContain("<img src=x"), p => p.ShouldNotContain("<script>alert(1)"));
        (await owner.Read("/requests?view=closed")).ShouldContain("壶盖松了");
        (await owner.Read($"/customers/{customer.Id}")).ShouldContain("壶盖松了", customMessage: "the timeline");
        (await owner.Read("/requests/quality?by=kind")).ShouldContain("维修");
        foreach (var view in Enum.GetValues<RequestView>()) _ = await owner.Read($"/requests?view={view}&late=true&priority=urgent&grade=major&channel=phone&since=2026-01-01");
        using var wrong = await owner.Submit("/settings/requests", "request-settings", new() { ["Form.UrgentPercent"] = "90", ["Form.HighPercent"] = "50", ["Form.LowPercent"] = "200", ["Form.QuietDays"] = "2", ["Form.ReopenDays"] = "30", ["Form.AmberPercent"] = "25", ["Form.Major"] = "High", ["Form.Minor"] = "Normal" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("Row", "SVC-6")]
    public async Task An_article_is_written_published_and_looked_up_by_its_pages()
    {
        using var owner = await Visitor.SignedIn(app);
        var page = await Sent(owner, "/knowledge/new", "article", new() { ["Form.Title"] = "紫砂壶养护", ["Form.Body"] = "## 日常\n\n**热水**冲洗 <b onclick=alert(1)>x</b>", ["Form.Kind"] = nameof(ArticleKind.HowTo), ["Form.ReviewOn"] = "2020-01-01" });
        (await owner.Read("/knowledge?shelf=drafts")).ShouldContain("紫砂壶养护");
        await Sent(owner, page, "publish", []);

        (await owner.Read(page)).ShouldSatisfyAllConditions(p => p.ShouldContain("<strong>热水</strong>"), p => p.ShouldNotContain("<b onclick"));
        (await owner.Read("/knowledge?q=" + Uri.EscapeDataString("紫砂壶怎么养"))).ShouldContain("紫砂壶养护");
        (await owner.Read("/knowledge?shelf=toreview")).ShouldContain("紫砂壶养护");
        var form = await owner.Read($"{page}/edit");
        form.ShouldContain("## 日常");
        using (var stale = await owner.Submit($"{page}/edit", "article", new() { ["Form.Title"] = "紫砂壶养护", ["Form.Body"] = "我写的一大段", ["Form.Kind"] = nameof(ArticleKind.HowTo), ["Form.Version"] = "0" }))
            (await stale.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("我写的一大段", customMessage: "somebody else has written meanwhile: one's own text is not lost");
        await Sent(owner, page, "withdraw", []);
        (await owner.Read("/knowledge?shelf=withdrawn")).ShouldContain("紫砂壶养护");
        using var nothing = await owner.Http.GetAsync("/knowledge/17", TestContext.Current.CancellationToken);
        nothing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_call_is_logged_by_the_hotlines_page()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Given(SalesGiven.Customer(null, "热线客户"));
        (await owner.Read("/hotline?q=" + Uri.EscapeDataString("热线客户"))).ShouldContain($"customer={customer.Id.Value}");
        _ = await owner.Read("/hotline?q=13800000000");
        var path = $"/hotline?customer={customer.Id.Value}";
        using (var unanswered = await owner.Submit(path, "call", new() { ["Form.Purpose"] = "问营业时间", ["Form.Outcome"] = "Answered", ["Form.KindId"] = "" }))
            (await unanswered.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("问营业时间");
        await Sent(owner, path, "call", new() { ["Form.Purpose"] = "问营业时间", ["Form.Outcome"] = "Answered", ["Form.Answer"] = "九点到六点", ["Form.KindId"] = "" });
        (await owner.Read($"/customers/{customer.Id}")).ShouldContain("九点到六点");
    }

    /// <returns>Where it led.</returns>
    private static async Task<string> Sent(Visitor visitor, string path, string form, Dictionary<string, string> fields)
    {
        using var sent = await visitor.Submit(path, form, fields);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{form}: {Wrong().Match(await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value}");
        return sent.Headers.Location!.ToString().Split('?')[0];
    }

    [GeneratedRegex("""<option value="(\d+)">维修""")]
    private static partial Regex Option();

    [GeneratedRegex("(?s)(form-errors|field-error).{0,300}")]
    private static partial Regex Wrong();
}
