using Guanxi.Appraisal.Bias;
using Guanxi.Appraisal.Periods;
using Guanxi.Appraisal.Results;
using Guanxi.Appraisal.Sheets;

namespace Guanxi.Tests.Appraisal;

[Trait("Row", "SVC-7"), Trait("Row", "RSK-1")]
public sealed class ScopeTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_sheet_is_seen_by_the_person_the_rater_and_who_leads_above()
    {
        var firm = await RatedFirm.Of(app);
        var period = await firm.Open();
        var sheet = await firm.SheetOf(period, firm.Clerk);

        foreach (var who in (Actor[])[firm.Clerk, firm.LeadNorth, firm.Operations, firm.Director, firm.Owner]) (await Sees(who)).ShouldBeNull(who.Name);
        foreach (var who in (Actor[])[firm.Seller, firm.SouthClerk, firm.LeadSouth, await firm.Hire("service", null)]) (await Sees(who)).ShouldBe("appraisal.sheet.not_found", who.Name);
        // Who sees every customer sees not every colleague's marks.
        (await Sees(GuanxiApp.Someone(Scope.All, "customers.read", "service.read"))).ShouldBe("appraisal.sheet.not_found");

        async Task<string?> Sees(Actor who) => (await app.Run(new SheetCard { SheetId = sheet.Id }, who)).Refusal;
    }

    [Fact]
    public async Task A_lead_sees_of_a_period_the_own_tree_and_clerks_nothing()
    {
        var firm = await RatedFirm.Of(app);
        var period = await firm.Open();

        (await Card(firm.LeadNorth)).ShouldBe(3);
        (await Card(firm.Operations)).ShouldBe(6);
        (await app.Run(new PeriodCard { PeriodId = period }, firm.Clerk)).Refusal.ShouldBe("kernel.right.missing");
        var elsewhere = await firm.Hire("manager", (await app.Run(new Guanxi.Staff.OpenUnit { Name = $"East {Ids.Next()}", Kind = Guanxi.Staff.UnitKind.Shop })).Value);
        (await app.Run(new PeriodCard { PeriodId = period }, elsewhere)).Refusal.ShouldBe("appraisal.period.not_found");
        (await app.Run(new BiasReport { PeriodId = period }, firm.LeadNorth)).Refusal.ShouldBe("appraisal.period.beyond_reach");
        (await app.Run(new BiasReport { PeriodId = period }, firm.Director)).Refusal.ShouldBeNull();

        async Task<int> Card(Actor who) => (await app.Run(new PeriodCard { PeriodId = period }, who)).Value.Sheets.Count;
    }

    [Fact]
    public async Task Everybody_finds_the_own_sheet_and_whom_to_rate()
    {
        var firm = await RatedFirm.Of(app);
        var period = await firm.Open();

        var clerk = (await app.Run(new MyAppraisals(), firm.Clerk)).Value;
        clerk.ShouldSatisfyAllConditions(s => s.Mine.Single().Submitted.ShouldBeFalse(), s => s.ToRate.ShouldBeEmpty(), s => s.Periods.ShouldBeEmpty());
        var lead = (await app.Run(new MyAppraisals(), firm.LeadNorth)).Value;
        lead.ToRate.Select(r => r.Person).ShouldBe([firm.Clerk.Name, firm.Seller.Name], ignoreOrder: true);
        lead.Periods.Single().Id.ShouldBe(period);
        await firm.RateAll(period);
        (await app.Run(new MyAppraisals(), firm.Clerk)).Value.Mine.Single().ShouldSatisfyAllConditions(m => m.Submitted.ShouldBeTrue(), m => m.Seen.ShouldBeTrue(), m => m.Level.ShouldBeNull("not signed yet"));
    }

    [Fact]
    public async Task A_result_is_ones_own_only_when_it_is_signed()
    {
        var firm = await RatedFirm.Of(app);
        var period = await firm.Open();
        await firm.RateAll(period);
        (await app.Run(new ResultList { PeriodId = period }, firm.LeadNorth)).Refusal.ShouldBe("appraisal.period.not_finalised");
        _ = (await app.Run(new FinalisePeriod { PeriodId = period }, firm.Director)).Value;
        var sheet = await firm.SheetOf(period, firm.Clerk);

        (await app.Run(new SheetCard { SheetId = sheet.Id }, firm.Clerk)).Value.Level.ShouldBeNull();
        (await app.Run(new ResultList { PeriodId = period }, firm.LeadNorth)).Value.Rows.Select(r => r.Person).ShouldBe([firm.Clerk.Name, firm.Seller.Name], ignoreOrder: true);
        (await app.Run(new ResultFile { PeriodId = period }, firm.Owner)).Refusal.ShouldBe("appraisal.period.not_signed");
        _ = (await app.Run(new SignPeriod { PeriodId = period }, firm.Owner)).Value;

        (await app.Run(new SheetCard { SheetId = sheet.Id }, firm.Clerk)).Value.ShouldSatisfyAllConditions(s => s.Level.ShouldNotBeNull(), s => s.Suggestion.ShouldBeNull("that is for those who decide on positions"));
        (await app.Run(new ResultList { PeriodId = period }, firm.LeadNorth)).Value.Rows.Count.ShouldBe(3);
        (await app.Run(new ResultFile { PeriodId = period }, firm.LeadNorth with { Rights = System.Collections.Frozen.FrozenSet.ToFrozenSet([Guanxi.Appraisal.AppraisalRights.Read]) })).Refusal.ShouldBe("kernel.right.missing");
    }
}
