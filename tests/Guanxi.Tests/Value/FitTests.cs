using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Customers;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Guanxi.Value;
using Guanxi.Value.Choosing;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

[Trait("Row", "CUS-4")]
public sealed partial class FitTests(RunTests.Firm firm) : IClassFixture<RunTests.Firm>
{
    private static readonly DateOnly YearAgo = RunTests.Firm.Today.AddYears(-1);

    [Fact]
    public async Task A_score_is_the_weighted_mean_of_what_is_known_and_says_why()
    {
        await firm.Ran();
        foreach (var i in new[] { RunTests.Firm.Regular, RunTests.Firm.Stopped, 17, 40, 333 })
        {
            var fit = await Fit(firm.Customers[i]);
            var year = firm.Purchases[i].Where(p => p.Day > YearAgo).ToList();
            var days = year.Where(p => p.Minor > 0).Select(p => p.Day).Distinct().Count();

            Points(fit, FitCriterion.Need)!.Value.ShouldBe(Math.Min(100, 100 * days / 12.0), 0.06);
            Points(fit, FitCriterion.AbilityToPay)!.Value.ShouldBe(PaidMore(year.Sum(p => p.Minor)), 0.06);
            if (days == 0) Points(fit, FitCriterion.Risk).ShouldBeNull();
            else Points(fit, FitCriterion.Risk)!.Value.ShouldBe(Math.Clamp(100 * (1 - year.Where(p => p.Minor < 0).Select(p => p.Day).Distinct().Count() / (double)days / 0.3), 0, 100), 0.06);
            Points(fit, FitCriterion.CostToServe).ShouldBeNull("no contacts are recorded: that is not the same as none");
            Points(fit, FitCriterion.Growth).ShouldBeNull("it takes two years");
            var known = fit.Criteria.Where(c => c.Points is not null).ToList();
            fit.Score!.Value.ShouldBe(known.Sum(c => c.Points!.Value * c.Weight) / known.Sum(c => c.Weight), 0.06);
            fit.Known.ShouldBe(known.Sum(c => c.Weight) / 100, 1e-9);
            fit.Criteria.ShouldAllBe(c => c.Because.Length > 0 && !c.Because.Contains('{') && !c.Because.Contains('['));
        }

        double PaidMore(long minor)
        {
            var all = firm.Purchases.Select(p => p.Where(x => x.Day > YearAgo).Sum(x => x.Minor)).ToList();
            return 100.0 * (all.Count(a => a < minor) + all.Count(a => a == minor) / 2.0) / all.Count;
        }
    }

    [Fact]
    public async Task Likeness_ranks_by_the_distance_to_the_loyal_ones()
    {
        await firm.Ran();
        var loyal = (await firm.App.Run(new StandingCustomers { State = "loyal", Take = 200 })).Value.Customers;
        loyal.Count.ShouldBeGreaterThanOrEqualTo(Guanxi.Insight.Likeness.LeastLoyal);

        var (like, all) = (new List<double>(), new List<double>());
        foreach (var customer in loyal.Take(25)) like.Add(Points(await Fit(customer.CustomerId), FitCriterion.Likeness)!.Value);
        foreach (var customer in firm.Customers.Where((_, i) => i % 20 == 5)) all.Add(Points(await Fit(customer), FitCriterion.Likeness)!.Value);

        like.Average().ShouldBeGreaterThan(all.Average() + 10);
        var fit = await Fit(firm.Customers[RunTests.Firm.Regular]);
        fit.Loyal.ShouldBeGreaterThanOrEqualTo(loyal.Count);
        fit.Traits.Select(t => t.Trait).ShouldBe(["frequency", "margin", "breadth", "regularity", "tenure"]);
        fit.Traits[0].Own.ShouldBe(firm.Purchases[RunTests.Firm.Regular].Count(p => p.Day > RunTests.Firm.Today.AddYears(-2)).ToString(System.Globalization.CultureInfo.CurrentCulture));
        (await Fit(firm.Customers[RunTests.Firm.New])).Traits[3].Own.ShouldNotContain("%", Case.Sensitive, "one purchase has no rhythm");
    }

    [Fact]
    public async Task A_judgement_counts_where_the_data_say_nothing_or_the_profile_asks_for_it()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        var customer = (await Ledger.Write(app, [[(RunTests.Firm.Today.AddDays(-40), 900L)], [(RunTests.Firm.Today, 100L)]]))[0];
        await Insight.Run(app, RunTests.Firm.Today);
        async Task Judge(FitCriterion criterion, int score) => (await app.Run(new JudgeFit { CustomerId = customer, Criterion = criterion, Score = score, Reason = "So I think" })).Value.ShouldBe(score);
        async Task<FitOfCustomer> Now() => (await app.Run(new CustomerFit { CustomerId = customer })).Value;
        var before = await Now();
        before.EnoughData.ShouldBeFalse("of two customers neither ability to pay nor likeness can be told");

        await Judge(FitCriterion.SizeMatch, 2);
        await Judge(FitCriterion.SizeMatch, 4);
        await Judge(FitCriterion.Need, 5);

        var after = await Now();
        after.Known.ShouldBe(before.Known + 0.1, 1e-9);
        Points(after, FitCriterion.SizeMatch).ShouldBe(75, "the last word counts");
        Points(after, FitCriterion.Need).ShouldBe(Points(before, FitCriterion.Need), "the data have the last word");
        _ = (await app.Run(new ChangeFitSettings { Settings = new() { Need = new(20, FitBasis.Judgement, 0, 12) } })).Value;
        Points(await Now(), FitCriterion.Need).ShouldBe(100);
        (await app.Run(new JudgeFit { CustomerId = customer, Criterion = FitCriterion.Likeness, Score = 5, Reason = "x" })).Refusal.ShouldBe("value.fit.not_judged");
        (await app.Run(new JudgeFit { CustomerId = customer, Criterion = FitCriterion.Risk, Score = 6, Reason = "x" })).Fields.ShouldContainKey("Score");
        (await app.Run(new JudgeFit { CustomerId = customer, Criterion = FitCriterion.Risk, Score = 1 })).Fields.ShouldContainKey("Reason");
    }

    [Fact]
    public async Task On_a_past_day_the_judgement_of_that_day_counts_though_it_was_replaced_since()
    {
        var clock = new GradedFirm.StandingClock(new(2026, 1, 15, 4, 0, 0, TimeSpan.Zero));
        await using var app = new GuanxiApp(builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await app.InitializeAsync();
        var customer = (await app.Given(SalesGiven.Customer())).Id;
        foreach (var (on, score) in new[] { (new DateOnly(2026, 1, 15), 5), (new DateOnly(2026, 3, 2), 2) })
        {
            clock.Now = new(on, new(4, 0), TimeSpan.Zero);
            _ = (await app.Run(new JudgeFit { CustomerId = customer, Criterion = FitCriterion.SizeMatch, Score = score, Reason = "So it looks" })).Value;
        }

        (await On(new(2026, 1, 14))).ShouldBeNull();
        (await On(new(2026, 2, 1)))![(int)FitCriterion.SizeMatch].ShouldBe(5);
        (await On(new(2026, 3, 2)))![(int)FitCriterion.SizeMatch].ShouldBe(2);
        (await On(null))![(int)FitCriterion.SizeMatch].ShouldBe(2);

        Task<int[]?> On(DateOnly? day) => app.Use(async db => (await Judgements.Of(db, day, default)).Of(customer.Value));
    }

    [Fact]
    [Trait("Row", "CUS-3")]
    public async Task Who_fits_above_the_line_is_a_target_before_the_first_purchase()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        var (good, poor, unknown) = ((await app.Given(SalesGiven.Customer())).Id, (await app.Given(SalesGiven.Customer())).Id, (await app.Given(SalesGiven.Customer())).Id);
        foreach (var (customer, score) in new[] { (good, 5), (poor, 3) })
            foreach (var criterion in new[] { FitCriterion.Need, FitCriterion.AbilityToPay, FitCriterion.Risk, FitCriterion.SizeMatch })
                _ = (await app.Run(new JudgeFit { CustomerId = customer, Criterion = criterion, Score = score, Reason = "Met at the fair" })).Value;
        // All known of it is good, but that is a tenth of what counts.
        _ = (await app.Run(new JudgeFit { CustomerId = unknown, Criterion = FitCriterion.SizeMatch, Score = 5, Reason = "Of our size" })).Value;
        var listed = (await app.Run(new BestFits())).Value;
        listed.ShouldSatisfyAllConditions(l => l.AsOf.ShouldBeNull(), l => l.NotEnough.ShouldBe(1));
        listed.Rows.Select(r => (r.CustomerId, r.Score, r.Likeness)).ShouldBe([(good, 100, null), (poor, 50, null)]);
        await Ledger.Write(app, [[(RunTests.Firm.Today, 100L)]]);

        await Insight.Run(app);

        (await app.Run(new CustomerList { State = "target", Sort = "-value" })).Value.Rows.ShouldHaveSingleItem().Id.ShouldBe(good);
        (await app.Run(new CustomerList { State = "potential" })).Value.Rows.Select(r => r.Id).ShouldBe([poor, unknown], ignoreOrder: true);
        (await app.Run(new BestFits { Among = FitAmong.Prospects })).Value.Rows.Select(r => (r.CustomerId, r.State)).ShouldBe([(good, "target"), (poor, "potential")]);
        (await app.Run(new BestFits { Among = FitAmong.Buyers })).Value.Rows.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task The_list_goes_by_score_pages_without_gaps_and_keeps_to_ones_reach()
    {
        await firm.Ran();
        var all = await Walk(null);
        all.Select(r => r.Score).ShouldBeInOrder(SortDirection.Descending);
        all.Select(r => r.CustomerId).ShouldBeUnique();
        var first = (await firm.App.Run(new BestFits { Count = 200 })).Value;
        first.Total.ShouldBe(all.Count);
        (first.Total + first.NotEnough).ShouldBe(600);
        all.ShouldAllBe(r => r.Known >= first.LeastKnown);
        foreach (var row in all.Where((_, i) => i % 60 == 0))
            (await Fit(row.CustomerId)).ShouldSatisfyAllConditions(f => f.Score!.Value.ShouldBe(row.Score, 0.11), f => f.Known.ShouldBe(row.Known, 1e-6));

        var seller = GuanxiApp.Someone(Scope.Own, "value.read") with { Id = RunTests.Firm.Seller };
        (await Walk(seller)).Select(r => r.CustomerId).ShouldBe(all.Select(r => r.CustomerId).Where(id => Array.IndexOf(firm.Customers, id) % 3 == 0));
        (await firm.App.Run(new BestFits(), GuanxiApp.Someone(Scope.Own, "value.read"))).Value.Rows.ShouldBeEmpty();
        (await firm.App.Run(new CustomerFit { CustomerId = firm.Customers[1] }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await firm.App.Run(new JudgeFit { CustomerId = firm.Customers[0], Score = 3, Reason = "x" }, seller)).Refusal.ShouldBe("kernel.right.missing");
        (await firm.App.Run(new BestFits(), GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Theory]
    [InlineData(101, 0, 12, 70, "value.fit.out_of_range"), InlineData(20, 5, 5, 70, "value.fit.worst_is_best"), InlineData(20, 0, 12, -1, "value.fit.out_of_range")]
    public async Task A_profile_that_says_nothing_is_refused(double weight, double worst, double best, double line, string refusal) =>
        (await firm.App.Run(new ChangeFitSettings { Settings = new() { Need = new(weight, FitBasis.Data, worst, best), TargetLine = line } })).Refusal.ShouldBe(refusal);

    [Fact]
    public async Task Sheet_list_and_card_are_on_pages_in_both_languages()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        var customers = await Ledger.Write(app, [.. Enumerable.Range(0, 40).Select(i => Enumerable.Range(0, 3 + i % 4).Select(n => (RunTests.Firm.Today.AddDays(-20 * n - i), 500L + i)).ToArray())]);
        await Insight.Run(app, RunTests.Firm.Today);
        using var owner = await Visitor.SignedIn(app);
        var page = $"/customers/{customers[0]}?fit=shown";
        (await owner.Read($"/customers/{customers[0]}")).ShouldNotContain("judge-fit");
        (await owner.Submit(page, "judge-fit", new() { ["Judging.Criterion"] = "SizeMatch", ["Judging.Score"] = "4", ["Judging.Reason"] = "A shop like ours" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await owner.Read(page)).ShouldContain("A shop like ours");
        var rules = Enumerable.Range(0, 7).SelectMany(i => new[] { ($"Form.Rules[{i}].Weight", $"{10 + i}"), ($"Form.Rules[{i}].Basis", "Data"), ($"Form.Rules[{i}].Worst", "1"), ($"Form.Rules[{i}].Best", "9.5") });
        (await owner.Submit("/settings/fit", "fit-settings", new(rules.Select(r => KeyValuePair.Create(r.Item1, r.Item2))) { ["Form.TargetLine"] = "66", ["Form.LeastKnownPercent"] = "40" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var now = (await app.Run(new FitSettingsNow())).Value;
        now.ShouldSatisfyAllConditions(s => s.Need.ShouldBe(new(10, FitBasis.Data, 1, 9.5)), s => s.SizeMatch.ShouldBe(new(15, FitBasis.Judgement, 0, 100)), s => s.Likeness.Weight.ShouldBe(16), s => s.TargetLine.ShouldBe(66), s => s.LeastKnown.ShouldBe(0.4));

        foreach (var language in Texts.Languages)
        {
            owner.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
            owner.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            foreach (var url in (string[])[page, "/value/fit", "/value/fit?among=prospects", "/value/fit?among=buyers", "/settings/fit", "/value"])
                Missing().Matches(await owner.Read(url)).Select(m => m.Value).ShouldBeEmpty($"{url} in {language}");
        }
        (await owner.Read("/value/fit")).ShouldContain($"/customers/{customers[0]}");
    }

    private async Task<List<FitFound>> Walk(Actor? actor)
    {
        var rows = new List<FitFound>();
        FitPlace? after = null;
        do
        {
            var page = (await firm.App.Run(new BestFits { Count = 37, After = after }, actor)).Value;
            rows.AddRange(page.Rows);
            after = page.Next;
        } while (after is not null);
        return rows;
    }

    private static double? Points(FitOfCustomer fit, FitCriterion criterion) => fit.Criteria.Single(c => c.Criterion == criterion).Points;

    private async Task<FitOfCustomer> Fit(Id<Customer> customer) => (await firm.App.Run(new CustomerFit { CustomerId = customer })).Value;

    [GeneratedRegex(@"\[[a-z]+\.[a-z_.]+\]")]
    private static partial Regex Missing();
}
