using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Risk;
using Guanxi.Risk.Indicators;
using Guanxi.Risk.Register;
using Guanxi.Risk.Register.Acts;
using Guanxi.Risk.Register.View;
using Guanxi.Service.Complaints;
using Guanxi.Staff;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Service;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Risk.Register;

/// <summary>The register of risks: who assesses what, when again, and that nothing said is lost.</summary>
[Trait("Row", "RSK-5")]
public sealed class RegisterTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private static DateOnly Today => new FirmSettings().DayOf(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData(1, 1, RiskLevel.Low, 365)]
    [InlineData(1, 4, RiskLevel.Low, 365)]
    [InlineData(1, 5, RiskLevel.Medium, 180)]
    [InlineData(3, 3, RiskLevel.Medium, 180)]
    [InlineData(2, 5, RiskLevel.High, 90)]
    [InlineData(3, 4, RiskLevel.High, 90)]
    [InlineData(5, 3, RiskLevel.Critical, 30)]
    [InlineData(5, 5, RiskLevel.Critical, 30)]
    public async Task The_level_follows_from_the_score_and_the_next_day_from_the_level(int likelihood, int impact, RiskLevel level, int days)
    {
        var risk = await Entered(likelihood: likelihood, impact: impact);

        var row = (await View(risk)).Row;

        (row.Score, row.Level, row.ReviewOn, row.ToReview).ShouldBe((likelihood * impact, level, Today.AddDays(days), false));
    }

    [Fact]
    public void Whatever_happens_to_a_risk_its_score_is_that_of_the_newest_assessment_and_a_closed_one_stays_as_it_is()
    {
        var random = new Random(11);
        for (var walk = 0; walk < 300; walk++)
        {
            var (day, settings, by) = (new DateOnly(2026, 1, 1), new RiskSettings(), Id<Person>.New());
            var risk = RegisteredRisk.Enter(RiskKind.Complaint, "R", "D", by, day);
            var said = new List<RiskAssessment> { risk.Assess(3, 3, "At first", [], by, day, settings) };
            for (var step = 0; step < 20; step++)
            {
                day = day.AddDays(random.Next(40));
                var before = (risk.Score, risk.ReviewOn, risk.Title, risk.State);
                var (likelihood, impact, because) = (random.Next(0, 7), random.Next(0, 7), random.Next(6) == 0 ? " " : "Seen");
                var refused = false;
                try
                {
                    switch (random.Next(4))
                    {
                        case 0: said.Add(risk.Assess(likelihood, impact, because, [], by, day, settings)); break;
                        case 1: risk.Amend(RiskKind.Legal, because == " " ? "" : $"R{step}", "D", by); break;
                        case 2: risk.Close(because, day); break;
                        default: risk.Reopen(day); break;
                    }
                }
                catch (RefusedException) { refused = true; }

                if (refused) (risk.Score, risk.ReviewOn, risk.Title, risk.State).ShouldBe(before);
                if (before.State == RiskState.Closed && risk.State == RiskState.Closed) (risk.Score, risk.ReviewOn, risk.Title, risk.State).ShouldBe(before);
                risk.Score.ShouldBe(said[^1].Likelihood * said[^1].Impact);
                (risk.ClosedOn is null).ShouldBe(risk.State == RiskState.Open);
                if (said[^1].AssessedOn == day && risk.AssessedOn == day && !refused && risk.Score != before.Score) risk.ReviewOn.ShouldBe(day.AddDays(settings.DaysOf(settings.LevelOf(risk.Score))));
            }
            said.ShouldAllBe(a => a.Likelihood >= 1 && a.Likelihood <= 5 && a.Impact >= 1 && a.Impact <= 5 && a.Because.Length > 1);
        }
    }

    [Fact]
    public async Task An_assessment_keeps_what_the_indicators_showed_and_none_is_changed()
    {
        var customer = await app.Registered("Overdue");
        var risk = await Entered();
        var late = await app.Given(ComplaintGiven.Open(customer, TimeProvider.System.GetUtcNow().AddDays(-9)));
        await app.Use(db => db.Set<Complaint>().Where(c => c.Id == late.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.DueAt, TimeProvider.System.GetUtcNow().AddDays(-8)), Ct));
        var open = await app.Use(db => db.Set<Complaint>().CountAsync(c => c.DueAt < TimeProvider.System.GetUtcNow(), Ct));

        (await app.Run(new AssessRisk { RiskId = risk, Likelihood = 5, Impact = 4, Because = "One waits for a week" })).Ok.ShouldBeTrue();

        var view = await View(risk);
        view.Assessments.Select(a => (a.Likelihood, a.Impact, a.Level, a.Because)).ShouldBe([(5, 4, RiskLevel.Critical, "One waits for a week"), (2, 3, RiskLevel.Medium, "To begin with")]);
        view.Assessments[0].Seen.Single(s => s.Key == "service.indicator.late").Value.ShouldBe(open);
        open.ShouldBeGreaterThan(0);
        view.Indicators.Select(i => i.Now.Key).ShouldBe(["service.indicator.late", "service.indicator.reopened", "service.indicator.rising"], "a new risk watches the indicators of its kind");
        view.Indicators.Single(i => i.Now.Key == "service.indicator.late").Now.State.ShouldBe(IndicatorState.Watch);
        view.Row.Indicators.ShouldBe(IndicatorState.Watch);
    }

    [Fact]
    public async Task Who_answers_for_a_risk_assesses_it_and_nobody_else_without_the_right_to_all()
    {
        var (owner, other) = (GuanxiApp.Someone(Scope.Own, RiskRights.Register), GuanxiApp.Someone(Scope.Own, RiskRights.Register));
        var risk = await app.Given(RegisteredRisk.Enter(RiskKind.Complaint, "Mine", "Something", owner.Id, Today));
        AssessRisk assess = new() { RiskId = risk.Id, Likelihood = 2, Impact = 2, Because = "Calm" };

        (await app.Run(assess, other)).Refusal.ShouldBe("risk.register.not_yours");
        (await app.Run(assess, GuanxiApp.Someone(Scope.All, CustomersRights.Read))).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(assess, owner)).Ok.ShouldBeTrue();
        (await app.Run(new AmendRisk { RiskId = risk.Id, Title = "Yours", Description = "Else" }, owner)).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(new RiskDetails { RiskId = risk.Id }, owner)).Value.MayAct.ShouldBeTrue();
        (await app.Run(new RiskDetails { RiskId = risk.Id }, other)).Value.MayAct.ShouldBeFalse();
        (await app.Run(new AssessRisk { RiskId = Id<RegisteredRisk>.New(), Likelihood = 2, Impact = 2, Because = "x" })).Refusal.ShouldBe("risk.register.not_found");
    }

    [Fact]
    public async Task Somebody_who_cannot_open_the_register_cannot_answer_for_a_risk()
    {
        var name = $"clerk{Ids.Next()}";
        var clerk = (await app.Run(new Hire { Name = name, UserName = name, Role = "clerk", Password = "a-long-enough-password-7" })).Value;

        var refused = await app.Run(Entering() with { OwnerId = new(clerk.Value) });

        refused.Fields!["OwnerId"].ShouldHaveSingleItem();
        refused.Ok.ShouldBeFalse();
        (await app.Use(db => db.Set<RegisteredRisk>().AnyAsync(r => r.OwnerId == new Id<Person>(clerk.Value), Ct))).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 3, "Because")]
    [InlineData(3, 6, "Because")]
    [InlineData(3, 3, null)]
    public async Task What_is_off_the_scale_or_without_a_reason_is_refused_and_changes_nothing(int likelihood, int impact, string? because)
    {
        var risk = await Entered();

        (await app.Run(new AssessRisk { RiskId = risk, Likelihood = likelihood, Impact = impact, Because = because })).Refusal.ShouldBe("kernel.shape.invalid");

        (await View(risk)).Assessments.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_risk_takes_nothing_until_it_is_opened_again_and_is_then_due_at_once()
    {
        var risk = await Entered();
        (await app.Run(new CloseRisk { RiskId = risk, Because = "Sold the shop" })).Ok.ShouldBeTrue();

        (await app.Run(new AssessRisk { RiskId = risk, Likelihood = 1, Impact = 1, Because = "Still" })).Refusal.ShouldBe("risk.register.closed");
        (await app.Run(new PlanControl { RiskId = risk, Measure = "Look" })).Refusal.ShouldBe("risk.register.closed");
        (await app.Run(new CloseRisk { RiskId = risk, Because = "Twice" })).Refusal.ShouldBe("risk.register.closed");
        (await app.Run(new RiskList { Closed = true })).Value.Risks.ShouldContain(r => r.Id == risk);
        (await app.Run(new RiskList())).Value.Risks.ShouldNotContain(r => r.Id == risk);

        (await app.Run(new ReopenRisk { RiskId = risk })).Ok.ShouldBeTrue();
        (await app.Run(new ReopenRisk { RiskId = risk })).Refusal.ShouldBe("risk.register.open_already");
        (await View(risk)).Row.ShouldSatisfyAllConditions(r => r.ToReview.ShouldBeTrue(), r => r.ReviewOn.ShouldBe(Today));
    }

    [Fact]
    public async Task The_map_counts_every_open_risk_once_and_each_cell_leads_to_its_own()
    {
        var ids = new List<Id<RegisteredRisk>>();
        foreach (var (likelihood, impact) in new[] { (4, 4), (4, 4), (4, 5) }) ids.Add(await Entered(likelihood, impact));

        var register = (await app.Run(new RiskList())).Value;
        register.Cells.Sum(c => c.Risks).ShouldBe(register.Risks.Count);
        foreach (var cell in register.Cells)
            (await app.Run(new RiskList { Likelihood = cell.Likelihood, Impact = cell.Impact })).Value.Risks.Count.ShouldBe(cell.Risks);
        register.Risks.Select(r => r.Score).ShouldBeInOrder(SortDirection.Descending);
        register.Risks.Select(r => r.Id).ShouldBeSubsetOf(register.Risks.Select(r => r.Id).Concat(ids));
        ids.ShouldAllBe(id => register.Risks.Any(r => r.Id == id));
    }

    [Fact]
    public async Task A_control_is_in_place_once_and_dropped_with_a_reason_by_whoever_sees_to_it()
    {
        var (risk, seer) = (await Entered(), GuanxiApp.Someone(Scope.Own, RiskRights.Register));
        var planned = (await app.Run(new PlanControl { RiskId = risk, Measure = " Look at it daily " })).Value;
        var own = await app.Given(RiskControl.Plan(await app.Use(db => db.Set<RegisteredRisk>().SingleAsync(r => r.Id == risk, Ct)), "Count it", seer.Id, Today.AddDays(-1)));
        ReportControl report = new() { RiskId = risk, ControlId = planned, InPlace = true, Evidence = "The list" };

        (await View(risk)).Controls.Select(c => (c.Measure, c.State, c.Late)).ShouldBe([("Look at it daily", ControlState.Planned, false), ("Count it", ControlState.Planned, true)]);
        (await app.Run(report, seer)).Refusal.ShouldBe("risk.register.not_yours");
        (await app.Run(report with { ControlId = own.Id }, seer)).Ok.ShouldBeTrue();
        (await app.Run(report)).Ok.ShouldBeTrue();
        (await app.Run(report)).Refusal.ShouldBe("risk.control.reported_already");
        (await app.Run(report with { InPlace = false, Evidence = "No time" })).Ok.ShouldBeTrue();
        (await app.Run(report with { InPlace = false, Evidence = "Again" })).Refusal.ShouldBe("risk.control.reported_already");
        (await View(risk)).Controls.Select(c => (c.State, c.Evidence)).ShouldBe([(ControlState.Dropped, "No time"), (ControlState.InPlace, "The list")]);
    }

    [Fact]
    public async Task A_risk_watches_what_is_chosen_from_the_values_that_are_given()
    {
        var risk = await Entered();
        WatchIndicators Watching(string key, double watch, double alarm) => new() { RiskId = risk, Indicators = [new(key, watch, alarm)] };

        (await app.Run(Watching("no.such.thing", 1, 2))).Refusal.ShouldBe("risk.register.indicator_unknown");
        foreach (var (watch, alarm) in new[] { (0.0, 2.0), (3, 2), (double.NaN, 1), (1, double.PositiveInfinity) }) (await app.Run(Watching("risk.indicator.exports", watch, alarm))).Refusal.ShouldBe("risk.register.thresholds");
        (await app.Run(new WatchIndicators { RiskId = risk, Indicators = [new("risk.indicator.exports", 1, 2), new("risk.indicator.exports", 1, 2)] })).Refusal.ShouldBe("risk.register.indicator_unknown");

        (await app.Run(Watching("risk.indicator.refusals", 7, 9))).Ok.ShouldBeTrue();
        (await View(risk)).Indicators.Select(i => (i.Now.Key, i.Now.Watch, i.Now.Alarm)).ShouldBe([("risk.indicator.refusals", 7, 9)]);
        (await app.Run(new WatchIndicators { RiskId = risk })).Ok.ShouldBeTrue();
        (await View(risk)).Row.Indicators.ShouldBe(IndicatorState.Unknown);
    }

    [Fact]
    public async Task Levels_must_rise_and_hold_for_all_risks_at_once()
    {
        var risk = await Entered(3, 3);
        var before = (await app.Run(new RiskSettingsNow())).Value;

        (await app.Run(ChangeRiskSettings.Of(before) with { High = 5 })).Fields!.Keys.ShouldBe(["High"]);
        (await app.Run(ChangeRiskSettings.Of(before) with { Critical = 26 })).Refusal.ShouldBe("kernel.shape.invalid");
        (await app.Run(ChangeRiskSettings.Of(before) with { Medium = 3, High = 6, Critical = 9 })).Ok.ShouldBeTrue();
        (await View(risk)).Row.Level.ShouldBe(RiskLevel.Critical);
        (await app.Run(ChangeRiskSettings.Of(before))).Ok.ShouldBeTrue();
    }

    private static EnterRisk Entering(int likelihood = 2, int impact = 3) => new() { Kind = RiskKind.Complaint, Title = "Uproar", Description = "It gets public", Likelihood = likelihood, Impact = impact, Because = "To begin with" };

    private async Task<Id<RegisteredRisk>> Entered(int likelihood = 2, int impact = 3) => (await app.Run(Entering(likelihood, impact))).Value;

    private async Task<RiskView> View(Id<RegisteredRisk> risk) => (await app.Run(new RiskDetails { RiskId = risk })).Value;
}
