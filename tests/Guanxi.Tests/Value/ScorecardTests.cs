using Guanxi.Customers;
using Guanxi.Tests.Warehouse;
using Guanxi.Value;
using Guanxi.Value.Rfm;
using Guanxi.Value.Satisfaction;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Value;

[Trait("Row", "INS-4")]
public sealed class ScorecardTests(ScorecardFirm firm) : IClassFixture<ScorecardFirm>
{
    private static readonly DateOnly Today = ScorecardFirm.Today;

    public static TheoryData<string, ScorecardPeriod> Reaches => new() { { "All", ScorecardPeriod.Year }, { "Own", ScorecardPeriod.Year }, { "Team", ScorecardPeriod.Quarter }, { "Shop", ScorecardPeriod.Year } };

    [Theory, MemberData(nameof(Reaches))]
    public async Task Each_figure_and_its_change_is_what_a_naive_count_within_reach_finds(string reach, ScorecardPeriod period)
    {
        await firm.Ran();
        // Evaluations are kept of exactly a quarter and a year ago, and of four days before two years ago. Business is counted over whole periods all the same.
        var (start, earlier, evaluated) = period == ScorecardPeriod.Year ? (Today.AddYears(-1), Today.AddYears(-2), Today.AddYears(-2).AddDays(-4)) : (Today.AddMonths(-3), Today.AddMonths(-6), Today.AddMonths(-6));

        var view = await Ask(reach, period);

        (view.AsOf, view.ComparedWith).ShouldBe((Today, start));
        var now = await Naive(reach, Today, start, start);
        var before = await Naive(reach, start, earlier, evaluated);
        foreach (var figure in view.Figures.Where(f => f.Figure != TenC.Satisfaction))
        {
            var (value, counted, observations) = now[figure.Figure];
            figure.Observations.ShouldBe(observations, $"{figure.Figure}");
            figure.Counted.ShouldBe(counted, $"{figure.Figure}");
            Same(figure.Value, value, figure.Figure);
            Same(figure.Before, before[figure.Figure].Value, figure.Figure);
        }
        // Everything says something here, or the test would prove little.
        view.Figures.Where(f => f.Value is null && f.Figure != TenC.Satisfaction).Select(f => f.Figure).ShouldBe([TenC.Customisation]);
        // Of one shop there were too few to compare with.
        if (reach != "Shop") view.Figures.Where(f => f.Before is null && f.Figure != TenC.Satisfaction).Select(f => f.Figure).ShouldBe(period == ScorecardPeriod.Year ? [TenC.Customisation] : [TenC.Customisation, TenC.Development]);
    }

    [Theory, MemberData(nameof(Reaches))]
    public async Task Satisfaction_is_the_index_that_its_own_page_tells_and_too_few_where_that_has_none(string reach, ScorecardPeriod period)
    {
        await firm.Ran();
        // Nobody was asked in this firm: who came back is less than half of the usual weights, and all of these.
        foreach (var settings in (SatisfactionSettings[])[new() { Least = 1_000 }, new() { Least = 5, ReturnDays = 10, Reputation = new(0, 0, 1), Mention = new(0, 0, 1), Complaints = new(0, 0, 1), Amount = new(0, 0, 1), Price = new(0, 0, 1) }])
        {
            _ = (await firm.App.Run(new ChangeSatisfactionSettings { Settings = settings })).Value;

            var figure = (await Ask(reach, period)).Figures.Single(f => f.Figure == TenC.Satisfaction);

            var page = (await firm.App.Run(new SatisfactionFigures { UnitId = reach == "Shop" ? firm.Shop : null }, Who(reach))).Value;
            figure.ShouldSatisfyAllConditions(f => f.Measure.ShouldBe(ScorecardMeasure.Index), f => f.Value.ShouldBe(page.All!.Index), f => f.Low.ShouldBe(page.All!.Low), f => f.High.ShouldBe(page.All!.High), f => f.Known.ShouldBe(page.All!.Known), f => f.From.ShouldBe(page.From));
            figure.Observations.ShouldBe(Seen(reach).Count(c => Bought(c, page.From.AddDays(-1), Today)));
            figure.Gap.ShouldBe(page.All!.Index is null ? ScorecardGap.TooFew : null);
            // Of everybody there is enough once, or the test would prove little.
            if (reach == "All") (figure.Value is null).ShouldBe(settings.Least == 1_000);
        }
    }

    [Theory, MemberData(nameof(Reaches))]
    public async Task Every_figure_opens_exactly_its_customers_page_by_page(string reach, ScorecardPeriod period)
    {
        await firm.Ran();
        var view = await Ask(reach, period);
        var start = view.ComparedWith!.Value;

        foreach (var figure in view.Figures.Where(f => f.Gap is null && f.Figure != TenC.Satisfaction))
            foreach (var others in (bool[])[false, true])
            {
                var expected = (await Behind(reach, figure.Figure, start, others)).ToHashSet();
                List<ScorecardCustomer> found = [];
                for (ScorecardPlace? after = null; ;)
                {
                    var page = (await firm.App.Run(Behind(figure.Figure, period, reach) with { Others = others, After = after, Take = 7 }, Who(reach))).Value;
                    found.AddRange(page.Customers);
                    if (page.Next is null) break;
                    after = page.Next;
                }
                if (others && figure.Figure is TenC.Segmentation or TenC.Value or TenC.Acquisition) continue;
                found.Select(c => c.CustomerId).ShouldBeUnique();
                found.Select(c => c.CustomerId).ToHashSet().ShouldBe(expected, ignoreOrder: true, $"{figure.Figure} {others}");
                if (figure.Counted is { } counted) found.Count.ShouldBe((int)(others ? figure.Observations - counted : counted), $"{figure.Figure}");
                if (figure.Figure == TenC.Profitability) found.Sum(c => c.Minor!.Value).ShouldBe(firm.Customers.Where(c => expected.Contains(c.Id)).Sum(c => Made(c, start, Today)));
            }
    }

    [Fact]
    public async Task What_came_later_does_not_move_the_figures_of_a_past_day()
    {
        await using var own = new ScorecardFirm();
        await own.InitializeAsync();
        await own.Ran();
        var before = (await own.App.Run(new Scorecard { AsOf = Today })).Value;

        foreach (var customer in own.Customers.Take(60)) await own.Sell(customer, Today.AddDays(5), 777_00);
        await own.App.Use(async db =>
        {
            foreach (var customer in await db.Set<Customer>().Take(40).ToListAsync())
            {
                var facts = CustomerFacts.Of(customer);
                (facts.Phone, facts.City, facts.Source) = ("+8613900139000", "Suzhou", null);
                customer.Change(facts, TimeProvider.System.GetUtcNow());
            }
            await db.Save(Actor.System, "Given", 0, default);
        });
        await Insight.Run(own.App, Today.AddDays(20));

        var now = (await own.App.Run(new Scorecard())).Value;
        var then = (await own.App.Run(new Scorecard { AsOf = Today })).Value;

        now.AsOf.ShouldBe(Today.AddDays(20));
        now.Figures.Single(f => f.Figure == TenC.Profitability).Value.ShouldNotBe(before.Figures.Single(f => f.Figure == TenC.Profitability).Value);
        then.Figures.ShouldBe(before.Figures);
    }

    [Fact]
    public async Task A_grade_set_by_hand_counts_at_once()
    {
        await using var own = new ScorecardFirm();
        await own.InitializeAsync();
        await own.Ran();
        var before = Up((await own.App.Run(new Scorecard())).Value);
        var same = (await own.App.Run(new ScorecardCustomers { Figure = TenC.Development, Others = true, Take = 200 })).Value.Customers.First(c => c.Grade == "small");

        _ = (await own.App.Run(new OverrideGrade { CustomerId = same.CustomerId, Grade = "major", Reason = "Opens twenty shops", Until = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(60) })).Value;

        Up((await own.App.Run(new Scorecard())).Value).ShouldBe(before + 1);

        static long Up(ScorecardView view) => view.Figures.Single(f => f.Figure == TenC.Development).Counted!.Value;
    }

    [Fact]
    public async Task Too_few_are_said_to_be_too_few_and_what_is_not_recorded_is_no_nought()
    {
        await firm.Ran();
        var stranger = GuanxiApp.Someone(Scope.Own, ValueRights.Read);

        var view = (await firm.App.Run(new Scorecard(), stranger)).Value;

        foreach (var figure in view.Figures.Where(f => f.Figure != TenC.Acquisition))
        {
            figure.Value.ShouldBeNull($"{figure.Figure}");
            figure.Gap.ShouldBe(figure.Figure == TenC.Customisation ? ScorecardGap.NotRecorded : ScorecardGap.TooFew, $"{figure.Figure}");
        }
        view.Figures.Single(f => f.Figure == TenC.Acquisition).Value.ShouldBe(0);
        (await firm.App.Run(new ScorecardCustomers { Figure = TenC.Satisfaction })).Refusal.ShouldBe("value.scorecard.nobody_behind");
    }

    [Fact]
    public async Task Without_an_evaluation_of_then_and_with_data_that_begin_within_the_period_it_says_so()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        (await app.Run(new Scorecard())).Value.ShouldSatisfyAllConditions(v => v.AsOf.ShouldBeNull(), v => v.Figures.ShouldBeEmpty());
        var books = await new Books(app).Of("CNY");
        for (var i = 0; i < 12; i++) await books.Sale(await books.Customer(), Today.AddDays(-10 * i), 100);
        await Insight.Run(app, Today);

        var figures = (await app.Run(new Scorecard())).Value.Figures.ToDictionary(f => f.Figure);

        figures[TenC.Development].Gap.ShouldBe(ScorecardGap.NoEvaluation);
        await Insight.Run(app, Today.AddMonths(-3));
        (await app.Run(new Scorecard { Period = ScorecardPeriod.Quarter })).Value.Figures.Single(f => f.Figure == TenC.Development).Gap.ShouldBe(ScorecardGap.TooFew, "what is computed of an earlier day counts from then on");
        figures[TenC.Acquisition].Gap.ShouldBe(ScorecardGap.DataBegin);
        figures[TenC.Segmentation].Gap.ShouldBe(ScorecardGap.TooFew, "thirty are needed");
        figures[TenC.Retention].Gap.ShouldBe(ScorecardGap.TooFew);
        figures[TenC.Profitability].ShouldSatisfyAllConditions(f => f.Value.ShouldBe(12 * 100_00), f => f.Before.ShouldBeNull());
        figures[TenC.Knowledge].ShouldSatisfyAllConditions(f => f.Value.ShouldBe(0), f => f.Low.ShouldBe(0), f => f.High!.Value.ShouldBeInRange(0.2, 0.3));
    }

    [Fact]
    public async Task Business_is_counted_over_whole_periods_whatever_evaluations_are_kept()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        var books = await new Books(app).Of("CNY");
        var customer = await books.Customer();
        var day = new DateOnly(2026, 3, 26);
        for (var on = new DateOnly(2025, 9, 20); on <= day; on = on.AddDays(1)) await books.Sale(customer, on, 100);
        foreach (var kept in (DateOnly[])[new(2025, 9, 20), new(2025, 11, 30), day]) await Insight.Run(app, kept);

        var made = (await app.Run(new Scorecard { Period = ScorecardPeriod.Quarter })).Value.Figures.Single(f => f.Figure == TenC.Profitability);

        // A sale a day: 90 days to 26 March, 91 before them.
        made.From.ShouldBe(new DateOnly(2025, 12, 27));
        (made.Value, made.Before).ShouldBe((90 * 100_00, 91 * 100_00));
    }

    [Fact]
    public async Task A_unit_out_of_reach_is_refused_and_so_is_who_may_not_see_values()
    {
        await firm.Ran();
        (await firm.App.Run(new Scorecard { UnitId = Id<Unit>.New() })).Refusal.ShouldBe("value.scorecard.unit_unknown");
        (await firm.App.Run(new Scorecard { UnitId = firm.Shop }, firm.Someone("Own"))).Refusal.ShouldBe("value.scorecard.unit_unknown");
        (await firm.App.Run(new ScorecardCustomers { Figure = TenC.Value, UnitId = firm.Shop }, firm.Someone("Own"))).Refusal.ShouldBe("value.scorecard.unit_unknown");
        (await firm.App.Run(new Scorecard(), GuanxiApp.Someone(Scope.All, CustomersRights.Read))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task The_customers_behind_a_figure_can_be_kept_as_a_list()
    {
        await firm.Ran();
        var expected = await Behind("All", TenC.Retention, Today.AddYears(-1), others: true);

        var kept = (await firm.App.Run(new KeepList { Name = "Did not come back", Source = "/value/scorecard/customers?figure=Retention&others=true&after=5.7" })).Value;

        (await firm.App.Run(new KeptLists())).Value.Single(l => l.Id == kept).Customers.ShouldBe(expected.Count);
        (await firm.App.Run(new CustomerList { List = kept, Count = 200 })).Value.Rows.Select(r => r.Id).ShouldBe(expected, ignoreOrder: true);
    }

    private static void Same(double? figure, double? expected, TenC what)
    {
        (figure is null).ShouldBe(expected is null, $"{what}");
        if (figure is { } value) value.ShouldBe(expected!.Value, Math.Max(1e-9, Math.Abs(value) * 1e-9), $"{what}");
    }

    private Actor Who(string reach) => firm.Someone(reach == "Shop" ? "All" : reach);

    private async Task<ScorecardView> Ask(string reach, ScorecardPeriod period) => (await firm.App.Run(new Scorecard { Period = period, UnitId = reach == "Shop" ? firm.Shop : null }, Who(reach))).Value;

    private ScorecardCustomers Behind(TenC figure, ScorecardPeriod period, string reach) => new() { Figure = figure, Period = period, UnitId = reach == "Shop" ? firm.Shop : null };

    private List<Customer> Seen(string reach) => firm.Customers.FindAll(c => firm.Sees(reach, c));

    private bool Bought(Customer c, DateOnly after, DateOnly until) => firm.Sales.Any(s => s.Customer == c && s.On > after && s.On <= until);

    private bool SpokenTo(Customer c, DateOnly day) => firm.Contacts.Any(s => s.Customer == c && s.On > day.AddDays(-90) && s.On <= day);

    private bool DealtWith(Customer c, DateOnly after, DateOnly until) => Bought(c, after, until) || firm.Costs.Any(s => s.Customer == c && s.On > after && s.On <= until && s.Minor > 0);

    private bool IsNew(Customer c, DateOnly after, DateOnly until) => Bought(c, after, until) && !Bought(c, DateOnly.MinValue, after);

    private long Made(Customer c, DateOnly after, DateOnly until) =>
        firm.Sales.Where(s => s.Customer == c && s.On > after && s.On <= until).Sum(s => s.Net) - firm.Costs.Where(s => s.Customer == c && s.On > after && s.On <= until).Sum(s => s.Minor);

    private async Task<List<Standing>> Standings(string reach, DateOnly day)
    {
        var seen = Seen(reach).ConvertAll(c => c.Id).ToHashSet();
        return (await firm.App.Use(db => db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == day).ToListAsync())).FindAll(s => seen.Contains(s.CustomerId));
    }

    private static bool IsUp(Standing before, Standing now)
    {
        string[] grades = ["small", "ordinary", "minor", "major"], stages = ["lost", "decline", "acquisition", "development", "maturity"];
        return Array.IndexOf(grades, now.Grade) > Array.IndexOf(grades, before.Grade) || Array.IndexOf(stages, now.Stage) > Array.IndexOf(stages, before.Stage);
    }

    /// <summary>Value, how many count, of how many.</summary>
    private async Task<Dictionary<TenC, (double? Value, long? Counted, long Observations)>> Naive(string reach, DateOnly day, DateOnly start, DateOnly evaluated)
    {
        var seen = Seen(reach);
        var known = seen.FindAll(c => day >= Today.AddDays(-100) || !firm.RegisteredLater.Contains(c.Id));
        var active = seen.FindAll(c => Bought(c, day.AddYears(-1), day));
        var before = seen.FindAll(c => Bought(c, day.AddYears(-2), day.AddYears(-1)));
        var dealt = seen.FindAll(c => DealtWith(c, start, day));
        var (now, then) = (await Standings(reach, day), await Standings(reach, evaluated));
        var both = now.Join(then, s => s.CustomerId, b => b.CustomerId, (s, b) => (Before: b, Now: s)).ToList();
        long newcomers = seen.Count(c => IsNew(c, start, day));
        return new()
        {
            [TenC.Profile] = (known.Average(c => firm.Completeness[c.Id]), known.Count(c => firm.Completeness[c.Id] == 1), known.Count),
            [TenC.Knowledge] = Share(active.Count(c => SpokenTo(c, day)), active.Count),
            [TenC.Segmentation] = (now.Count < 30 ? null : Explained(now), null, now.Count),
            [TenC.Customisation] = (null, null, 0),
            [TenC.Value] = (now.Average(s => (double)(s.HistoricMinor + s.CurrentMinor + s.PotentialMinor)), null, now.Count),
            [TenC.Development] = then.Count == 0 ? (null, null, 0) : Share(both.Count(b => IsUp(b.Before, b.Now)), both.Count),
            [TenC.Retention] = Share(before.Count(c => Bought(c, day.AddYears(-1), day)), before.Count),
            [TenC.Acquisition] = (newcomers, null, newcomers),
            [TenC.Profitability] = (seen.Sum(c => Made(c, start, day)), null, dealt.Count),
        };

        static (double?, long?, long) Share(int counted, int all) => (all < 10 ? null : (double)counted / all, counted, all);
    }

    /// <summary>By the book: the variance within groups against the whole variance, each by its degrees of freedom.</summary>
    private static double Explained(List<Standing> standings)
    {
        var groups = standings.GroupBy(s => s.Grade + RfmCells.SegmentOf(s.Rfm)).ToList();
        var mean = standings.Average(s => (double)s.CurrentMinor);
        var within = groups.Sum(g => g.Sum(s => Math.Pow(s.CurrentMinor - g.Average(x => (double)x.CurrentMinor), 2)));
        var all = standings.Sum(s => Math.Pow(s.CurrentMinor - mean, 2));
        return Math.Max(0, 1 - within / (standings.Count - groups.Count) / (all / (standings.Count - 1)));
    }

    private async Task<List<Id<Customer>>> Behind(string reach, TenC figure, DateOnly start, bool others)
    {
        var seen = Seen(reach);
        if (figure is TenC.Segmentation or TenC.Value or TenC.Development)
        {
            var (now, then) = (await Standings(reach, Today), (await Standings(reach, start)).ToDictionary(s => s.CustomerId));
            return [.. now.Where(s => figure != TenC.Development || (then.TryGetValue(s.CustomerId, out var before) && IsUp(before, s) != others)).Select(s => s.CustomerId)];
        }
        return [.. seen.Where(c => figure switch
        {
            TenC.Profile => firm.Completeness[c.Id] == 1 != others,
            TenC.Knowledge => Bought(c, Today.AddYears(-1), Today) && SpokenTo(c, Today) != others,
            TenC.Retention => Bought(c, Today.AddYears(-2), Today.AddYears(-1)) && Bought(c, Today.AddYears(-1), Today) != others,
            TenC.Acquisition => IsNew(c, start, Today) && !others,
            _ => DealtWith(c, start, Today) && Made(c, start, Today) >= 0 != others,
        }).Select(c => c.Id)];
    }
}
