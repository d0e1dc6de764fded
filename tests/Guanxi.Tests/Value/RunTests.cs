using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Sales;
using Guanxi.Value;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

[Trait("Row", "VAL-1")]
public sealed class RunTests(RunTests.Firm firm) : IClassFixture<RunTests.Firm>
{
    [Fact]
    [Trait("Row", "INS-1")]
    public async Task Historic_and_current_value_equal_the_ledger_to_the_cent()
    {
        var run = await firm.Ran();

        long historic = 0, current = 0;
        foreach (var (day, minor) in firm.Purchases.SelectMany(p => p).Where(p => p.Day <= Firm.Today))
            if (day > Firm.Today.AddYears(-1)) current += minor;
            else historic += minor;
        run.Totals.Historic.ShouldBe(historic / 100m);
        run.Totals.Current.ShouldBe(current / 100m);
        run.Customers.ShouldBe(firm.Purchases.Count);
    }

    [Fact]
    public async Task Every_customers_card_adds_up_and_shows_the_days_behind_it()
    {
        await firm.Ran();
        foreach (var i in new[] { 0, 17, 200 })
        {
            var card = (await firm.App.Run(new CustomerValueCard { CustomerId = firm.Customers[i], Days = 1000 })).Value;

            card.AsOf.ShouldBe(Firm.Today);
            card.Days.Sum(d => d.ValueMinor).ShouldBe(card.HistoricMinor + card.CurrentMinor);
            card.Days.Where(d => d.On >= card.CurrentFrom).Sum(d => d.ValueMinor).ShouldBe(card.CurrentMinor);
            (card.HistoricMinor + card.CurrentMinor).ShouldBe(firm.Purchases[i].Sum(p => p.Minor));
            card.TotalMinor.ShouldBe(card.HistoricMinor + card.CurrentMinor + card.PotentialMinor);
            card.PotentialMinor.ShouldBeGreaterThanOrEqualTo(0);
            card.PotentialLowMinor.ShouldBeLessThanOrEqualTo(card.PotentialHighMinor);
            card.Purchases.ShouldBe(firm.Purchases[i].Where(p => p.Minor >= 0).DistinctBy(p => p.Day).Count());
        }
    }

    [Fact]
    [Trait("Row", "VAL-3")]
    public async Task The_pyramid_has_its_layers_and_the_best_customer_is_at_its_top()
    {
        var run = await firm.Ran();

        run.Grades.ShouldBe(new Dictionary<string, int> { ["major"] = 6, ["minor"] = 114, ["ordinary"] = 180, ["small"] = 300 });
        var page = (await firm.App.Run(new StandingCustomers { Take = 200 })).Value;
        page.Customers.Select(c => c.TotalMinor).ShouldBeInOrder(SortDirection.Descending);
        page.Customers[0].ShouldSatisfyAllConditions(c => c.Place.ShouldBe(1), c => c.Grade.ShouldBe("major"), c => c.Colour.ShouldBe("green"), c => c.Class.ShouldBe("A"));
        (await firm.App.Run(new StandingCustomers { AfterPlace = page.Next })).Value.Customers[0].Place.ShouldBe(201);
    }

    [Fact]
    [Trait("Row", "VAL-4")]
    public async Task Stages_tell_regular_buyers_from_those_who_stopped()
    {
        var run = await firm.Ran();

        run.Stages.Values.Sum().ShouldBe(600);
        (await Stage(Firm.Regular)).ShouldBe("maturity");
        (await Stage(Firm.Stopped)).ShouldBe("lost");
        (await Stage(Firm.New)).ShouldBe("acquisition");
    }

    [Fact]
    [Trait("Row", "RET-1")]
    public async Task Customers_at_risk_come_by_money_each_with_three_reasons_in_the_readers_language()
    {
        await firm.Ran();

        var page = (await firm.App.Run(new CustomersAtRisk { Take = 30 })).Value;

        page.Customers.Count.ShouldBe(30);
        page.Customers.Select(c => c.RiskMinor).ShouldBeInOrder(SortDirection.Descending);
        page.Customers.ShouldAllBe(c => c.Reasons.Count == 3 && c.Churn >= 0.3 && c.RiskMinor > 0);
        page.Customers.SelectMany(c => c.Reasons).ShouldAllBe(r => !r.Text.Contains('[') && !r.Text.Contains('{'));
        var next = (await firm.App.Run(new CustomersAtRisk { Take = 30, After = page.Next })).Value;
        next.Customers[0].RiskMinor.ShouldBeLessThanOrEqualTo(page.Customers[^1].RiskMinor);
        next.Customers.Select(c => c.CustomerId).Intersect(page.Customers.Select(c => c.CustomerId)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Row", "RET-1")]
    public async Task Money_at_risk_is_churn_times_current_and_potential_value()
    {
        await firm.Ran();
        foreach (var customer in (await firm.App.Run(new CustomersAtRisk { Take = 20 })).Value.Customers)
            Math.Abs(customer.RiskMinor - customer.Churn * (customer.CurrentMinor + customer.PotentialMinor)).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    [Trait("Row", "RET-1")]
    public async Task Someone_who_broke_the_rhythm_gets_an_alarm_and_is_told_why()
    {
        await firm.Ran();

        var card = (await firm.App.Run(new CustomerRiskCard { CustomerId = firm.Customers[Firm.Stopped] })).Value;

        card.Rhythm.ShouldBe("alarm");
        card.Churn!.Value.ShouldBeGreaterThan(0.9);
        card.Likelihood.ShouldBe("almost_certain");
        card.Reasons.ShouldContain(r => r.Code == "value.reason.overdue");
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Everyone_sees_figures_of_their_own_customers_only()
    {
        await firm.Ran();
        var seller = GuanxiApp.Someone(Scope.Own, "value.read") with { Id = Firm.Seller };

        var own = (await firm.App.Run(new ValueDashboard(), seller)).Value;
        var all = (await firm.App.Run(new ValueDashboard())).Value;

        own.Customers.ShouldBe(firm.Purchases.Count(p => firm.Purchases.IndexOf(p) % 3 == 0));
        all.Customers.ShouldBe(600);
        var rows = (await firm.App.Run(new StandingCustomers { Take = 200 }, seller)).Value.Customers;
        rows.Count.ShouldBe(200);
        own.Totals.TotalMinor.ShouldBe(rows.Sum(r => r.TotalMinor));
        own.Grades.Sum(g => g.Customers).ShouldBe(200);
        (await firm.App.Run(new CustomersAtRisk { Take = 200 }, seller)).Value.Customers.ShouldAllBe(c => c.OwnerId == Firm.Seller);
        (await firm.App.Run(new CustomerValueCard { CustomerId = firm.Customers[1] }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await firm.App.Run(new CustomerRiskCard { CustomerId = firm.Customers[1] }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await firm.App.Run(new ValueDashboard(), GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    [Trait("Row", "INS-2")]
    public async Task The_dashboard_counts_what_the_lists_show()
    {
        await firm.Ran();

        var board = (await firm.App.Run(new ValueDashboard())).Value;

        board.Grades.Select(g => g.Code).ShouldBe(["major", "minor", "ordinary", "small"]);
        board.Grades.Sum(g => g.ValueMinor).ShouldBe(board.Totals.TotalMinor);
        board.Stages.Sum(g => g.ValueMinor).ShouldBe(board.Totals.TotalMinor);
        foreach (var stage in board.Stages.Where(s => s.Customers is > 0 and <= 200))
            (await firm.App.Run(new StandingCustomers { Stage = stage.Code, Take = 200 })).Value.Customers.Count.ShouldBe(stage.Customers);
        board.Curve[0].ShouldBe(new(0, 0, null));
        board.Curve[^1].Value.ShouldBe(1, 1e-12);
        board.CustomersForEighty!.Value.ShouldBeInRange(0.05, 0.8);
        board.Model!.EnoughData.ShouldBeTrue();
        board.Months.Sum(m => m.NetMinor).ShouldBe(board.Totals.HistoricMinor + board.Totals.CurrentMinor);
    }

    [Fact]
    [Trait("Row", "VAL-1")]
    public async Task A_point_of_the_curve_opens_the_customers_that_bring_its_share()
    {
        await firm.Ran();
        var point = (await firm.App.Run(new ValueDashboard())).Value.Curve[20];

        var rows = (await firm.App.Run(new StandingCustomers { LeastEarnedMinor = point.LeastMinor, Take = 200 })).Value.Customers;

        rows.Count.ShouldBe(120, "a fifth of six hundred");
        var earned = firm.Purchases.Select(p => p.Where(d => d.Day <= Firm.Today).Sum(d => d.Minor)).ToList();
        ((double)rows.Sum(r => r.HistoricMinor + r.CurrentMinor) / earned.Sum()).ShouldBe(point.Value, 1e-12);
    }

    [Fact]
    [Trait("Row", "RET-1")]
    public async Task Who_stays_away_has_three_reasons_and_who_keeps_the_rhythm_is_not_argued_away()
    {
        await firm.Ran();

        var at = (await firm.App.Run(new CustomersAtRisk { Take = 200 })).Value;
        at.Customers.ShouldAllBe(c => c.Reasons.Count == 3);
        at.EnoughData.ShouldBeTrue();
        var regular = (await firm.App.Run(new CustomerRiskCard { CustomerId = firm.Customers[Firm.Regular] })).Value;
        regular.Churn!.Value.ShouldBeLessThan(0.3);
        regular.Reasons.Select(r => r.Code).ShouldBe(["value.reason.within_rhythm"]);
    }

    [Fact]
    [Trait("Row", "CUS-13")]
    public async Task A_day_in_the_past_can_be_computed_and_looked_up_without_touching_the_present()
    {
        await firm.Ran();
        var face = await firm.App.Use(db => db.Set<CustomerFace>().AsNoTracking().FirstAsync(f => f.CustomerId == firm.Customers[5]));
        var then = Firm.Today.AddDays(-200);

        var past = await firm.Ran(then);
        var again = await firm.Ran(then);

        past.AsOf.ShouldBe(then);
        again.Totals.ShouldBe(past.Totals);
        again.Parameters.ShouldBe(past.Parameters);
        again.Stages.ShouldBe(past.Stages);
        (await firm.App.Use(db => db.Set<CustomerFace>().AsNoTracking().FirstAsync(f => f.CustomerId == firm.Customers[5]))).AsOf.ShouldBe(face.AsOf);
        (await firm.App.Run(new CustomerValueCard { CustomerId = firm.Customers[Firm.Stopped], AsOf = then.AddDays(10) })).Value.AsOf.ShouldBe(then);
        (await firm.App.Run(new ValueDashboard { AsOf = then })).Value.Totals.HistoricMinor.ShouldBe((long)(past.Totals.Historic * 100));
        (await firm.App.Run(new CustomerStandings { CustomerId = firm.Customers[Firm.Stopped] })).Value.Select(s => s.AsOf).ShouldBe([Firm.Today, then]);
        var earlier = firm.Purchases.SelectMany(p => p).Where(p => p.Day <= then).Sum(p => p.Minor);
        (past.Totals.Historic + past.Totals.Current).ShouldBe(earlier / 100m);
    }

    [Fact]
    public async Task A_day_that_has_not_come_is_refused() =>
        (await firm.App.Run(new RunInsight { AsOf = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(5) })).Refusal.ShouldBe("value.run.in_the_future");

    private async Task<string> Stage(int customer) => (await firm.App.Run(new CustomerValueCard { CustomerId = firm.Customers[customer] })).Value.Stage;

    /// <summary>Six hundred customers over two years; the first three are known characters.</summary>
    public sealed class Firm : IAsyncLifetime
    {
        public const int Regular = 0, Stopped = 3, New = 6;
        public static readonly DateOnly Today = new(2026, 3, 31);
        public static readonly Id<Person> Seller = Id<Person>.New();
        private readonly Dictionary<DateOnly, InsightReceipt> runs = [];
        private readonly SemaphoreSlim one = new(1, 1);

        public GuanxiApp App { get; } = new();
        public List<(DateOnly Day, long Minor)[]> Purchases { get; } = [.. Enumerable.Range(0, 600).Select(Live)];
        public Id<Customer>[] Customers { get; private set; } = [];

        /// <summary>The receipt of a run as of a day; today's is run once.</summary>
        public async Task<InsightReceipt> Ran(DateOnly? asOf = null)
        {
            await one.WaitAsync();
            try
            {
                if (asOf is null && runs.TryGetValue(Today, out var there)) return there;
                var receipt = await Insight.Run(App, asOf ?? Today);
                return runs[receipt.AsOf] = receipt;
            }
            finally { one.Release(); }
        }

        public async ValueTask InitializeAsync()
        {
            await App.InitializeAsync();
            Customers = await Ledger.Write(App, Purchases, "CNY", i => i % 3 == 0 ? Seller : null);
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();

        private static (DateOnly, long)[] Live(int i)
        {
            var random = new Random(i);
            var start = Today.AddDays(-720);
            return i switch
            {
                Regular => [.. Enumerable.Range(0, 48).Select(n => (start.AddDays(15 * n), 5_000L))],
                Stopped => [.. Enumerable.Range(0, 30).Select(n => (start.AddDays(15 * n), 90_000L))],
                New => [(Today.AddDays(-3), 7_000L)],
                _ => [.. Wander(random, start)],
            };
        }

        private static IEnumerable<(DateOnly, long)> Wander(Random random, DateOnly start)
        {
            var gap = Math.Exp(2.5 + 1.2 * random.NextDouble() * 2);
            var spend = Math.Exp(7 + 3 * random.NextDouble());
            for (var day = start.AddDays(random.Next(500)); day <= Today; day = day.AddDays(1 + (int)(-gap * Math.Log(1 - random.NextDouble()))))
            {
                var minor = (long)(spend * (0.5 + random.NextDouble()));
                yield return (day, minor);
                if (random.Next(12) == 0 && day.AddDays(2) <= Today) yield return (day.AddDays(2), -minor / 2);
                if (random.Next(8) == 0) yield break;
            }
        }
    }
}
