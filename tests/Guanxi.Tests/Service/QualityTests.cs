using Guanxi.Customers;
using Guanxi.Sales.Rates;
using Guanxi.Service;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Quality;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Tests.Sales;
using Guanxi.Warehouse;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Service;

[Trait("Row", "SVC-5")]
public sealed class QualityTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public void Each_figure_is_counted_over_what_it_can_be_told_of()
    {
        // Ten complaints: answered after 10 … 90 minutes and once not yet, two late; eight solved, one late; of seven closed two not reached; five asked.
        var handled = Enumerable.Range(0, 10).Select(i => new HandledComplaint
        {
            Id = Id<Complaint>.New(), RespondMinutes = i < 9 ? 10 * (i + 1) : null, RespondedLate = i is 7 or 8, SolveMinutes = i < 8 ? 100 * (i + 1) : null, SolvedLate = i == 7, Reopened = i is 0 or 1 ? 1 : 0,
            State = i < 7 ? ComplaintState.Closed : ComplaintState.Open, Outcome = i < 5 ? ComplaintOutcome.Satisfied : i < 7 ? ComplaintOutcome.NotReached : null, Satisfaction = i < 5 ? i + 1 : null, CompensationMinor = i * 100,
            BoughtAgain = i < 6 ? i % 2 == 0 : null,
        }).ToList();

        QualityOf.These(handled).ShouldSatisfyAllConditions(
            q => q.Complaints.ShouldBe(10), q => q.Open.ShouldBe(3), q => q.RespondMinutes.ShouldBe(50), q => q.Responded.ShouldBe(9), q => q.SolveMinutes.ShouldBe(450), q => q.InTime.Share!.Value.ShouldBe(7 / 9.0, 1e-12),
            q => q.SolvedInTime.Share!.Value.ShouldBe(7 / 8.0, 1e-12), q => q.Reopened.Share!.Value.ShouldBe(2 / 8.0, 1e-12), q => q.Satisfaction.ShouldBe(3), q => q.Asked.ShouldBe(5),
            // Mean 3, variance 2.5, five answers: 1.96 · √(2.5/5).
            q => q.SatisfactionLow!.Value.ShouldBe(3 - 1.959963984540054 * Math.Sqrt(0.5), 1e-9), q => q.Silent.Share!.Value.ShouldBe(2 / 7.0, 1e-12), q => q.BoughtAgain.Share!.Value.ShouldBe(0.5, 1e-12), q => q.CompensationMinor.ShouldBe(4_500));
    }

    [Fact]
    public void Who_still_waits_beyond_the_limit_counts_as_not_kept_and_who_was_asked_is_not_silent()
    {
        var handled = Enumerable.Range(0, 8).Select(i => new HandledComplaint
        {
            Id = Id<Complaint>.New(), State = i < 6 ? ComplaintState.Closed : ComplaintState.Open, Outcome = i < 6 ? ComplaintOutcome.NotReached : null, RespondMinutes = i < 6 ? 5 : null, SolveMinutes = i < 6 ? 9 : null,
            Satisfaction = i == 0 ? 1 : null, Overdue = i >= 6, Step = i == 7 ? ComplaintStep.Listen : ComplaintStep.Solve,
        }).ToList();

        QualityOf.These(handled).ShouldSatisfyAllConditions(q => (q.InTime.Count, q.InTime.Among).ShouldBe((6, 8)), q => (q.SolvedInTime.Count, q.SolvedInTime.Among).ShouldBe((6, 7)), q => (q.Silent.Count, q.Silent.Among).ShouldBe((5, 6)));
    }

    [Fact]
    public void Too_few_observations_are_no_figure()
    {
        var few = Enumerable.Range(0, 4).Select(_ => new HandledComplaint { Id = Id<Complaint>.New(), RespondMinutes = 5, SolveMinutes = 9, Satisfaction = 5, State = ComplaintState.Closed, Outcome = ComplaintOutcome.Satisfied, BoughtAgain = true }).ToList();
        QualityOf.These(few).ShouldSatisfyAllConditions(q => q.RespondMinutes.ShouldBeNull(), q => q.Satisfaction.ShouldBeNull(), q => q.Silent.Share.ShouldBeNull(), q => q.BoughtAgain.Share.ShouldBeNull(), q => q.Asked.ShouldBe(4));
    }

    [Fact]
    public async Task Who_bought_within_the_days_after_closing_is_told_from_who_did_not_and_who_closed_lately_counts_for_neither()
    {
        _ = (await app.Run(new ChooseBaseCurrency { Currency = "CNY", DropRates = true })).Value;
        var owner = Id<Person>.New();
        var me = SalesGiven.Seller("service.read", "customers.read") with { Id = owner };
        for (var i = 0; i < 12; i++)
        {
            var customer = await app.Given(SalesGiven.Customer(owner));
            var closed = At(Today.AddDays(i < 6 ? -120 : -20));
            await app.GivenAll(ComplaintGiven.Open(customer.Id, closed.AddDays(-2)).Close(closed));
            // Before it was closed, within, after: only within counts.
            foreach (var days in i switch { 0 or 1 => [-1, 200], 2 => [30], 3 => [90], 4 => [91], 5 => Array.Empty<int>(), _ => [1] })
                await app.Given(SalesGiven.SaleAt(customer.Id, closed.AddDays(days)));
        }
        await app.Services.GetRequiredService<DataWarehouse>().Refresh(null, default);

        var found = (await app.Run(new ComplaintQuality { From = Today.AddDays(-150), By = QualityBy.Cause }, me)).Value;

        found.All.ShouldSatisfyAllConditions(q => q.Complaints.ShouldBe(12), q => (q.BoughtAgain.Count, q.BoughtAgain.Among).ShouldBe((2, 6)));
        found.Groups.ShouldHaveSingleItem().Key.ShouldBe(nameof(ComplaintCause.Product));
        found.Causes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Cause.ShouldBe(ComplaintCause.Product), c => c.Complaints.ShouldBe(12), c => c.Codes.ShouldHaveSingleItem().ShouldBe(new(null, null, 12)));
        // What a group counts is what the desk lists behind it.
        (await app.Run(new ComplaintQueue { View = DeskView.All, Cause = ComplaintCause.Product, Grade = "", Channel = ServiceChannel.Phone, Since = found.From, Until = found.To }, me)).Value.Total.ShouldBe(12);
        (await app.Run(new ComplaintQueue { View = DeskView.All, Trait = ComplaintTrait.BoughtAgain, Since = found.From, Until = found.To }, me)).Value.ShouldSatisfyAllConditions(f => f.Total.ShouldBe(2), f => f.Rows.Count.ShouldBe(2));
        (await app.Run(new ComplaintQueue { View = DeskView.All, Until = found.From }, me)).Value.Total.ShouldBe(0);
        (await app.Run(new ComplaintQuality { From = Today.AddDays(-150) }, SalesGiven.Seller())).Value.All.Complaints.ShouldBe(0, "none of one's own customers");
        (await app.Run(new ComplaintQuality { From = Today, To = Today.AddDays(-1) }, me)).Refusal.ShouldBe("service.quality.from_after_to");
    }

    private static DateTimeOffset At(DateOnly on) => new(on.ToDateTime(new(4, 0)), TimeSpan.Zero);
}
