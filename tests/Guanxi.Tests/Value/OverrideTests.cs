using Guanxi.Customers;
using Guanxi.Tests.Start;
using Guanxi.Value;
using Guanxi.Value.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

[Trait("Row", "VAL-3")]
public sealed class OverrideTests
{
    private const int Last = 99;
    private static readonly Actor Boss = GuanxiApp.Someone();

    [Fact]
    public async Task A_grade_by_hand_counts_at_once_in_lists_and_figures_and_is_explained()
    {
        await using var firm = await Open();
        var before = (await firm.App.Run(new ValueDashboard())).Value;

        await Set(firm, Last, "minor");

        (await firm.Standing(Last)).ShouldSatisfyAllConditions(s => s.Grade.ShouldBe("minor"), s => s.Class.ShouldBe("A"), s => s.Colour.ShouldBe("green"));
        (await Face(firm)).ShouldSatisfyAllConditions(f => f.Grade.ShouldBe("minor"), f => f.Colour.ShouldBe("green"));
        var after = (await firm.App.Run(new ValueDashboard())).Value;
        foreach (var grade in after.Grades)
            grade.Customers.ShouldBe(before.Grades.Single(g => g.Code == grade.Code).Customers + (grade.Code switch { "minor" => 1, "small" => -1, _ => 0 }));
        after.Grades.Sum(g => g.ValueMinor).ShouldBe(before.Grades.Sum(g => g.ValueMinor));
        after.Lists["review"].ShouldBe(before.Lists["review"]);
        var card = await Card(firm);
        card.Grade.ShouldBe("minor");
        card.RuleGrade.ShouldBe("small");
        card.ByHand!.ShouldSatisfyAllConditions(h => h.Reason.ShouldBe("Opens ten shops"), h => h.Until.ShouldBe(GradedFirm.Today.AddDays(30)), h => h.Holds.ShouldBeTrue());
        card.Reasons.ShouldContain(r => r.Code == "value.grade_reason.place");
    }

    [Fact]
    public async Task A_run_keeps_it_and_hysteresis_goes_on_from_the_rules_own_grade()
    {
        await using var firm = await Open();
        await Set(firm, Last, "major");

        await Insight.Run(firm.App);

        (await firm.Standing(Last)).Grade.ShouldBe("major");
        (await Card(firm)).RuleGrade.ShouldBe("small");
        await firm.App.Run(new LiftGradeOverride { CustomerId = firm.Customers[Last] }, Boss);
        (await firm.Standing(Last)).ShouldSatisfyAllConditions(s => s.Grade.ShouldBe("small"), s => s.Class.ShouldBe("D"), s => s.Colour.ShouldBe(""));
        await Insight.Run(firm.App);
        (await firm.Standing(Last)).Grade.ShouldBe("small");
    }

    [Fact]
    public async Task After_its_last_day_it_is_not_shown_as_valid_and_the_rule_counts_again()
    {
        await using var firm = await Open();
        await Set(firm, Last, "minor");
        firm.Clock.Now = firm.Clock.Now.AddDays(30);
        (await Card(firm)).Grade.ShouldBe("minor", "its last day");

        firm.Clock.Now = firm.Clock.Now.AddDays(1);

        (await Card(firm)).ShouldSatisfyAllConditions(c => c.Grade.ShouldBe("small"), c => c.ByHand.ShouldBeNull(), c => c.History.Count.ShouldBe(1));
        await firm.App.Services.GetRequiredService<DailyRun>().Settle(default);
        (await firm.Standing(Last)).Grade.ShouldBe("small");
        (await Face(firm)).Grade.ShouldBe("small");
    }

    [Fact]
    public async Task The_run_after_its_last_day_goes_by_the_rule()
    {
        await using var firm = await Open();
        await Set(firm, Last, "minor");
        firm.Clock.Now = firm.Clock.Now.AddDays(31);

        await Insight.Run(firm.App);

        (await firm.Standing(Last)).Grade.ShouldBe("small");
    }

    [Fact]
    public async Task A_run_as_of_an_earlier_day_knows_nothing_of_it()
    {
        await using var firm = await Open();
        await Set(firm, Last, "major");

        await Insight.Run(firm.App, GradedFirm.Today.AddDays(-5));

        (await firm.App.Run(new StandingCustomers { AsOf = GradedFirm.Today.AddDays(-5), Take = 200 })).Value.Customers.Single(c => c.CustomerId == firm.Customers[Last]).Grade.ShouldBe("small");
    }

    [Fact]
    public async Task Another_one_takes_its_place_and_both_are_kept()
    {
        await using var firm = await Open();
        await Set(firm, Last, "minor");
        await Set(firm, Last, "ordinary");

        (await firm.Standing(Last)).Grade.ShouldBe("ordinary");
        var history = (await Card(firm)).History;
        history.Select(h => (h.Grade, h.Holds)).ShouldBe([("ordinary", true), ("minor", false)]);
        history[1].LiftedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_gets_no_concession_is_red()
    {
        await using var firm = await Open();
        (await firm.App.Run(Wanted(firm, Last, "minor") with { NeverConcede = true }, Boss)).Refusal.ShouldBe("value.override.concede_small_only");

        (await firm.App.Run(Wanted(firm, Last, "small") with { NeverConcede = true }, Boss)).Ok.ShouldBeTrue();

        (await firm.Standing(Last)).Colour.ShouldBe("red");
        await Insight.Run(firm.App);
        (await firm.Standing(Last)).Colour.ShouldBe("red");
    }

    [Fact]
    public async Task It_needs_a_reason_a_day_that_can_be_foreseen_a_right_and_a_customer_within_reach()
    {
        await using var firm = await Open();

        (await firm.App.Run(Wanted(firm, 1, "minor") with { Reason = " " }, Boss)).Ok.ShouldBeFalse();
        (await firm.App.Run(Wanted(firm, 1, "royal"), Boss)).Refusal.ShouldBe("value.grade.unknown");
        (await firm.App.Run(Wanted(firm, 1, "minor") with { Until = GradedFirm.Today.AddDays(-1) }, Boss)).Refusal.ShouldBe("value.override.until_past");
        (await firm.App.Run(Wanted(firm, 1, "minor") with { Until = GradedFirm.Today.AddDays(400) }, Boss)).Refusal.ShouldBe("value.override.until_too_far");
        (await firm.App.Run(Wanted(firm, 1, "minor"), GuanxiApp.Someone(Scope.All, ValueRights.Read))).Refusal.ShouldBe("kernel.right.missing");
        (await firm.App.Run(Wanted(firm, 1, "minor"), GuanxiApp.Someone(Scope.Own) with { Id = GradedFirm.Seller })).Refusal.ShouldBe("customers.customer.not_found");
        (await firm.App.Run(new LiftGradeOverride { CustomerId = firm.Customers[1] }, Boss)).Refusal.ShouldBe("value.override.not_found");
    }

    [Fact]
    public async Task The_customers_page_says_who_set_it_and_what_the_rule_says()
    {
        await using var firm = await Open();
        using var owner = await Visitor.SignedIn(firm.App);
        var page = $"/customers/{firm.Customers[Last]}";

        (await owner.Submit(page, "override-grade", new() { ["Hand.Grade"] = "minor", ["Hand.Reason"] = "Opens ten shops", ["Hand.Until"] = "2026-06-30" })).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);

        var shown = System.Net.WebUtility.HtmlDecode(await owner.Read(page));
        shown.ShouldContain("Opens ten shops");
        shown.ShouldContain("人工设定");
        (await owner.Submit(page, "lift-grade", [])).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        (await firm.Standing(Last)).Grade.ShouldBe("small");
    }

    private static async Task<GradedFirm> Open()
    {
        var firm = new GradedFirm();
        await firm.InitializeAsync();
        return firm;
    }

    private static OverrideGrade Wanted(GradedFirm firm, int i, string grade) => new() { CustomerId = firm.Customers[i], Grade = grade, Reason = "Opens ten shops", Until = GradedFirm.Today.AddDays(30) };

    private static async Task Set(GradedFirm firm, int i, string grade) => _ = (await firm.App.Run(Wanted(firm, i, grade), Boss)).Value;

    private static async Task<GradeCard> Card(GradedFirm firm) => (await firm.App.Run(new CustomerGradeCard { CustomerId = firm.Customers[Last] })).Value;

    private static Task<CustomerFace> Face(GradedFirm firm) => firm.App.Use(db => db.Set<CustomerFace>().AsNoTracking().SingleAsync(f => f.CustomerId == firm.Customers[Last]));
}
