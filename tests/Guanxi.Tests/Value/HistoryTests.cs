using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Staff;
using Guanxi.Tests.Warehouse;
using Guanxi.Value;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

[Trait("Row", "CUS-13")]
public sealed class HistoryTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public async Task A_past_days_figures_stay_as_they_were_told_until_someone_runs_it_again_and_then_both_are_shown()
    {
        await using var firm = await FewDataTests.NewFirm.Open();
        var books = await new Books(firm.App).Of("CNY");
        var (customer, other) = (await books.Customer(), await books.Customer());
        await books.Sale(customer, Day, 10);
        await books.Sale(other, Day.AddDays(40), 7);
        await Insight.Run(firm.App, Day);
        var told = (await firm.App.Run(new ValueDashboard { AsOf = Day })).Value;

        // A receipt that was found in a drawer.
        await books.Sale(customer, Day.AddDays(-1), 5);
        await Insight.Run(firm.App, Day.AddDays(40));

        var later = (await firm.App.Run(new ValueDashboard { AsOf = Day })).Value;
        later.Totals.ShouldBe(told.Totals);
        later.Corrections.ShouldBeEmpty();
        (await firm.App.Run(new CustomerValueCard { CustomerId = customer.Id, AsOf = Day })).Value.CurrentMinor.ShouldBe(1000);
        (await firm.App.Run(new CustomerValueCard { CustomerId = customer.Id })).Value.CurrentMinor.ShouldBe(1500);

        var boss = (await firm.App.Run(new Hire { Name = "Boss", UserName = $"boss{Ids.Next()}", Role = "owner" })).Value;
        await Rerun(firm.App, Day, GuanxiApp.Someone() with { Id = boss, Name = "Boss" });

        var corrected = (await firm.App.Run(new ValueDashboard { AsOf = Day })).Value;
        corrected.Totals.CurrentMinor.ShouldBe(1500);
        var correction = corrected.Corrections.ShouldHaveSingleItem();
        correction.ShouldSatisfyAllConditions(c => c.ByName.ShouldBe("Boss"), c => c.Was!.Totals.ShouldBe(told.Totals), c => c.Became!.Totals.ShouldBe(corrected.Totals), c => c.Was!.Customers.ShouldBe(1));
        (await firm.App.Run(new RunDays())).Value.Select(d => (d.AsOf, d.Corrections)).ShouldBe([(Day.AddDays(40), 0), (Day, 1)]);
        (await firm.App.Run(new ValueDashboard { AsOf = Day }, GuanxiApp.Someone(Scope.Own, "value.read"))).Value.Corrections.ShouldHaveSingleItem().Was.ShouldBeNull();

        // The same facts again correct nothing.
        await Insight.Run(firm.App, Day);
        (await firm.App.Run(new ValueDashboard { AsOf = Day })).Value.Corrections.Count.ShouldBe(1);

        // And a second correction tells both, each with what stood before it.
        await books.Sale(customer, Day.AddDays(-2), 3);
        await Insight.Run(firm.App, Day);
        var twice = (await firm.App.Run(new ValueDashboard { AsOf = Day })).Value.Corrections;
        twice.Select(c => (c.Was!.Totals.CurrentMinor, c.Became!.Totals.CurrentMinor)).ShouldBe([(1500, 1800), (1000, 1500)]);
        twice[0].ByName.ShouldBeNull();
    }

    [Fact]
    public async Task A_day_that_is_not_over_goes_on_and_is_not_corrected()
    {
        await using var firm = await FewDataTests.NewFirm.Open();
        var books = await new Books(firm.App).Of("CNY");
        var customer = await books.Customer();
        var today = await Today();
        await books.Sale(customer, today, 10);
        await Insight.Run(firm.App, today);

        await books.Sale(customer, today, 20);
        await Insight.Run(firm.App, today);

        var board = (await firm.App.Run(new ValueDashboard())).Value;
        board.Totals.CurrentMinor.ShouldBe(3000);
        // Whoever tests at midnight sees a day that is over.
        if (board.AsOf == await Today()) board.Corrections.ShouldBeEmpty();

        Task<DateOnly> Today() => firm.App.Use(async db => (await db.Setting<FirmSettings>(default)).DayOf(TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    [Trait("Row", "VAL-4")]
    public async Task Between_any_two_days_every_cell_opens_as_many_customers_as_it_says()
    {
        await using var firm = await FewDataTests.NewFirm.Open();
        var seller = Id<Person>.New();
        await Ledger.Write(firm.App, [.. Enumerable.Range(0, 60).Select(i => Live(i).ToArray())], "CNY", i => i % 2 == 0 ? seller : null);
        DateOnly[] days = [Day.AddDays(-200), Day.AddDays(-100), Day];
        foreach (var day in days) await Insight.Run(firm.App, day);
        (await firm.App.Run(new RunDays())).Value.Select(d => d.AsOf).ShouldBe(days.Reverse());

        foreach (var actor in new[] { GuanxiApp.Someone(), GuanxiApp.Someone(Scope.Own, "value.read") with { Id = seller } })
            foreach (var kind in new[] { "grade", "stage" })
            {
                var view = (await firm.App.Run(new StandingMigration { From = days[0], To = days[2], Kind = kind }, actor)).Value;

                view.ShouldSatisfyAllConditions(v => v.From.ShouldBe(days[0]), v => v.To.ShouldBe(days[2]));
                var there = (await firm.App.Run(new StandingCustomers { Take = 200 }, actor)).Value.Customers;
                view.Movements.Sum(m => m.Customers).ShouldBe(there.Count);
                view.Movements.Where(m => m.From.Length == 0).Sum(m => m.Customers).ShouldBeGreaterThan(0, "some came in between");
                view.Movements.Sum(m => m.ValueMinor).ShouldBe(there.Sum(c => c.TotalMinor));
                foreach (var move in view.Movements)
                {
                    var question = new StandingCustomers { Take = 200, AsOf = view.To, ComparedWith = view.From, NotOn = move.From.Length == 0 ? view.From : null };
                    if (kind == "grade") (question.Grade, question.FromGrade) = (move.To, move.From.Length == 0 ? null : move.From);
                    else (question.Stage, question.FromStage) = (move.To, move.From.Length == 0 ? null : move.From);
                    (await firm.App.Run(question, actor)).Value.Customers.Count.ShouldBe(move.Customers, $"{kind}: {move}");
                }
            }
        (await firm.App.Run(new StandingMigration { From = Day, To = Day })).Refusal.ShouldBe("value.migration.out_of_order");

        static IEnumerable<(DateOnly, long)> Live(int i)
        {
            var random = new Random(i);
            for (var day = Day.AddDays(-400 + random.Next(360)); day <= Day; day = day.AddDays(5 + random.Next(60)))
            {
                yield return (day, 500 + random.Next(20_000));
                if (random.Next(9) == 0) yield break;
            }
        }
    }

    [Fact]
    [Trait("Row", "PLT-2")]
    public async Task Whoever_has_no_standing_any_more_is_counted_as_gone()
    {
        await using var firm = await FewDataTests.NewFirm.Open();
        var books = await new Books(firm.App).Of("CNY");
        var (stays, goes) = (await books.Customer(), await books.Customer());
        await books.Sale(stays, Day, 10);
        var order = await books.Sale(goes, Day, 20);
        await Insight.Run(firm.App, Day);

        await books.Delete(order);
        await books.Sale(stays, Day.AddDays(5), 1);
        await Insight.Run(firm.App, Day.AddDays(5));

        var view = (await firm.App.Run(new StandingMigration { From = Day })).Value;
        var gone = view.Movements.Single(m => m.To.Length == 0);
        gone.ShouldSatisfyAllConditions(m => m.Customers.ShouldBe(1), m => m.ValueMinor.ShouldBe(2000));
        (await firm.App.Run(new StandingCustomers { AsOf = Day, Grade = gone.From, NotOn = view.To })).Value.Customers.ShouldHaveSingleItem().CustomerId.ShouldBe(goes.Id);
    }

    private static async Task Rerun(GuanxiApp app, DateOnly day, Actor by)
    {
        var queued = await app.Run(new RunInsight { AsOf = day }, by);
        var job = await app.Services.GetRequiredService<JobRunner>().Run(queued.Value, default);
        job.State.ShouldBe(JobState.Done);
    }
}
