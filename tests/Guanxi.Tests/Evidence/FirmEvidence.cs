using System.Globalization;
using Guanxi.Insight;
using Guanxi.Value;

namespace Guanxi.Tests.Evidence;

/// <summary>Firms whose truth is known, through the product's own run. Margins are four standard errors of chance: a right figure passes 9,999 times in 10,000, and no seed is picked.</summary>
[Trait("Row", "VAL-5")]
[Trait("Suite", "once")]
public sealed class FirmEvidence(FirmEvidence.Firms firms) : IClassFixture<FirmEvidence.Firms>
{
    private const double Sigmas = 4;
    private static readonly string[] Stages = ["acquisition", "development", "maturity", "decline", "lost"];

    public static TheoryData<string> Lawful => [.. FirmPlan.All.Where(p => p.Truth is not null).Select(p => p.Key)];

    [Theory, MemberData(nameof(Lawful))]
    public async Task The_true_parameters_lie_within_their_standard_errors(string key)
    {
        var firm = await firms[key];

        var fit = firm.Fit.ShouldNotBeNull();
        fit.NotIdentified.ShouldBeNull();
        foreach (var (name, value) in firm.Plan.Truth!.Parameters)
            fit.Parameters[name].ShouldBe(value, Sigmas * fit.StandardErrors[name], $"{key} {name}");
    }

    [Theory, MemberData(nameof(Lawful))]
    public async Task Of_those_said_to_stay_away_as_many_do_in_every_tenth(string key)
    {
        var firm = await firms[key];

        foreach (var bin in Churn(firm).Bins) Chance(bin).ShouldBeLessThan(Sigmas, $"{key}: {bin}");
    }

    [Theory, MemberData(nameof(Lawful))]
    public async Task As_many_are_alive_in_every_tenth_as_the_model_says(string key)
    {
        var firm = await firms[key];

        foreach (var bin in Alive(firm).Bins) Chance(bin).ShouldBeLessThan(Sigmas, $"{key}: {bin}");
    }

    [Theory, MemberData(nameof(Lawful))]
    public async Task The_stages_hold_as_many_who_are_gone_as_the_model_says_and_more_from_stage_to_stage(string key)
    {
        var firm = await firms[key];

        var gone = Stages.Select(stage => firm.Customers.Where(c => c.Said.Stage == stage).ToList()).Where(s => s.Count >= 30)
            .Select(s => (Said: s.Average(c => 1 - c.Why.Alive), True: s.Average(c => c.Alive ? 0.0 : 1), Error: Math.Sqrt(s.Sum(c => c.Why.Alive * (1 - c.Why.Alive))) / s.Count)).ToList();
        foreach (var (said, real, error) in gone) real.ShouldBe(said, Sigmas * error + 1e-9, key);
        var by = firm.Customers.ToLookup(c => c.Said.Stage, c => c.Alive ? 0.0 : 1);
        by["decline"].Average().ShouldBeGreaterThan(by["development"].Average());
        by["lost"].Average().ShouldBeGreaterThan(by["decline"].Average());
    }

    [Theory, MemberData(nameof(Lawful))]
    public async Task The_year_brings_what_was_expected_of_it_in_purchases_and_in_money(string key)
    {
        var firm = await firms[key];

        // What was learnt from two years carries about as much chance as the year that is foretold: √2 on top.
        Math.Abs(DrawnFirm.Sigmas(firm.Customers.Select(c => (c.Why.ExpectedPurchases, (double)c.LaterInYear)))).ShouldBeLessThan(Sigmas * Math.Sqrt(2));
        Math.Abs(DrawnFirm.Sigmas(firm.Customers.Select(c => ((double)c.Said.PotentialMinor, (double)c.LaterMinor)))).ShouldBeLessThan(Sigmas * Math.Sqrt(2));
    }

    [Theory, MemberData(nameof(Lawful))]
    public async Task Nine_of_ten_years_lie_within_the_interval_that_says_so(string key)
    {
        var firm = await firms[key];

        var (below, above) = Outside(firm);
        // Of five in a hundred on either side; fewer where the interval begins at 0, below which nobody can fall.
        var margin = Sigmas * Math.Sqrt(.05 * .95 / firm.Customers.Count);
        below.ShouldBeLessThan(.05 + margin);
        above.ShouldBeLessThan(.05 + margin);
        // An interval that is wide enough for everybody says nothing.
        above.ShouldBeGreaterThan(.02);
    }

    [Theory, MemberData(nameof(Lawful))]
    [Trait("Row", "RET-1")]
    public async Task Where_the_purchase_model_is_true_trees_do_not_beat_it(string key)
    {
        var sheet = (await firms[key]).Sheet;

        sheet.Trees!.Verdict.ShouldBe("not_better");
        sheet.Model!.Churn.ShouldBe("model");
    }

    [Fact]
    public async Task Where_there_is_too_little_to_learn_from_nothing_is_claimed()
    {
        foreach (var firm in (DrawnFirm[])[await firms["small"], await firms["once"]])
        {
            firm.Sheet.Model!.EnoughData.ShouldBeFalse(firm.Plan.Key);
            firm.Sheet.Parameters.ShouldBeEmpty();
            firm.Customers.Count.ShouldBe(firm.Plan.Customers);
            firm.Customers.ShouldAllBe(c => c.Said.Churn == null && c.Said.PotentialMinor == 0 && c.Said.RiskMinor == 0);
        }
    }

    [Fact]
    public async Task A_season_is_named_by_its_months()
    {
        var sheet = (await firms["season"]).Sheet;

        var tracking = sheet.Tracking.ShouldNotBeNull();
        tracking.SeenTwoYears.ShouldBeTrue();
        tracking.Seasons.Where(s => s.Deviation > 0).Select(s => s.Month).Order().ShouldBe([11, 12]);
    }

    [Fact]
    public async Task What_the_page_says_of_the_firms_is_what_is_computed()
    {
        var section = new Section("firms", ("Firms whose truth is known", "真相已知的企业"));
        section.Text(($"Each is drawn with a seed from a law, {FirmPlan.Days} days long, written as orders, and given to the product's run; then another year is drawn and held against what was said. Tests assert that what is true lies within four standard errors of chance of what was said; where no model is true (heavy tails, a season) the figures are told, not asserted.",
            $"每家企业按一种规律用固定种子抽取，历时 {FirmPlan.Days} 天，写成订单交给产品运行；再抽取后一年，与所说相对照。测试断言真值落在所说的四个标准误之内；没有模型为真的企业（厚尾、有季节）只报告、不断言。"));
        section.Table(("firm", "企业"), ("customers", "客户"), ("model chosen", "选中模型"), ("churn by", "流失概率取自"), ("stayed away", "未再购买"), ("AUC", "AUC"), ("Brier", "Brier"), ("of base rate", "基准比例"), ("calibration error", "校准误差"), ("farthest tenth, σ", "最偏一档，σ"),
            ("year's purchases, said", "一年购买，所说"), ("made", "实际"), ("within the 90 % interval", "落入 90 % 区间"));
        foreach (var plan in FirmPlan.All)
        {
            var firm = await firms[plan.Key];
            if (!firm.Sheet.Model!.EnoughData)
            {
                section.Cells(plan.Name, Count(plan.Customers), ("not enough data", "数据不足"), "–", "–", "–", "–", "–", "–", "–", "–", "–", "–");
                continue;
            }
            var (churn, (below, above)) = (Churn(firm), Outside(firm));
            section.Cells(plan.Name, Count(plan.Customers), firm.Sheet.Model.Model, firm.Sheet.Model.Churn == "trees" ? ("boosted trees", "提升树") : ("the model", "该模型"), Section.Percent(churn.BaseRate), Section.Number(churn.Auc, 3), Section.Number(churn.Brier, 4), Section.Number(churn.BaseRate * (1 - churn.BaseRate), 4),
                Section.Number(churn.CalibrationError, 4), Section.Number(churn.Bins.Max(Chance), 1), Count(firm.Customers.Sum(c => c.Why.ExpectedPurchases)), Count(firm.Customers.Sum(c => c.LaterInYear)), Section.Percent(1 - below - above));
        }
        section.Text(("The parameters that were drawn from, beside those found:", "抽取所用参数与所得参数："));
        section.Table(("firm", "企业"), ("parameter", "参数"), ("true", "真值"), ("found", "所得"), ("standard error", "标准误"), ("σ away", "相距 σ"));
        foreach (var plan in FirmPlan.All.Where(p => p.Truth is not null))
        {
            var fit = (await firms[plan.Key]).Fit!;
            foreach (var (name, value) in plan.Truth!.Parameters)
                section.Cells(plan.Name, name, Section.Number(value, 3), Section.Number(fit.Parameters[name], 3), Section.Number(fit.StandardErrors[name], 3), Section.Number(Math.Abs(fit.Parameters[name] - value) / fit.StandardErrors[name], 1));
        }
        section.Text(("Who is really gone, by the stage that the product gave:", "各阶段中真正离开者的比例："));
        section.Table([("firm", "企业"), .. Stages.Zip(["获取", "提升", "成熟", "衰退", "流失"], (e, c) => new Said(e, c))]);
        foreach (var plan in FirmPlan.All.Where(p => p is not { Key: "small" or "once" }))
        {
            var firm = await firms[plan.Key];
            section.Cells([plan.Name, .. Stages.Select(s => firm.Customers.Where(c => c.Said.Stage == s).ToList()).Select(s => (Said)(s.Count < 30 ? "–" : Section.Percent(s.Average(c => c.Alive ? 0.0 : 1))))]);
        }
        await Tenths(section);
        EvidencePage.Check(section);
    }

    /// <summary>Churn of the planning period, and the model's P(alive), by tenth over the lawful firms together.</summary>
    private async Task Tenths(Section section)
    {
        foreach (var (said, of) in new (Said, Func<DrawnStanding, (double, bool)>)[]
        {
            (("Churn of the planning period by tenth, over the first three firms together:", "规划期流失概率分十档，前三家企业合并："), c => (c.Said.Churn!.Value, c.StayedAway)),
            (("P(alive), which the product keeps to itself, by tenth:", "P(存活)（产品不展示）分十档："), c => (c.Why.Alive, c.Alive)),
        })
        {
            var pairs = new List<(double P, bool Did)>();
            foreach (var plan in FirmPlan.All.Where(p => p.Truth is not null)) pairs.AddRange((await firms[plan.Key]).Customers.Select(of));
            section.Text(said);
            section.Table(("tenth", "档"), ("customers", "客户"), ("said", "所说"), ("true", "实际"), ("σ away", "相距 σ"));
            foreach (var bin in ProbabilityScore.Of([.. pairs.Select(p => p.P)], [.. pairs.Select(p => p.Did)]).Bins)
                section.Cells($"{Section.Percent(bin.From)} – {Section.Percent(bin.To)}", Count(bin.Customers), Section.Percent(bin.Forecast), Section.Percent(bin.Actual), Section.Number(Chance(bin), 1));
        }
    }

    private static ProbabilityScore Churn(DrawnFirm firm) => ProbabilityScore.Of([.. firm.Customers.Select(c => c.Said.Churn!.Value)], [.. firm.Customers.Select(c => c.StayedAway)]);

    private static ProbabilityScore Alive(DrawnFirm firm) => ProbabilityScore.Of([.. firm.Customers.Select(c => c.Why.Alive)], [.. firm.Customers.Select(c => c.Alive)]);

    private static double Chance(ReliabilityBin bin) => Math.Abs(bin.Actual - bin.Forecast) / Math.Sqrt(Math.Max(bin.Forecast * (1 - bin.Forecast), 1e-9) / bin.Customers);

    private static (double Below, double Above) Outside(DrawnFirm firm) =>
        (firm.Customers.Average(c => c.LaterMinor < c.Said.PotentialLowMinor ? 1.0 : 0), firm.Customers.Average(c => c.LaterMinor > c.Said.PotentialHighMinor ? 1.0 : 0));

    private static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Each firm is drawn and run once for the class.</summary>
    public sealed class Firms
    {
        private readonly Dictionary<string, Task<DrawnFirm>> made = [];

        internal Task<DrawnFirm> this[string key]
        {
            get
            {
                lock (made) return made.TryGetValue(key, out var there) ? there : made[key] = DrawnFirm.Run(FirmPlan.All.Single(p => p.Key == key));
            }
        }
    }
}
