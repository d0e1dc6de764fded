using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Sales;
using Guanxi.Tests.Warehouse;
using Guanxi.Value;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

[Trait("Row", "VAL-5")]
public sealed class FewDataTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public async Task Without_orders_a_run_is_refused_and_says_what_to_do()
    {
        await using var firm = await NewFirm.Open();

        var job = await Insight.Job(firm.App);

        job.State.ShouldBe(JobState.Refused);
        job.Problem.ShouldBe("value.run.no_purchases");
        (await firm.App.Run(new ValueDashboard())).Value.AsOf.ShouldBeNull();
        (await firm.App.Run(new CustomersAtRisk())).Value.ShouldSatisfyAllConditions(p => p.Customers.ShouldBeEmpty(), p => p.AsOf.ShouldBeNull());
    }

    [Fact]
    public async Task When_the_last_order_is_gone_so_are_the_figures()
    {
        await using var firm = await NewFirm.Open();
        await Ledger.Write(firm.App, [[(Day, 1000), (Day.AddDays(9), 500)], [(Day, 700)]], "CNY");
        await Insight.Run(firm.App);
        await firm.App.Use(async db =>
        {
            foreach (var order in await db.Set<Order>().ToListAsync()) db.Remove(order);
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Save(Actor.System, "Given", 0, default);
            await transaction.CommitAsync();
        });

        (await Insight.Job(firm.App)).Problem.ShouldBe("value.run.no_purchases");

        (await firm.App.Run(new ValueDashboard())).Value.AsOf.ShouldBeNull();
        (await firm.App.Use(db => db.Set<CustomerFace>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Too_few_customers_get_their_ledger_and_no_guesses()
    {
        await using var firm = await NewFirm.Open();
        var ids = await Ledger.Write(firm.App, [[(Day, 1000), (Day.AddDays(9), 500)], [(Day, 700)]], "CNY");

        var run = await Insight.Run(firm.App);

        run.Model.ShouldBe("");
        run.AsOf.ShouldBe(Day.AddDays(9));
        run.Totals.ShouldBe(new(0, 22, 0));
        var card = (await firm.App.Run(new CustomerRiskCard { CustomerId = ids[0] })).Value;
        card.Churn.ShouldBeNull();
        card.Likelihood.ShouldBe("unknown");
        (await firm.App.Run(new CustomerValueCard { CustomerId = ids[0] })).Value.EnoughData.ShouldBeFalse();
        (await firm.App.Run(new ValueDashboard())).Value.Model!.EnoughData.ShouldBeFalse();
        (await firm.App.Run(new CustomersAtRisk())).Value.ShouldSatisfyAllConditions(p => p.Customers.ShouldBeEmpty(), p => p.AsOf.ShouldBe(Day.AddDays(9)), p => p.EnoughData.ShouldBeFalse());
    }

    [Fact]
    public async Task Customers_of_whom_none_leaves_get_a_model_without_leaving_and_the_receipt_says_so()
    {
        await using var firm = await NewFirm.Open();
        await Ledger.Write(firm.App, [.. Enumerable.Range(0, 400).Select(i => Poisson(new Random(i)).ToArray())], "CNY");

        var run = await Insight.Run(firm.App, Day);

        run.Model.ShouldBe("nbd");
        run.NotIdentified.Order().ShouldBe(["bg-nbd", "mbg-nbd"]);
        run.NotIdentifiedBecause["mbg-nbd"].ShouldBe("no_dropout_seen");

        static IEnumerable<(DateOnly, long)> Poisson(Random random)
        {
            var rate = -Math.Log(1 - random.NextDouble()) * 0.03 + 0.004;
            var start = Day.AddDays(-400 + random.Next(100));
            yield return (start, 1000 + random.Next(500));
            for (var t = 0.0; ;)
            {
                t += -Math.Log(1 - random.NextDouble()) / rate;
                if (start.AddDays((int)Math.Ceiling(t)) > Day) yield break;
                yield return (start.AddDays((int)Math.Ceiling(t)), 1000 + random.Next(500));
            }
        }
    }

    [Fact]
    [Trait("Row", "PLT-2")]
    public async Task Customers_whose_orders_were_taken_back_lose_standing_and_face()
    {
        await using var firm = await NewFirm.Open();
        var books = await new Books(firm.App).Of("CNY");
        var (stays, goes) = (await books.Customer(), await books.Customer());
        await books.Sale(stays, Day, 10);
        var order = await books.Sale(goes, Day, 20);
        await Insight.Run(firm.App);

        await books.Delete(order);
        var run = await Insight.Run(firm.App);

        run.Customers.ShouldBe(1);
        var faces = await firm.App.Use(db => db.Set<CustomerFace>().AsNoTracking().ToDictionaryAsync(f => f.CustomerId));
        faces[stays.Id].ShouldSatisfyAllConditions(f => f.State.ShouldBe("first_time"), f => f.ValueMinor.ShouldBe(1_000));
        // Who has no business any more is what it was before: somebody who may buy.
        faces[goes.Id].ShouldSatisfyAllConditions(f => f.State.ShouldBe("potential"), f => f.Grade.ShouldBeNull(), f => f.ValueMinor.ShouldBeNull(), f => f.LastPurchaseOn.ShouldBeNull());
        (await firm.App.Run(new CustomerValueCard { CustomerId = goes.Id })).Value.AsOf.ShouldBeNull();
    }

    [Fact]
    [Trait("Row", "VAL-4")]
    public async Task Movement_is_counted_from_the_standing_of_about_a_month_before()
    {
        await using var firm = await NewFirm.Open();
        await Ledger.Write(firm.App, [[(Day.AddDays(-100), 1000)], [(Day.AddDays(-100), 9000)], [(Day.AddDays(-2), 100_000)]], "CNY");
        await Insight.Run(firm.App, Day.AddDays(-30));

        await Insight.Run(firm.App, Day);

        var board = (await firm.App.Run(new ValueDashboard())).Value;
        board.ComparedWith.ShouldBe(Day.AddDays(-30));
        board.GradeMoves.Sum(m => m.Customers).ShouldBe(3);
        board.GradeMoves.Where(m => m.From.Length == 0).Sum(m => m.Customers).ShouldBe(1);
        board.Grades.Sum(g => g.Before!.Value).ShouldBe(2);
        var move = board.GradeMoves.First(m => m.From.Length > 0);
        (await firm.App.Run(new StandingCustomers { Grade = move.To, FromGrade = move.From, ComparedWith = board.ComparedWith })).Value.Customers.Count.ShouldBe(move.Customers);
        var scoped = (await firm.App.Run(new ValueDashboard(), GuanxiApp.Someone(Scope.ShopTree, "value.read"))).Value;
        scoped.Customers.ShouldBe(0);
    }

    [Fact]
    [Trait("Row", "CUS-13")]
    public void Of_old_standings_the_last_of_each_month_is_kept()
    {
        DateOnly newest = new(2026, 3, 31);
        DateOnly[] days = [new(2025, 12, 30), new(2025, 12, 31), new(2026, 1, 1), new(2026, 1, 20), new(2026, 1, 27), newest.AddDays(-62), newest.AddDays(-1), newest];

        Guanxi.Value.Runs.OldStandings.Of(days, newest).ShouldBe([new(2025, 12, 30), new(2026, 1, 1), new(2026, 1, 20)]);
    }

    [Fact]
    [Trait("Row", "CUS-13")]
    public async Task Old_standings_go_and_the_months_last_stays()
    {
        await using var firm = await NewFirm.Open();
        var ids = await Ledger.Write(firm.App, [[(Day.AddDays(-300), 1000)], [(Day.AddDays(-200), 700)]], "CNY");
        DateOnly first = new(2025, 11, 10), second = new(2025, 11, 20);
        await Insight.Run(firm.App, first);
        await Insight.Run(firm.App, second);

        await Insight.Run(firm.App, Day);

        (await firm.App.Run(new CustomerStandings { CustomerId = ids[0] })).Value.Select(s => s.AsOf).ShouldBe([Day, second]);
        (await firm.App.Run(new ValueDashboard { AsOf = second })).Value.AsOf.ShouldBe(second);
        (await firm.App.Run(new ValueDashboard { AsOf = first })).Value.AsOf.ShouldBeNull();
    }

    [Fact]
    public async Task Cost_to_serve_comes_off_and_settings_are_kept_in_order()
    {
        await using var firm = await NewFirm.Open();
        var settings = new ValueSettings { ContactCostMinor = 500 };

        (await firm.App.Run(new ChangeValueSettings { Settings = settings with { MajorShare = 0.5, MinorShare = 0.1 } })).Refusal.ShouldBe("value.settings.shares_out_of_order");
        (await firm.App.Run(new ChangeValueSettings { Settings = settings with { DeclineChurn = 0.95 } })).Refusal.ShouldBe("value.settings.churn_out_of_order");
        (await firm.App.Run(new ChangeValueSettings { Settings = settings with { HorizonMonths = 0 } })).Refusal.ShouldBe("value.settings.out_of_range");
        (await firm.App.Run(new ChangeValueSettings { Settings = settings })).Value.ContactCostMinor.ShouldBe(500);
        (await firm.App.Run(new ValueSettingsNow())).Value.ShouldBe(settings);
    }

    public sealed class NewFirm : IAsyncDisposable
    {
        public GuanxiApp App { get; } = new();

        public static async Task<NewFirm> Open()
        {
            var firm = new NewFirm();
            await firm.App.InitializeAsync();
            return firm;
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
