using System.Net;
using Guanxi.Insight;
using Guanxi.Tests.Start;
using Guanxi.Value;

namespace Guanxi.Tests.Value;

[Trait("Row", "CUS-10")]
public sealed class LevelTests
{
    // A 20, B 0, C 30, D 50 customers; the mean margin is 5,050.00.
    private static readonly LevelSettings Edges = new() { HighMarginTimes = 1.5, LowMarginTimes = 0.5, FewCustomers = 20, ManyCustomers = 50 };

    [Fact]
    public async Task The_advice_comes_from_margin_and_number_and_says_so()
    {
        await using var firm = await Open();

        foreach (var (customer, level) in new[] { (0, RelationshipLevel.Partnership), (30, RelationshipLevel.Accountable), (60, RelationshipLevel.Reactive), (99, RelationshipLevel.Basic) })
            (await Card(firm, customer)).Advised.ShouldBe(level, $"customer {customer}");

        var card = await Card(firm, 0);
        card.Practised.ShouldBeNull();
        card.Reasons.Select(r => r.Code).ShouldBe(["value.level_reason.margin_2", "value.level_reason.number_0"]);
        card.Reasons.ShouldAllBe(r => !r.Text.Contains('[') && !r.Text.Contains('{'));
    }

    [Fact]
    public async Task What_is_practised_is_kept_with_reason_and_history()
    {
        await using var firm = await Open();
        _ = (await Set(firm, 5, RelationshipLevel.Basic, "Never called")).Value;
        _ = (await Set(firm, 5, RelationshipLevel.Proactive, "Visits each month")).Value;

        var card = await Card(firm, 5);

        card.Practised!.ShouldSatisfyAllConditions(p => p.Level.ShouldBe(RelationshipLevel.Proactive), p => p.Reason.ShouldBe("Visits each month"));
        card.History.Select(h => h.Level).ShouldBe([RelationshipLevel.Proactive, RelationshipLevel.Basic]);
        (await Set(firm, 5, RelationshipLevel.Basic, " ")).Ok.ShouldBeFalse();
        (await Set(firm, 5, RelationshipLevel.Basic, "No", GuanxiApp.Someone(Scope.All, ValueRights.Read))).Refusal.ShouldBe("kernel.right.missing");
        (await Set(firm, 5, RelationshipLevel.Basic, "No", GuanxiApp.Someone(Scope.Own))).Refusal.ShouldBe("customers.customer.not_found");
    }

    [Fact]
    public async Task The_list_names_those_who_deserve_more_within_reach()
    {
        await using var firm = await Open();
        foreach (var (customer, level) in new[] { (0, RelationshipLevel.Proactive), (1, RelationshipLevel.Partnership), (30, RelationshipLevel.Basic), (60, RelationshipLevel.Reactive), (62, RelationshipLevel.Basic), (99, RelationshipLevel.Basic) })
            _ = (await Set(firm, customer, level, "So it is")).Value;

        var first = (await firm.App.Run(new LevelGaps { Take = 2 })).Value;
        var second = (await firm.App.Run(new LevelGaps { Take = 2, AfterPlace = first.Next })).Value;

        first.Customers.Concat(second.Customers).Select(c => (c.Standing.CustomerId, c.Practised, c.Advised)).ShouldBe(
        [
            (firm.Customers[0], RelationshipLevel.Proactive, RelationshipLevel.Partnership),
            (firm.Customers[30], RelationshipLevel.Basic, RelationshipLevel.Accountable),
            (firm.Customers[62], RelationshipLevel.Basic, RelationshipLevel.Reactive),
        ]);
        second.Next.ShouldBeNull();
        (await firm.App.Run(new LevelGaps(), GuanxiApp.Someone(Scope.Own, ValueRights.Read))).Value.Customers.ShouldBeEmpty();
        _ = (await firm.App.Run(new ChangeLevelSettings { Settings = Edges with { FewCustomers = 10 } })).Value;
        (await firm.App.Run(new LevelGaps())).Value.Customers.Select(c => c.Standing.CustomerId).ShouldBe([firm.Customers[30], firm.Customers[62]]);
        (await firm.App.Run(new ChangeLevelSettings { Settings = Edges with { FewCustomers = 60 } })).Refusal.ShouldBe("value.level.out_of_order");
    }

    [Fact]
    public async Task Level_list_and_edges_are_on_pages()
    {
        await using var firm = await Open();
        using var owner = await Visitor.SignedIn(firm.App);
        var page = $"/customers/{firm.Customers[0]}";

        (await owner.Submit(page, "set-level", new() { ["Said.Level"] = "Basic", ["Said.Reason"] = "Sold and forgotten" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await owner.Read(page)).ShouldContain("Sold and forgotten");
        (await owner.Read("/value/levels")).ShouldContain(page);
        (await owner.Submit("/value/levels", "level-settings", new() { ["Form.High"] = "2", ["Form.Low"] = "0.5", ["Form.Many"] = "200", ["Form.Few"] = "30" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await firm.App.Run(new LevelSettingsNow())).Value.ShouldBe(new() { HighMarginTimes = 2, LowMarginTimes = 0.5, ManyCustomers = 200, FewCustomers = 30 });
    }

    private static async Task<GradedFirm> Open()
    {
        var firm = new GradedFirm();
        await firm.InitializeAsync();
        _ = (await firm.App.Run(new ChangeLevelSettings { Settings = Edges })).Value;
        return firm;
    }

    private static async Task<LevelCard> Card(GradedFirm firm, int i) => (await firm.App.Run(new CustomerLevelCard { CustomerId = firm.Customers[i] })).Value;

    private static Task<Outcome<RelationshipLevel>> Set(GradedFirm firm, int i, RelationshipLevel level, string reason, Actor? actor = null) =>
        firm.App.Run(new SetRelationshipLevel { CustomerId = firm.Customers[i], Level = level, Reason = reason }, actor);
}
