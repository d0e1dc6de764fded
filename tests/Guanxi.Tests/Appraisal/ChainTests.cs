using Guanxi.Appraisal.Answers;
using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Periods;
using Guanxi.Appraisal.Results;
using Guanxi.Appraisal.Sheets;

namespace Guanxi.Tests.Appraisal;

[Trait("Row", "SVC-7")]
public sealed class ChainTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task People_are_rated_by_the_lead_of_their_shop_and_leads_by_the_lead_above()
    {
        var firm = await RatedFirm.Of(app);
        var period = await firm.Open(rating: false);

        var raters = (await firm.Sheets(period)).ToDictionary(s => s.PersonId, s => s.RaterId);

        raters[firm.Clerk.Id].ShouldBe(firm.LeadNorth.Id);
        raters[firm.Seller.Id].ShouldBe(firm.LeadNorth.Id);
        raters[firm.SouthClerk.Id].ShouldBe(firm.LeadSouth.Id);
        raters[firm.LeadNorth.Id].ShouldBe(firm.Operations.Id);
        (await firm.ActorOf(raters[firm.Operations.Id])).ShouldSatisfyAllConditions(r => r.HomeUnit.ShouldBe(firm.Director.HomeUnit), r => r.Scope.ShouldBe(Scope.ShopTree));
        raters.Count.ShouldBe(6, "neither who finalises nor who signs stands in it");
    }

    [Fact]
    public async Task From_opening_to_signature_each_has_a_turn_and_nobody_anothers()
    {
        var firm = await RatedFirm.Of(app);
        var period = await firm.Open(rating: false);
        var sheet = await firm.SheetOf(period, firm.Clerk);
        var own = await firm.SheetOf(period, firm.LeadNorth);

        (await Rate(sheet, firm.LeadNorth, 3)).ShouldBe("appraisal.period.not_now");
        (await app.Run(new BeginRating { PeriodId = period }, firm.Director)).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(new BeginRating { PeriodId = period }, firm.Owner)).Refusal.ShouldBeNull();
        (await Rate(own, firm.LeadNorth, 5)).ShouldBe("appraisal.sheet.not_the_rater");
        (await Rate(sheet, firm.LeadSouth, 5)).ShouldBe("appraisal.sheet.not_found", "another shop's lead does not see it");
        (await Rate(sheet, firm.Clerk, 5)).ShouldBe("kernel.right.missing");

        (await app.Run(new SaveMarks { SheetId = sheet.Id, Marks = [new() { Heart = Heart.Care, Mark = 2 }] }, firm.LeadNorth)).Refusal.ShouldBeNull();
        (await Card(sheet, firm.Clerk)).Marks.ShouldAllBe(m => m.Mark == null, "a draft is the rater's alone");
        (await Card(sheet, firm.Operations)).Marks.ShouldAllBe(m => m.Mark == null);
        (await Card(sheet, firm.LeadNorth)).Marks.Single(m => m.Heart == Heart.Care).Mark.ShouldBe(2);

        var wrong = await app.Run(new SubmitMarks { SheetId = sheet.Id, Marks = [.. RatedFirm.Marks(3, 2).Select(m => m with { Reason = null })] }, firm.LeadNorth);
        wrong.Refusal.ShouldBe("appraisal.sheet.mark_needs_reason");
        wrong.Fields.Keys.ShouldBe(["Marks[1].Reason"]);
        (await Rate(sheet, firm.LeadNorth, 3)).ShouldBeNull();
        (await Rate(sheet, firm.LeadNorth, 4)).ShouldBe("appraisal.sheet.not_with_rater");
        (await Card(sheet, firm.Clerk)).Score.ShouldBe(60);

        (await app.Run(new SendBack { SheetId = sheet.Id, Reason = "Everybody got threes" }, firm.Operations)).Refusal.ShouldBe("appraisal.period.own_result", "who is rated in it does not look it through");
        (await app.Run(new SendBack { SheetId = sheet.Id, Reason = "Everybody got threes" }, firm.Director)).Refusal.ShouldBeNull();
        (await Card(sheet, firm.LeadNorth)).SentBackBecause.ShouldBe("Everybody got threes");
        (await Card(sheet, firm.Clerk)).ShouldSatisfyAllConditions(c => c.SentBackBecause.ShouldBeNull(), c => c.Log.ShouldNotContain(l => l.Act == AppraisalAct.SentBack), c => c.Score.ShouldBeNull());
        (await Rate(sheet, firm.LeadNorth, 4)).ShouldBeNull();

        (await app.Run(new AdjustMarks { SheetId = sheet.Id, Marks = [new() { Heart = Heart.Warmth, Mark = 3 }], Reason = "Compared with the others" }, firm.Director)).Refusal.ShouldBeNull();
        (await Card(sheet, firm.Clerk)).ShouldSatisfyAllConditions(c => c.Marks.Single(m => m.Heart == Heart.Warmth).ShouldSatisfyAllConditions(m => m.Mark.ShouldBe(4), m => m.Counts.ShouldBe(3)), c => c.Score.ShouldBe(76));

        (await app.Run(new AppealSheet { SheetId = sheet.Id, Words = "Not so" }, firm.Seller)).Refusal.ShouldBe("appraisal.sheet.not_found");
        (await app.Run(new AppealSheet { SheetId = sheet.Id }, firm.Clerk)).Refusal.ShouldBe("appraisal.reason_missing");
        (await app.Run(new AppealSheet { SheetId = sheet.Id, Words = "Not so" }, firm.Clerk)).Refusal.ShouldBeNull();
        await firm.RateAll(period);
        (await app.Run(new FinalisePeriod { PeriodId = period }, firm.Director)).Refusal.ShouldBe("appraisal.period.appeals_open");
        (await app.Run(new DecideAppeal { SheetId = sheet.Id, Upheld = true, Reason = "True", Marks = [new() { Heart = Heart.Warmth, Mark = 4 }] }, firm.LeadNorth)).Refusal.ShouldBe("appraisal.period.beyond_reach");
        (await app.Run(new DecideAppeal { SheetId = sheet.Id, Upheld = true, Reason = "True", Marks = [new() { Heart = Heart.Warmth, Mark = 4 }] }, firm.Director)).Refusal.ShouldBeNull();
        (await app.Run(new DecideAppeal { SheetId = sheet.Id, Reason = "No" }, firm.Director)).Refusal.ShouldBe("appraisal.sheet.no_appeal");

        (await app.Run(new SignPeriod { PeriodId = period }, firm.Owner)).Refusal.ShouldBe("appraisal.period.not_finalised");
        (await app.Run(new FinalisePeriod { PeriodId = period }, firm.LeadNorth)).Refusal.ShouldBe("appraisal.period.beyond_reach");
        (await app.Run(new FinalisePeriod { PeriodId = period }, firm.Director)).Refusal.ShouldBeNull();
        (await app.Run(new SignPeriod { PeriodId = period }, firm.Director)).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(new ReturnPeriod { PeriodId = period, Reason = "South looks mild" }, firm.Owner)).Refusal.ShouldBeNull();
        (await firm.SheetOf(period, firm.Clerk)).Level.ShouldBeNull();
        (await app.Run(new FinalisePeriod { PeriodId = period }, firm.Director)).Refusal.ShouldBeNull();
        (await app.Run(new SignPeriod { PeriodId = period }, firm.Owner)).Refusal.ShouldBeNull();

        (await firm.SheetOf(period, firm.Clerk)).ShouldSatisfyAllConditions(s => s.Score.ShouldBe(80), s => s.Level.ShouldBe(Level.Good), s => s.PayHundredths.ShouldBe(110), s => s.Suggestion.ShouldBe(Suggestion.Keep));
        (await app.Run(new CallOffPeriod { PeriodId = period, Reason = "No" }, firm.Owner)).Refusal.ShouldBe("appraisal.period.signed_already");
        (await app.Run(new AdjustMarks { SheetId = sheet.Id, Marks = [new() { Heart = Heart.Care, Mark = 1 }], Reason = "x" }, firm.Director)).Refusal.ShouldBe("appraisal.period.signed_already");
        (await app.Run(new AppealSheet { SheetId = (await firm.SheetOf(period, firm.Seller)).Id, Words = "Late" }, firm.Seller)).Refusal.ShouldBe("appraisal.period.signed_already");
    }

    [Fact]
    public async Task A_period_waits_for_those_who_may_still_appeal_and_is_called_off_with_a_reason()
    {
        var firm = await RatedFirm.Of(app);
        var period = await firm.Open();
        await firm.RateAll(period, see: false);

        (await app.Run(new FinalisePeriod { PeriodId = period }, firm.Director)).Refusal.ShouldBe("appraisal.period.window_open");
        (await app.Run(new CallOffPeriod { PeriodId = period }, firm.Owner)).Refusal.ShouldBe("appraisal.reason_missing");
        (await app.Run(new CallOffPeriod { PeriodId = period, Reason = "Two shops were closed" }, firm.Owner)).Refusal.ShouldBeNull();
        (await app.Run(new SeeSheet { SheetId = (await firm.SheetOf(period, firm.Clerk)).Id }, firm.Clerk)).Refusal.ShouldBe("appraisal.period.called_off_already");
    }

    [Fact]
    public async Task Who_is_rated_in_a_period_does_not_finalise_it()
    {
        var firm = await RatedFirm.Of(app);
        var deputy = await firm.Hire("manager", firm.North);
        var period = await firm.Open();
        await firm.RateAll(period);

        // Of the whole region's reach, and with the right: but rated in it.
        (await app.Run(new FinalisePeriod { PeriodId = period }, deputy with { Scope = Scope.All })).Refusal.ShouldBe("appraisal.period.own_result");
    }

    [Fact]
    public async Task Another_rater_is_appointed_with_a_reason_and_begins_anew()
    {
        var firm = await RatedFirm.Of(app);
        var period = await firm.Open();
        var sheet = await firm.SheetOf(period, firm.Clerk);
        _ = (await app.Run(new SaveMarks { SheetId = sheet.Id, Marks = RatedFirm.Marks(1) }, firm.LeadNorth)).Value;

        (await Appoint(firm.Clerk)).ShouldBe("appraisal.sheet.rater_may_not");
        (await Appoint(firm.Operations, reason: null)).ShouldBe("appraisal.reason_missing");
        (await Appoint(firm.Operations)).ShouldBeNull();

        (await Rate(sheet, firm.LeadNorth, 3)).ShouldBe("appraisal.sheet.not_the_rater");
        (await firm.SheetOf(period, firm.Clerk)).Marks.ShouldAllBe(m => m.Mark == null);
        (await Rate(sheet, firm.Operations, 3)).ShouldBeNull();
        var leader = await firm.SheetOf(period, firm.LeadNorth);
        (await app.Run(new AppointRater { SheetId = leader.Id, RaterId = firm.LeadNorth.Id, Reason = "x" }, firm.Owner)).Refusal.ShouldBe("appraisal.sheet.rates_himself");

        async Task<string?> Appoint(Actor rater, string? reason = "Long ill") => (await app.Run(new AppointRater { SheetId = sheet.Id, RaterId = rater.Id, Reason = reason }, firm.Owner)).Refusal;
    }

    [Fact]
    public async Task With_the_last_one_left_out_the_answers_begin()
    {
        var firm = await RatedFirm.Of(app);
        var period = await firm.Open(units: firm.South);
        _ = await Rate(await firm.SheetOf(period, firm.LeadSouth), firm.Operations, 4);

        (await app.Run(new LeaveOut { SheetId = (await firm.SheetOf(period, firm.SouthClerk)).Id, Reason = "Left" }, firm.Owner)).Refusal.ShouldBeNull();

        (await app.Run(new PeriodCard { PeriodId = period }, firm.Owner)).Value.Row.Stage.ShouldBe(PeriodStage.Answers);
    }

    private async Task<string?> Rate(AppraisalSheet sheet, Actor by, int mark) => (await app.Run(new SubmitMarks { SheetId = sheet.Id, Marks = RatedFirm.Marks(mark) }, by)).Refusal;

    private async Task<SheetDetail> Card(AppraisalSheet sheet, Actor by) => (await app.Run(new SheetCard { SheetId = sheet.Id }, by)).Value;
}
