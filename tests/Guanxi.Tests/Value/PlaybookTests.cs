using System.Net;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Tests.Start;
using Guanxi.Value;
using Guanxi.Value.Playbook;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

[Trait("Row", "VAL-4")]
public sealed class PlaybookTests(GradedFirm firm) : IClassFixture<GradedFirm>
{
    private static readonly string[] Stages = ["acquisition", "development", "maturity", "decline", "lost"];

    [Fact]
    public async Task Each_stage_has_a_strategy_and_a_next_action_for_both_groups()
    {
        var plays = (await firm.App.Run(new PlaybookNow())).Value.Plays;

        plays.Select(p => (p.Stage, p.Group)).ShouldBe(from s in Stages from g in new[] { "key", "other" } select (s, g));
        plays.ShouldAllBe(p => !p.DefaultStrategy.Contains('[') && !p.DefaultAction.Contains('[') && p.DefaultAction.Length <= 200);
    }

    [Fact]
    public async Task The_customers_stage_comes_with_its_evidence_and_the_advice_for_its_group()
    {
        var (best, last) = (await Card(0), await Card(99));

        best.ShouldSatisfyAllConditions(c => c.Stage.ShouldBe("acquisition"), c => c.Group.ShouldBe("key"), c => c.Rule.ShouldBe("first_purchase"));
        best.Reasons.Select(r => r.Code).ShouldContain("value.stage_rule.first_purchase");
        best.Reasons.ShouldAllBe(r => !r.Text.Contains('[') && !r.Text.Contains('{'));
        last.Group.ShouldBe("other");
        last.NextAction.ShouldNotBe(best.NextAction);
    }

    [Fact]
    public async Task The_firms_own_words_replace_the_products_and_empty_ones_bring_them_back()
    {
        var before = await Card(1);

        _ = (await firm.App.Run(new ChangePlaybook { Stage = "acquisition", Group = "key", ActionZh = "送一罐新茶", ActionEn = "Send a tin of new tea" })).Value;
        (await Card(1)).ShouldSatisfyAllConditions(c => c.NextAction.ShouldBeOneOf("送一罐新茶", "Send a tin of new tea"), c => c.Strategy.ShouldBe(before.Strategy));
        _ = (await firm.App.Run(new ChangePlaybook { Stage = "acquisition", Group = "key", ActionZh = " " })).Value;

        (await Card(1)).NextAction.ShouldBe(before.NextAction);
        (await firm.App.Run(new ChangePlaybook { Stage = "middle", Group = "key" })).Refusal.ShouldBe("value.playbook.unknown");
        (await firm.App.Run(new ChangePlaybook { Stage = "lost", Group = "key" }, GuanxiApp.Someone(Scope.All, ValueRights.Read))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task Every_page_names_the_stages_by_the_words_that_the_firm_chose_and_the_api_by_their_codes()
    {
        await using var own = new GradedFirm();
        await own.InitializeAsync();
        using var owner = await Visitor.SignedIn(own.App);
        var texts = own.App.Services.GetRequiredService<Texts>();

        (await owner.Submit("/settings/playbook", "vocabulary", new() { ["Words.Terms"] = "Formation" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var (chosen, usual) = ("考察期", "获取期");
        foreach (var page in new[] { "/customers", $"/customers/{own.Customers[0]}", "/value", "/value/customers", "/settings/playbook?stage=lost" })
        {
            var shown = WebUtility.HtmlDecode(await owner.Read(page));
            shown.ShouldContain(chosen, customMessage: page);
            if (!page.StartsWith("/settings", StringComparison.Ordinal)) shown.ShouldNotContain(usual, customMessage: page);
        }
        (await owner.Read($"/api/customers/{own.Customers[0]}/stage")).ShouldContain("\"stage\":\"acquisition\"");
        (await owner.Read("/api/customers/stage-vocabulary")).ShouldContain("ormation");
        foreach (var terms in Enum.GetValues<StageTerms>())
            Stages.Select(s => texts[StageWords.KeyOf(terms, s)]).ShouldBeUnique();
    }

    [Fact]
    public async Task The_next_action_becomes_a_task()
    {
        using var owner = await Visitor.SignedIn(firm.App);
        var page = $"/customers/{firm.Customers[7]}";
        var action = WebUtility.HtmlEncode((await Card(7)).NextAction);
        (await owner.Read(page)).ShouldContain("data-fill-cause=\"value.playbook\"");

        using var answer = await owner.Submit(page, "plan-task", new() { ["Form.CustomerId"] = firm.Customers[7].ToString(), ["Form.Title"] = action, ["Form.Cause"] = "value.playbook", ["Form.OwnerId"] = "", ["Form.DueOn"] = "" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await firm.App.Use(db => db.Set<FollowUp>().AsNoTracking().SingleAsync(t => t.CustomerId == firm.Customers[7]))).Cause.ShouldBe("value.playbook");
    }

    [Fact]
    public async Task The_play_book_is_written_on_its_page()
    {
        using var owner = await Visitor.SignedIn(firm.App);

        (await owner.Submit("/settings/playbook?stage=decline", "play-other", new() { ["Form.StrategyZh"] = "", ["Form.StrategyEn"] = "Ask first", ["Form.ActionZh"] = "", ["Form.ActionEn"] = "Call" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await firm.App.Run(new PlaybookNow())).Value.Plays.Single(p => p is { Stage: "decline", Group: "other" }).Own.ShouldBe(new Play { StrategyEn = "Ask first", ActionEn = "Call" });
        (await owner.Read("/settings/playbook?stage=decline")).ShouldContain("Ask first");
    }

    private async Task<StageCard> Card(int i) => (await firm.App.Run(new CustomerStageCard { CustomerId = firm.Customers[i] })).Value;
}
