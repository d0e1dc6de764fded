using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Staff;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Questions;
using Guanxi.Tests.Service;
using Guanxi.Tests.Warehouse;
using Guanxi.Value;
using Guanxi.Value.Satisfaction;

namespace Guanxi.Tests.Value;

[Trait("Row", "SAT-2")]
[Trait("Row", "SAT-3")]
public sealed class SatisfactionTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly DateOnly Today = new(2026, 3, 31);
    private static readonly Id<Person> Keeper = Id<Person>.New();

    [Fact]
    public async Task The_six_measures_and_the_index_are_what_a_hand_counts()
    {
        var books = await new Books(app).Of("CNY");
        _ = (await app.Run(new ChangeSatisfactionSettings { Settings = new() { Least = 5, ReturnDays = 30, Price = new(0, -3, 0) } })).Value;
        var survey = await GivenSurvey();
        var shop = (await app.Run(new OpenUnit { Name = "静安店", Kind = UnitKind.Shop })).Value;
        List<Customer> customers = [];
        while (customers.Count < 12) customers.Add(await app.Given(Customer.Register($"S{customers.Count}", CustomerKind.Individual, new() { Name = $"客户{customers.Count}" }, customers.Count < 6 ? Keeper : null, customers.Count < 6 ? new Id<Unit>(shop.Value) : null, At(Today.AddYears(-2)))));
        for (var i = 0; i < 12; i++)
        {
            // A year before 100 each, now 150 for the first six and 50 for the others; the first four come back on the 10th day, one on the 31st, too late.
            await books.Sale(customers[i], Today.AddYears(-1).AddDays(-20), 100m, "CNY");
            await books.Sale(customers[i], Today.AddDays(-60), i < 6 ? 100m : 50m, "CNY");
            if (i < 6) await books.Sale(customers[i], Today.AddDays(i < 4 ? -50 : -29), 50m, "CNY");
        }
        // Two stand, one does not, one is older than the period.
        await Complain(customers[0], Today.AddDays(-10), stands: true);
        await Complain(customers[7], Today.AddDays(-11), stands: true);
        await Complain(customers[1], Today.AddDays(-12), stands: false);
        await Complain(customers[2], Today.AddDays(-200), stands: true);
        // Ratings 5 5 4 3 2 by satisfaction and 10 by recommending: four of six praise. Five are asked for names: two name the firm first.
        for (var i = 0; i < 5; i++) await Answer(survey, customers[i], new() { ["q1"] = $"{((int[])[5, 5, 4, 3, 2])[i]}", ["q2"] = i < 2 ? "我们" : i == 2 ? "别家\n我们" : "别家", ["q3"] = $"{((int[])[1, 2, 2, 3, 1])[i]}" });
        await Answer(survey, customers[6], new() { ["q4"] = "10", ["q3"] = "2" }, askedAll: false);
        await Answer(survey, customers[8], new() { ["q1"] = "1" }, on: Today.AddDays(-300));
        await Insight.Run(app, Today);

        var found = (await app.Run(new SatisfactionFigures { From = Today.AddDays(-89), To = Today })).Value;

        var all = found.All!;
        Shows(all.Of(SatisfactionMeasure.Reputation), Proportion.Wilson(4, 6));
        Shows(all.Of(SatisfactionMeasure.Mention), Proportion.Wilson(2, 5));
        // All were watched for the whole window.
        all.Of(SatisfactionMeasure.Return).ShouldSatisfyAllConditions(m => m.Value!.Value.ShouldBe(4 / 12.0, 1e-9), m => m.Observations.ShouldBe(12), m => m.Low!.Value.ShouldBeLessThan(4 / 12.0), m => m.High!.Value.ShouldBeGreaterThan(4 / 12.0));
        // 18 orders, 2 stand; one of four with trouble kept silent, too few to scale up.
        all.Of(SatisfactionMeasure.Complaints).ShouldSatisfyAllConditions(m => m.Value!.Value.ShouldBe(1_000 * 2 / 18.0, 1e-9), m => m.Silent.ShouldBeNull(), m => m.Observations.ShouldBe(18));
        all.Of(SatisfactionMeasure.Amount).ShouldSatisfyAllConditions(m => m.Value!.Value.ShouldBe(0, 1e-9), m => m.Observations.ShouldBe(12));
        var index = SatisfactionIndex.Of([.. all.Measures.Select(m => new IndexPart(m.Value, m.Low, m.High, new SatisfactionSettings { Price = new(0, -3, 0) }.Of(m.Measure).Weight, new SatisfactionSettings().Of(m.Measure).Worst, new SatisfactionSettings().Of(m.Measure).Best))]);
        all.ShouldSatisfyAllConditions(a => a.Index!.Value.ShouldBe(index.Value, 1e-9), a => a.Low!.Value.ShouldBe(index.Low, 1e-9), a => a.Known.ShouldBe(1, 1e-9));

        // The shop's customers alone: all six spend half as much again, and four of six came back.
        var ofShop = found.Groups.Single(g => g.Name == "静安店").Satisfaction;
        ofShop.Of(SatisfactionMeasure.Return).Value!.Value.ShouldBe(4 / 6.0, 1e-9);
        ofShop.Of(SatisfactionMeasure.Amount).Value!.Value.ShouldBe(0.5, 1e-9);
        ofShop.Of(SatisfactionMeasure.Reputation).ShouldSatisfyAllConditions(m => m.Value!.Value.ShouldBe(3 / 5.0, 1e-9), m => m.Observations.ShouldBe(5));
        // Within one's own reach it is the same as the group.
        var mine = (await app.Run(new SatisfactionFigures { From = Today.AddDays(-89), To = Today, By = SatisfactionBy.Owner }, GuanxiApp.Someone(Scope.Own, ValueRights.Read) with { Id = Keeper })).Value;
        mine.All!.Of(SatisfactionMeasure.Return).Value!.Value.ShouldBe(4 / 6.0, 1e-9);
        (await app.Run(new SatisfactionFigures(), GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");

        // Not asked for a period, it is long enough for the return rate to be known.
        (await app.Run(new SatisfactionFigures())).Value.From.ShouldBe(Today.AddDays(-89));
        _ = (await app.Run(new ChangeSatisfactionSettings { Settings = new() { Least = 5, ReturnDays = 200, Price = new(0, -3, 0) } })).Value;
        (await app.Run(new SatisfactionFigures())).Value.From.ShouldBe(Today.AddDays(-200));

        var periods = (await app.Run(new SatisfactionFigures { From = Today.AddDays(-89), To = Today, By = SatisfactionBy.Period })).Value.Groups;
        periods.Count.ShouldBe(4);
        periods[0].From.ShouldBe(Today.AddDays(-89));
        periods[1].To.ShouldBe(Today.AddDays(-90));
        periods[1].Satisfaction.Index.ShouldBeNull("nobody bought or said anything");
    }

    [Fact]
    public void Who_bought_yesterday_is_not_taken_for_lost_and_the_silent_are_counted_in()
    {
        // Ten with a whole window behind them, half came back on the 10th day; ninety bought yesterday.
        List<BuyerFacts> buyers = [.. Enumerable.Range(0, 100).Select(i => new BuyerFacts(i + 1, 0, 0, 1, 100, 0, 0, i < 5 ? 10 : -1, i < 10 ? 60 : 1, i < 2 ? 1 : 0))];
        List<AnswerFacts> answers = [new(1, 0, 0, 0, 0, 0, 0, 40, 10)];
        var settings = new SatisfactionSettings { ReturnDays = 30 };

        var found = SixMeasures.Of(answers, buyers, [], SixMeasures.SoldInBoth(buyers), 30, settings);

        found.Of(SatisfactionMeasure.Return).Value!.Value.ShouldBe(0.5, 1e-9);
        // 20 of 1,000 told; a quarter keep silent: 20 / 0.75.
        found.Of(SatisfactionMeasure.Complaints).ShouldSatisfyAllConditions(m => m.Value!.Value.ShouldBe(20 / 0.75, 1e-9), m => m.Silent!.Value.ShouldBe(0.25, 1e-12), m => m.Low!.Value.ShouldBeLessThan(20), m => m.High!.Value.ShouldBeGreaterThan(60));
        // Too few rated, nobody was there a year ago, no prices: 45 of 100 weights, so no index.
        found.ShouldSatisfyAllConditions(f => f.Index.ShouldBeNull(), f => f.Known.ShouldBe(0.45, 1e-9), f => f.Of(SatisfactionMeasure.Reputation).Value.ShouldBeNull());
    }

    [Fact]
    public void Before_anybody_was_watched_for_the_whole_window_nobody_knows_who_comes_back()
    {
        // Half came back within ten days; nobody's purchase is 30 days old yet.
        List<BuyerFacts> buyers = [.. Enumerable.Range(0, 40).Select(i => new BuyerFacts(i + 1, 0, 0, 1, 100, 0, 0, i % 2 == 0 ? 10 : -1, 29, 0))];

        MeasureFound Return(int window) => SixMeasures.Of([], buyers, [], SixMeasures.SoldInBoth(buyers), window, new()).Of(SatisfactionMeasure.Return);

        Return(30).ShouldSatisfyAllConditions(m => m.TooEarly.ShouldBeTrue(), m => m.Value.ShouldBeNull(), m => m.Observations.ShouldBe(40));
        Return(29).ShouldSatisfyAllConditions(m => m.TooEarly.ShouldBeFalse(), m => m.Value!.Value.ShouldBe(0.5, 1e-9));
    }

    [Fact]
    public void Where_prices_did_not_move_the_share_bought_on_offer_tells()
    {
        var settings = new SatisfactionSettings { Least = 5 };
        var found = SixMeasures.Of([], [], [new(1, null, 40, 20, 10), new(2, null, 60, 30, 10)], new HashSet<long>(), 30, settings).Of(SatisfactionMeasure.Price);
        found.ShouldSatisfyAllConditions(m => m.ByOffers.ShouldBeTrue(), m => m.Value!.Value.ShouldBe(0.3, 1e-9), m => m.Score!.Value.ShouldBe(40, 1e-9));
    }

    [Fact]
    public async Task Settings_that_make_no_index_are_refused()
    {
        (await app.Run(new ChangeSatisfactionSettings { Settings = new() { Return = new(10, 0.5, 0.5) } })).Refusal.ShouldBe("value.satisfaction.worst_is_best");
        (await app.Run(new ChangeSatisfactionSettings { Settings = new() { Categories = [new("茶", 30), new(" 茶", 60)] } })).Refusal.ShouldBe("value.satisfaction.category_twice");
        (await app.Run(new ChangeSatisfactionSettings { Settings = new() { Categories = [new("茶", 0)] } })).Refusal.ShouldBe("value.satisfaction.category_wrong");
        (await app.Run(new ChangeSatisfactionSettings { Settings = new() { Least = 1 } })).Refusal.ShouldBe("value.satisfaction.out_of_range");
        (await app.Run(new SatisfactionFigures { From = Today, To = Today.AddDays(-1) })).Fields["From"].ShouldNotBeEmpty();
    }

    private static void Shows(MeasureFound found, Proportion share) => found.ShouldSatisfyAllConditions(m => m.Value!.Value.ShouldBe(share.Share, 1e-12), m => m.Low!.Value.ShouldBe(share.Low, 1e-12), m => m.High!.Value.ShouldBe(share.High, 1e-12), m => m.Observations.ShouldBe(share.Trials));

    private async Task<(Survey Survey, SurveyEdition All, SurveyEdition Some)> GivenSurvey()
    {
        var survey = Survey.Draft("Asked", Keeper, At(Today.AddYears(-1)));
        var all = SurveyEdition.First(survey.Id, [new() { Key = "q1", Kind = QuestionKind.Csat, English = "?" }, new() { Key = "q2", Kind = QuestionKind.Mention, English = "?" }, new() { Key = "q3", Kind = QuestionKind.Trouble, English = "?" }], At(Today));
        var some = all.Next([new() { Key = "q4", Kind = QuestionKind.Nps, English = "?" }, new() { Key = "q3", Kind = QuestionKind.Trouble, English = "?" }], At(Today));
        await app.GivenAll<object>([survey, all, some]);
        return (survey, all, some);
    }

    private async Task Answer((Survey Survey, SurveyEdition All, SurveyEdition Some) survey, Customer customer, Dictionary<string, string?> sent, bool askedAll = true, DateOnly? on = null)
    {
        var edition = askedAll ? survey.All : survey.Some;
        var day = on ?? Today.AddDays(-5);
        await app.Given(Guanxi.Surveys.Answers.Answer.Of(Invitation.To(customer.Id, survey.Survey.Id, Keeper, At(day)), edition, Given.Of(edition.Questions, sent, ["我们"]), "zh-CN", At(day), day));
    }

    private Task Complain(Customer customer, DateOnly on, bool stands)
    {
        var complaint = ComplaintGiven.Open(customer.Id, At(on));
        return app.GivenAll(complaint.Close(At(on).AddDays(1), verdict: stands ? Guanxi.Service.Complaints.Verdict.Stands : Guanxi.Service.Complaints.Verdict.DoesNotStand));
    }

    private static DateTimeOffset At(DateOnly on) => new(on.ToDateTime(new(4, 0)), TimeSpan.Zero);
}
