using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Periods;

namespace Guanxi.Tests.Appraisal;

[Trait("Row", "SVC-7")]
public sealed class RulesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public void All_fives_are_a_hundred_all_threes_sixty_and_weights_count()
    {
        var rules = new AppraisalSettings();

        rules.Score(_ => 5).ShouldBe(100);
        rules.Score(_ => 3).ShouldBe(60);
        // By hand: 15·4 + 20·5 + 20·3 + 15·4 + 15·4 + 15·2 = 370; /5 = 74.
        rules.Score(h => h switch { Heart.Warmth => 5, Heart.Diligence => 3, Heart.Care => 2, _ => 4 }).ShouldBe(74);
        double.IsNaN(rules.Score(h => h == Heart.Care ? null : 4)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(90, "Excellent"), InlineData(89.8, "Good"), InlineData(75, "Good"), InlineData(74.8, "Sound"), InlineData(60, "Sound"), InlineData(59.8, "ToImprove")]
    public void A_level_begins_at_its_score(double score, string level) => new AppraisalSettings().LevelOf(score).ToString().ShouldBe(level);

    [Fact]
    public void A_suggestion_follows_from_this_level_and_the_one_before()
    {
        var rules = new AppraisalSettings();

        rules.Suggest(Level.Excellent, Level.Good).ShouldBe(Suggestion.Promote);
        rules.Suggest(Level.Excellent, null).ShouldBe(Suggestion.Keep);
        rules.Suggest(Level.Sound, Level.Sound).ShouldBe(Suggestion.Develop);
        rules.Suggest(Level.ToImprove, Level.ToImprove).ShouldBe(Suggestion.Review);
        rules.Suggest(Level.ToImprove, null).ShouldBe(Suggestion.Develop);
    }

    [Fact]
    public async Task Rules_that_can_not_be_are_refused()
    {
        var rules = new AppraisalSettings();

        (await Change(rules with { Hearts = [.. rules.Hearts.Select(h => h.Heart == Heart.Care ? h with { Weight = 16 } : h)] })).ShouldBe("appraisal.settings.weights_not_100");
        (await Change(rules with { Hearts = [.. rules.Hearts.Skip(1)] })).ShouldBe("appraisal.settings.six_hearts");
        (await Change(rules with { GoodFrom = 90 })).ShouldBe("appraisal.settings.levels_not_in_order");
        (await Change(rules with { PayHundredths = [100, 110, 100, 90] })).ShouldBe("appraisal.settings.better_earns_less");
        (await Change(rules with { AppealDays = 0 })).ShouldBe("appraisal.settings.appeal_days_out_of_range");
        (await app.Run(new ChangeAppraisalSettings { Settings = rules }, GuanxiApp.Someone(Scope.All, "appraisal.read"))).Refusal.ShouldBe("kernel.right.missing");

        async Task<string?> Change(AppraisalSettings settings) => (await app.Run(new ChangeAppraisalSettings { Settings = settings })).Refusal;
    }

    [Fact]
    public async Task A_period_keeps_the_rules_that_it_was_opened_with()
    {
        var firm = await RatedFirm.Of(app);
        var period = await firm.Open();
        var rules = new AppraisalSettings();
        _ = (await app.Run(new ChangeAppraisalSettings { Settings = rules with { GoodFrom = 85, Hearts = [.. rules.Hearts.Select(h => h.Heart == Heart.Care ? h with { Questions = ["Till right?", " "] } : h)] } })).Value;
        await firm.RateAll(period, _ => [4]);
        _ = (await app.Run(new FinalisePeriod { PeriodId = period }, firm.Director)).Value;

        (await firm.SheetOf(period, firm.Clerk)).Level.ShouldBe(Level.Good);

        var next = await firm.Open(new(2026, 7, 1), new(2026, 12, 31));
        (await app.Run(new PeriodCard { PeriodId = next }, firm.Owner)).Value.Rules.ShouldSatisfyAllConditions(r => r.GoodFrom.ShouldBe(85), r => r.Of(Heart.Care).Questions.ShouldBe(["Till right?"]));
        _ = (await app.Run(new ChangeAppraisalSettings { Settings = rules })).Value;
    }

    [Fact]
    public async Task The_level_before_is_that_of_the_last_signed_period()
    {
        var firm = await RatedFirm.Of(app);
        _ = await firm.Signed(new(2025, 1, 1), new(2025, 6, 30), _ => [3]);
        _ = await firm.Signed(new(2025, 7, 1), new(2025, 12, 31), s => s.PersonId == firm.Clerk.Id ? [5] : [2]);
        var period = await firm.Signed(new(2026, 1, 1), new(2026, 6, 30), s => s.PersonId == firm.Clerk.Id ? [5] : [2]);

        (await firm.SheetOf(period, firm.Clerk)).ShouldSatisfyAllConditions(s => s.LevelBefore.ShouldBe(Level.Excellent), s => s.Suggestion.ShouldBe(Suggestion.Promote));
        (await firm.SheetOf(period, firm.Seller)).ShouldSatisfyAllConditions(s => s.LevelBefore.ShouldBe(Level.ToImprove), s => s.Suggestion.ShouldBe(Suggestion.Review));
    }

    [Fact]
    public async Task What_can_not_be_a_period_is_refused()
    {
        var firm = await RatedFirm.Of(app);
        OpenPeriod plan = new() { Name = "H1", FromOn = new(2026, 1, 1), UntilOn = new(2026, 6, 30), RateBy = new(2026, 7, 10), AnswerBy = new(2026, 7, 20), FinaliseBy = new(2026, 7, 25), SignBy = new(2026, 7, 31), Units = [firm.North] };

        (await Open(plan with { UntilOn = new(2025, 6, 30) })).ShouldBe("appraisal.period.until_before_from");
        (await Open(plan with { AnswerBy = new(2026, 7, 9) })).ShouldBe("appraisal.period.due_not_in_order");
        (await Open(plan with { Units = [Id<Unit>.New()] })).ShouldBe("staff.unit.not_found");
        (await Open(plan)).ShouldBeNull();
        (await Open(plan)).ShouldBe("appraisal.period.name_taken");
        var planner = firm.LeadSouth with { Rights = System.Collections.Frozen.FrozenSet.ToFrozenSet(["appraisal.plan"]) };
        (await app.Run(plan with { Name = "Theirs" }, planner)).Refusal.ShouldBe("appraisal.period.beyond_reach");

        async Task<string?> Open(OpenPeriod request) => (await app.Run(request, firm.Owner)).Refusal;
    }
}
