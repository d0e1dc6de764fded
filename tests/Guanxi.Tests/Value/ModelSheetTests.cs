using Guanxi.Value;
using Guanxi.Value.Model;

namespace Guanxi.Tests.Value;

[Trait("Row", "VAL-5")]
public sealed class ModelSheetTests(RunTests.Firm firm) : IClassFixture<RunTests.Firm>
{
    [Fact]
    public async Task The_backtest_counts_what_really_came_after_its_origin()
    {
        await firm.Ran();

        var sheet = (await firm.App.Run(new ModelSheet())).Value;

        var test = sheet.Backtest.ShouldNotBeNull();
        test.Origin.ShouldBe(sheet.Origins[0].Origin);
        var days = firm.Purchases.Select(p => p.Where(d => d.Minor >= 0).Select(d => d.Day).Distinct().ToList()).Where(d => d.Exists(day => day <= test.Origin)).ToList();
        test.Customers.ShouldBe(days.Count);
        test.Purchases.Actual.ShouldBe(days.Sum(d => d.Count(day => day > test.Origin && day <= test.Until)));
        test.Churn.BaseRate.ShouldBe((double)days.Count(d => !d.Exists(day => day > test.Origin)) / days.Count, 1e-12);
        test.Churn.Bins.Sum(b => b.Customers).ShouldBe(days.Count);
        test.Classes.Sum(c => c.Customers).ShouldBe(days.Count);
        test.Classes[0].Customers.ShouldBe(days.Count(d => d.Count(day => day <= test.Origin) == 1));
        test.Classes.Sum(c => c.Customers * c.Expected).ShouldBe(test.Purchases.Expected, 1e-6);
        test.Money!.Tenths.Count.ShouldBe(10);
        test.Money.Tenths[^1].CumulativeShare.ShouldBe(1, 1e-9);
        test.Money.ActualMinor.ShouldBe(firm.Purchases.Where(p => p.Any(d => d.Minor >= 0 && d.Day <= test.Origin)).SelectMany(p => p).Where(d => d.Day > test.Origin).Sum(d => d.Minor));
    }

    [Fact]
    public async Task The_tracking_counts_every_repeat_purchase_of_these_customers_once()
    {
        await firm.Ran();

        var sheet = (await firm.App.Run(new ModelSheet())).Value;

        var (tracking, until) = (sheet.Tracking.ShouldNotBeNull(), sheet.Tracking!.Weeks[^1].Until);
        var origin = tracking.Origin;
        tracking.Weeks[^1].CumulativeActual.ShouldBe(firm.Purchases.Select(p => p.Where(d => d.Minor >= 0).Select(d => d.Day).Distinct().Order().ToList())
            .Where(d => d[0] <= origin).Sum(d => d.Skip(1).Count(day => day <= until)));
        tracking.Weeks.Select(w => w.CumulativeExpected).ShouldBeInOrder();
        // Up to the origin it was fitted: in sum it can't be far off.
        var learnt = tracking.Weeks.Last(w => w.Until <= origin);
        (learnt.CumulativeExpected / learnt.CumulativeActual).ShouldBeInRange(0.7, 1.3);
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Who_sees_some_customers_only_gets_the_sheet_without_the_firms_sums()
    {
        await firm.Ran();

        var own = (await firm.App.Run(new ModelSheet(), GuanxiApp.Someone(Scope.Own, "value.read"))).Value;

        own.Parameters.ShouldNotBeEmpty();
        own.Backtest!.Money.ShouldBeNull();
        own.Tracking.ShouldBeNull();
        (await firm.App.Run(new ModelSheet(), GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");
        (await firm.App.Run(new BacktestModel { Origin = new(2026, 1, 1) }, GuanxiApp.Someone(Scope.All, "value.read"))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task A_backtest_that_can_judge_nothing_is_refused_and_says_so()
    {
        await firm.Ran();

        (await firm.App.Run(new BacktestModel { Origin = RunTests.Firm.Today, Until = RunTests.Firm.Today })).Refusal.ShouldBe("value.backtest.origin_too_late");
        (await firm.App.Run(new BacktestModel { Origin = new(2020, 1, 1) })).Refusal.ShouldBe("value.run.no_purchases");
    }

    [Fact]
    public async Task Where_the_time_is_too_short_to_hold_any_out_the_sheet_says_so()
    {
        await using var fresh = await FewDataTests.NewFirm.Open();
        var day = new DateOnly(2026, 3, 2);
        await Ledger.Write(fresh.App, [.. Enumerable.Range(0, 300).Select(i => Live(new Random(i)).ToArray())], "CNY");

        await Insight.Run(fresh.App);

        var sheet = (await fresh.App.Run(new ModelSheet())).Value;
        sheet.Model!.EnoughData.ShouldBeTrue();
        sheet.Origins.ShouldBeEmpty();
        sheet.Backtest.ShouldBeNull();
        sheet.Candidates.ShouldAllBe(c => c.HeldOut == null);

        IEnumerable<(DateOnly, long)> Live(Random random)
        {
            var gap = -30 * Math.Log(1 - random.NextDouble()) + 3;
            for (var on = day.AddDays(random.Next(30)); on < day.AddDays(100); on = on.AddDays(1 + (int)(-gap * Math.Log(1 - random.NextDouble()))))
            {
                yield return (on, 500 + random.Next(9000));
                if (random.Next(6) == 0) yield break;
            }
        }
    }

    [Fact]
    public async Task Before_the_first_run_there_is_no_sheet()
    {
        await using var fresh = await FewDataTests.NewFirm.Open();

        (await fresh.App.Run(new ModelSheet())).Value.ShouldSatisfyAllConditions(s => s.AsOf.ShouldBeNull(), s => s.Model.ShouldBeNull());
    }

    [Fact]
    public void A_month_that_is_high_every_year_is_a_season_and_one_that_is_high_once_is_not()
    {
        var first = new DateOnly(2023, 1, 4);
        var weeks = Enumerable.Range(0, 156).Select(i => first.AddDays(7 * i)).Select(day => (day, 100.0, day.Month == 12 ? 150.0 : day is { Year: 2024, Month: 6 } ? 60.0 : 100.0)).ToList();

        var (seasons, months, two) = Seasons.Of(weeks);

        two.ShouldBeTrue();
        seasons.Count.ShouldBe(1);
        seasons[0].ShouldSatisfyAllConditions(s => s.Month.ShouldBe(12), s => s.Years.ShouldBe(3), s => s.Deviation.ShouldBeInRange(0.4, 0.65));
        months[0].Month.ShouldBe(new(2024, 6, 1));
        months[0].Deviation.ShouldBeLessThan(-0.3);
    }

    [Fact]
    public void A_model_that_is_too_low_all_along_misses_no_season()
    {
        var weeks = Enumerable.Range(0, 156).Select(i => (new DateOnly(2023, 1, 4).AddDays(7 * i), 100.0, 140.0)).ToList();

        var (seasons, months, _) = Seasons.Of(weeks);

        seasons.ShouldBeEmpty();
        months.ShouldBeEmpty();
    }

    [Fact]
    public void Large_firms_are_judged_by_a_share_that_is_enough()
    {
        TrialData.ShareOf(99_000).ShouldBe(1);
        TrialData.ShareOf(250_000).ShouldBe(3);
        foreach (var customers in new[] { 150_000, 1_000_000, 7_000_000, 60_000_000 }) (customers / TrialData.ShareOf(customers)).ShouldBeInRange(TrialData.Enough / 3, TrialData.Enough);
    }
}
