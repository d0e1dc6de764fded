using Guanxi.Retention.Losses;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-2")]
public sealed class LossTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task The_report_counts_each_customer_once_by_the_last_word_with_the_money_before_the_loss()
    {
        var firm = await WatchedFirm.Of(app);
        await firm.Run();
        var standing = (await app.Run(new Guanxi.Value.CustomerStandings { CustomerId = firm.Customers[0] })).Value[0];
        foreach (var cause in new[] { LossCause.Price, LossCause.Service })
            _ = (await app.Run(new RecordLoss { CustomerId = firm.Customers[0], Kind = LossKind.OwnFault, Cause = cause, LostOn = WatchedFirm.Today.AddDays(3), Source = LossSource.Judgement })).Value;
        _ = (await app.Run(new RecordLoss { CustomerId = firm.Customers[1], Kind = LossKind.Competitor, Cause = LossCause.WentOver, Competitor = "Chai & Co", LostOn = WatchedFirm.Today.AddYears(-2), Source = LossSource.Interview, Asked = "Ms Lin" })).Value;

        var report = (await app.Run(new LossReport { From = WatchedFirm.Today.AddYears(-3), To = WatchedFirm.Today.AddMonths(1) })).Value;

        report.All.ShouldSatisfyAllConditions(a => a.Customers.ShouldBe(2), a => a.MoneyMinor.ShouldBe(standing.CurrentMinor + standing.PotentialMinor), a => a.WithoutMoney.ShouldBe(1));
        report.Kinds.Select(k => (k.Key, k.Customers)).ShouldBe([("OwnFault", 1), ("Competitor", 1)]);
        report.Causes.Select(c => (c.Key, c.Customers)).ShouldBe([("Service", 1), ("WentOver", 1)]);
        report.Grades.Select(g => g.Key).ShouldBe([standing.Grade, "none"]);
        foreach (var figure in report.Causes)
            (await app.Run(new LostCustomers { From = report.From, To = report.To, Kind = figure.Kind, Cause = Enum.Parse<LossCause>(figure.Key) })).Value.Rows.Count.ShouldBe(figure.Customers);
        (await app.Run(new LossReport { From = WatchedFirm.Today, To = WatchedFirm.Today.AddMonths(1) })).Value.All.Customers.ShouldBe(1);
        (await app.Run(new LossReport { From = report.From, To = report.To }, GuanxiApp.Someone(Scope.Own, "value.read") with { Id = WatchedFirm.Seller })).Value.All.Customers.ShouldBe(2);
        (await app.Run(new LossReport { From = report.From, To = report.To }, GuanxiApp.Someone(Scope.Own, "value.read"))).Value.All.Customers.ShouldBe(0);
        (await app.Run(new CustomerLosses { CustomerId = firm.Customers[0] })).Value.Rows.Select(r => r.Cause).ShouldBe([LossCause.Service, LossCause.Price]);
    }

    [Theory]
    [InlineData(LossKind.Natural, LossCause.Price, "retention.loss.cause_of_another_kind"), InlineData(LossKind.Competitor, LossCause.WentOver, "retention.loss.competitor_missing"), InlineData(LossKind.Customers, LossCause.Other, "retention.loss.other_needs_words")]
    internal async Task What_says_nothing_is_refused(LossKind kind, LossCause cause, string refusal)
    {
        var customer = await app.Given(Guanxi.Tests.Sales.SalesGiven.Customer());

        (await app.Run(new RecordLoss { CustomerId = customer.Id, Kind = kind, Cause = cause, Source = LossSource.Judgement })).Refusal.ShouldBe(refusal);
    }

    [Fact]
    public async Task An_interview_names_who_was_asked_and_no_loss_lies_in_the_future()
    {
        var customer = await app.Given(Guanxi.Tests.Sales.SalesGiven.Customer());

        (await app.Run(new RecordLoss { CustomerId = customer.Id, Cause = LossCause.Price, Source = LossSource.Interview })).Refusal.ShouldBe("retention.loss.interview_needs_name");
        (await app.Run(new RecordLoss { CustomerId = customer.Id, Cause = LossCause.Price, Source = LossSource.Survey, LostOn = new(2999, 1, 1) })).Refusal.ShouldBe("retention.loss.in_the_future");
    }
}
