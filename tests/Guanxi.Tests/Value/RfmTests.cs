using System.Globalization;
using Guanxi.Insight;
using Guanxi.Value;

namespace Guanxi.Tests.Value;

[Trait("Row", "VAL-2")]
public sealed class RfmTests(RunTests.Firm firm) : IClassFixture<RunTests.Firm>
{
    [Fact]
    public async Task Each_way_of_cutting_the_customers_adds_up_and_opens_those_behind_it()
    {
        await firm.Ran();
        var total = (await firm.App.Run(new ValueDashboard())).Value.Totals.TotalMinor;

        var view = (await firm.App.Run(new RfmFigures())).Value;

        foreach (var groups in new[] { view.Segments, view.Cells, view.Octants })
        {
            groups.Sum(g => g.Customers).ShouldBe(600);
            groups.Sum(g => g.ValueMinor).ShouldBe(total);
        }
        view.Octants.Count.ShouldBe(8);
        view.Segments.Count(s => s.Customers > 0).ShouldBeGreaterThan(3);
        foreach (var segment in view.Segments.Where(s => s.Customers <= 200))
            (await firm.App.Run(new StandingCustomers { Segment = segment.Code, Take = 200 })).Value.Customers.Count.ShouldBe(segment.Customers, segment.Code);
        foreach (var cell in view.Cells.Where(s => s.Customers <= 200))
            (await firm.App.Run(new StandingCustomers { Rfm = int.Parse(cell.Code, CultureInfo.InvariantCulture), Take = 200 })).Value.Customers.Count.ShouldBe(cell.Customers, cell.Code);
        foreach (var octant in view.Octants.Where(s => s.Customers <= 200))
            (await firm.App.Run(new StandingCustomers { Octant = int.Parse(octant.Code, CultureInfo.InvariantCulture), Take = 200 })).Value.Customers.Count.ShouldBe(octant.Customers, octant.Code);
    }

    [Fact]
    public async Task Scores_follow_the_ledger_and_the_scales_say_which_values_are_behind_them()
    {
        await firm.Ran();
        var twoYears = RunTests.Firm.Today.AddYears(-2);
        var values = firm.Purchases.Select(p =>
        {
            var days = p.Where(d => d.Minor >= 0).Select(d => d.Day).ToList();
            return (Days: RunTests.Firm.Today.DayNumber - days.Max().DayNumber, Purchases: days.Where(d => d > twoYears).Distinct().Count(), Minor: p.Where(d => d.Day > twoYears).Sum(d => d.Minor));
        }).ToList();

        var view = (await firm.App.Run(new RfmFigures())).Value;
        var rows = new List<StandingRow>();
        for (int? after = null; ;)
        {
            var page = (await firm.App.Run(new StandingCustomers { AfterPlace = after, Take = 200 })).Value;
            rows.AddRange(page.Customers);
            if ((after = page.Next) is null) break;
        }

        rows.Count.ShouldBe(600);
        foreach (var row in rows)
        {
            var of = values[Array.IndexOf(firm.Customers, row.CustomerId)];
            (row.Rfm / 100).ShouldBe(ScoreOf(view.Scales.Recency, of.Days));
            (row.Rfm / 10 % 10).ShouldBe(ScoreOf(view.Scales.Frequency, of.Purchases));
            (row.Rfm % 10).ShouldBe(ScoreOf(view.Scales.Money, of.Minor));
        }
        view.Scales.Recency.MaxBy(b => b.Score)!.From.ShouldBe(values.Min(v => v.Days), "fewer days are better");
        view.Scales.Money.MaxBy(b => b.Score)!.To.ShouldBe(values.Max(v => v.Minor));
        view.Scales.MiddleMinor.ShouldBe((long)Math.Round(values.Average(v => (double)v.Minor)));

        static int ScoreOf(IReadOnlyList<RfmBinView> bins, long value) => bins.Single(b => b.From <= value && value <= b.To).Score;
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Everyone_counts_their_own_customers()
    {
        await firm.Ran();
        var seller = GuanxiApp.Someone(Scope.Own, "value.read") with { Id = RunTests.Firm.Seller };

        var own = (await firm.App.Run(new RfmFigures(), seller)).Value;

        own.Customers.ShouldBe(200);
        own.Cells.Sum(c => c.Customers).ShouldBe(200);
        own.Octants.Sum(c => c.Customers).ShouldBe(200);
        (await firm.App.Run(new RfmFigures(), GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task Quartiles_have_no_segments_and_say_how_they_score()
    {
        await using var own = new GuanxiApp();
        await own.InitializeAsync();
        await Ledger.Write(own, [.. Enumerable.Range(1, 40).Select(i => Enumerable.Range(0, 1 + i % 5).Select(n => (RunTests.Firm.Today.AddDays(-i - 7 * n), 100L * i)).ToArray())]);
        (await own.Run(new ChangeValueSettings { Settings = new() { RfmRule = RfmRule.Quartiles } })).Ok.ShouldBeTrue();

        await Insight.Run(own, RunTests.Firm.Today);

        var view = (await own.Run(new RfmFigures())).Value;
        view.Rule.ShouldBe("Quartiles");
        view.Segments.ShouldBeEmpty();
        view.Scales.Recency.Select(b => b.Score).Order().ShouldBe([1, 2, 3, 4]);
        view.Scales.Recency.MinBy(b => b.Score)!.From.ShouldBe(1, "1 is best");
    }
}
