using Guanxi.Customers;
using Guanxi.Value;
using Guanxi.Value.Churn;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value.Churn;

/// <summary>Customers with a rhythm as regular as a clock: the purchase model takes them for dice, the trees do not.</summary>
[Trait("Row", "RET-1")]
public sealed class TreeChurnTests(TreeChurnTests.Clockwork firm) : IClassFixture<TreeChurnTests.Clockwork>
{
    [Fact]
    public async Task Trees_that_foretell_better_on_a_day_that_they_have_not_seen_are_used_and_the_sheet_says_so()
    {
        await firm.Ran();

        var sheet = (await firm.App.Run(new ModelSheet())).Value;

        var trial = sheet.Trees.ShouldNotBeNull();
        trial.Verdict.ShouldBe("used");
        sheet.Model!.Churn.ShouldBe("trees");
        trial.AucGain!.Low.ShouldBeGreaterThan(0);
        trial.BrierGain!.High.ShouldBeLessThan(0);
        trial.OfTrees!.Auc.ShouldBe(trial.OfModel!.Auc + trial.AucGain.Value, 1e-12);
        trial.OfTrees.Brier.ShouldBe(trial.OfModel.Brier + trial.BrierGain.Value, 1e-12);
        trial.OfTrees.Brier.ShouldBeLessThan(trial.BaseBrier);
        trial.OfTrees.Auc.ShouldBeGreaterThan(trial.OfRecency!.Auc);
        trial.OfTrees.Bins.Sum(b => b.Customers).ShouldBe(trial.Customers);
        trial.OfModel.Bins.Sum(b => b.Customers).ShouldBe(trial.Customers);
        trial.Features.Select(f => f.Weight).ShouldBeInOrder(SortDirection.Descending);
        trial.Features.ShouldAllBe(f => ChurnFeatures.Names.Contains(f.Feature));
    }

    [Fact]
    public async Task The_days_follow_each_other_and_none_sees_what_it_is_judged_by()
    {
        await firm.Ran();

        var trial = (await firm.App.Run(new ModelSheet())).Value.Trees!;

        trial.Until.ShouldBe(Clockwork.Today);
        (trial.Until!.Value.DayNumber - trial.JudgedOn!.Value.DayNumber).ShouldBe(trial.PlanningDays);
        (trial.JudgedOn.Value.DayNumber - trial.CalibratedOn!.Value.DayNumber).ShouldBe(trial.PlanningDays);
        trial.LearntOn.ShouldBe([trial.CalibratedOn.Value.AddDays(-trial.PlanningDays), trial.CalibratedOn.Value.AddDays(-2 * trial.PlanningDays)]);
        var there = firm.Purchases.Where(p => p[0].Day <= trial.JudgedOn).ToList();
        trial.Customers.ShouldBe(there.Count);
        trial.BaseRate.ShouldBe(there.Average(p => p.Any(d => d.Day > trial.JudgedOn && d.Day <= trial.Until) ? 0.0 : 1), 1e-12);
    }

    [Fact]
    public async Task Standings_faces_and_money_at_risk_go_by_the_churn_that_is_used()
    {
        await firm.Ran();

        var (standings, faces) = await firm.App.Use(async db => (await db.Set<Standing>().AsNoTracking().ToListAsync(), await db.Set<CustomerFace>().AsNoTracking().ToDictionaryAsync(f => f.CustomerId)));

        standings.Count.ShouldBe(Clockwork.Customers);
        foreach (var standing in standings)
        {
            Math.Abs(standing.RiskMinor - Math.Max(0, standing.Churn!.Value * (standing.CurrentMinor + standing.PotentialMinor))).ShouldBeLessThanOrEqualTo(0.5);
            faces[standing.CustomerId].Churn.ShouldBe(standing.Churn);
            faces[standing.CustomerId].RiskMinor.ShouldBe(standing.RiskMinor);
        }
        // Who is as regular as a clock and has just bought is not about to leave; who stayed away for three of his gaps is.
        var churn = standings.ToDictionary(s => s.CustomerId, s => s.Churn!.Value);
        firm.Ids.Where((_, i) => firm.GapsAway(i) < 0.5).Average(id => churn[id]).ShouldBeLessThan(0.25);
        firm.Ids.Where((_, i) => firm.GapsAway(i) > 3).Average(id => churn[id]).ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task A_customer_at_risk_is_told_what_raises_it_in_both_languages()
    {
        await firm.Ran();

        var standings = await firm.App.Use(db => db.Set<Standing>().AsNoTracking().Where(s => s.Churn >= 0.9).ToListAsync());
        var told = standings.SelectMany(s => StandingEvidence.Of(s).Reasons.Where(r => r.Code == "signals")).ToList();

        told.Count.ShouldBeGreaterThan(standings.Count / 2);
        told.ShouldAllBe(r => r.Args.Length >= 1 && r.Args.Length <= 2 && r.Args.All(f => f >= 0 && f < ChurnFeatures.Count));
        foreach (var language in (string[])["en", "zh-CN"])
        {
            var said = InLanguage(language, () => told[0].Say(firm.App.Services.GetRequiredService<Texts>(), "CNY").Text);
            said.ShouldNotContain("[");
            said.ShouldNotContain("{");
        }
    }

    [Fact]
    public async Task The_same_facts_give_the_same_churn()
    {
        await firm.Ran();
        var before = await Churn();

        await Insight.Run(firm.App, Clockwork.Today);

        (await Churn()).ShouldBe(before);

        Task<List<double?>> Churn() => firm.App.Use(db => db.Set<Standing>().AsNoTracking().OrderBy(s => s.CustomerId).Select(s => s.Churn).ToListAsync());
    }

    private static T InLanguage<T>(string language, Func<T> say)
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.CurrentCulture = new(language);
        try { return say(); }
        finally { System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.CurrentCulture = before; }
    }

    /// <summary>A firm of three years, its customers' gaps within a tenth of their own.</summary>
    public sealed class Clockwork : IAsyncLifetime
    {
        public const int Customers = 1_500;
        public static readonly DateOnly Today = new(2025, 12, 31);
        private readonly SemaphoreSlim one = new(1, 1);
        private readonly double[] gaps = new double[Customers];
        private bool ran;

        public GuanxiApp App { get; } = new();
        public IReadOnlyList<(DateOnly Day, long Minor)[]> Purchases { get; private set; } = [];
        public IReadOnlyList<Id<Customer>> Ids { get; private set; } = [];

        /// <summary>Since the last purchase, in gaps of the customer's own.</summary>
        public double GapsAway(int i) => (Today.DayNumber - Purchases[i][^1].Day.DayNumber) / gaps[i];

        public async Task Ran()
        {
            await one.WaitAsync();
            try
            {
                if (ran) return;
                var random = new Random(31);
                Purchases = [.. Enumerable.Range(0, Customers).Select(i => Live(random, i).ToArray())];
                Ids = await Ledger.Write(App, Purchases, "CNY");
                await Insight.Run(App, Today);
                ran = true;
            }
            finally { one.Release(); }
        }

        private IEnumerable<(DateOnly, long)> Live(Random random, int i)
        {
            var gap = gaps[i] = 15 + 55 * random.NextDouble();
            for (double t = random.Next(800); t < 1_000; t += gap * (0.9 + 0.2 * random.NextDouble()))
            {
                yield return (Today.AddDays((int)t - 1_000), 1_000 + random.Next(9_000));
                if (random.Next(12) == 0) yield break;
            }
        }

        public ValueTask InitializeAsync() => App.InitializeAsync();
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}

/// <summary>Where the trees are not used, and why.</summary>
[Trait("Row", "RET-1")]
public sealed class TreesNotUsedTests
{
    private static readonly DateOnly Today = new(2025, 12, 31);

    [Theory]
    [InlineData(2_000, 900, "not_better"), InlineData(300, 900, "few"), InlineData(2_000, 300, "too_short")]
    public async Task The_purchase_model_stays_and_the_sheet_says_why(int customers, int days, string verdict)
    {
        await using var opened = await FewDataTests.NewFirm.Open();
        var random = new Random(32);
        await Ledger.Write(opened.App, [.. Enumerable.Range(0, customers).Select(_ => Live(random, days).ToArray())], "CNY");

        await Insight.Run(opened.App, Today);

        var sheet = (await opened.App.Run(new ModelSheet())).Value;
        sheet.Trees!.Verdict.ShouldBe(verdict);
        sheet.Model!.Churn.ShouldBe("model");
        var standings = await opened.App.Use(db => db.Set<Standing>().AsNoTracking().ToListAsync());
        standings.ShouldAllBe(s => StandingEvidence.Of(s).Reasons.All(r => r.Code != "signals"));
        if (verdict != "not_better") sheet.Trees.OfTrees.ShouldBeNull();
        else (sheet.Trees.AucGain!.Low > 0 && sheet.Trees.BrierGain!.High < 0).ShouldBeFalse("what the purchase model says is true of these customers");
    }

    [Fact]
    public async Task Without_a_model_nothing_is_compared()
    {
        await using var opened = await FewDataTests.NewFirm.Open();
        await Ledger.Write(opened.App, [[(Today.AddDays(-20), 1_000)], [(Today.AddDays(-10), 1_000)]], "CNY");

        await Insight.Run(opened.App, Today);

        (await opened.App.Run(new ModelSheet())).Value.Trees!.Verdict.ShouldBe("no_model");
    }

    // Dice with the purchase model's own rules: each his own rate, and after any purchase he may be gone.
    private static IEnumerable<(DateOnly, long)> Live(Random random, int days)
    {
        var (rate, leaves) = (-Math.Log(1 - random.NextDouble()) / 40, random.NextDouble() * 0.4);
        for (var t = random.NextDouble() * days * 0.7; t < days; t += -Math.Log(1 - random.NextDouble()) / rate)
        {
            yield return (Today.AddDays((int)t - days), 1_000 + random.Next(9_000));
            if (random.NextDouble() < leaves) yield break;
        }
    }
}
