using Guanxi.Customers;
using Guanxi.Sales;
using Guanxi.Staff;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Questions;
using Guanxi.Tests.Warehouse;
using Guanxi.Value;
using Guanxi.Value.Satisfaction;

namespace Guanxi.Tests.Value;

[Trait("Row", "SAT-2")]
[Trait("Row", "SAT-3")]
public sealed class SatisfactionBehindTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly DateOnly Today = new(2026, 3, 31);
    private static readonly Id<Person> Keeper = Id<Person>.New();

    [Fact]
    public async Task Answers_count_for_the_shop_and_the_person_that_they_are_about_and_behind_each_figure_stand_exactly_its_customers()
    {
        var books = await new Books(app).Of("CNY");
        _ = (await app.Run(new ChangeSatisfactionSettings { Settings = new() { Least = 5, ReturnDays = 30, Price = new(0, -3, 0) } })).Value;
        var tea = await app.Given(Product.Create($"P{Ids.Next()}", "Tieguanyin", "Tea", new Money(600, "CNY")));
        var (survey, all) = await GivenSurvey();
        Id<Unit> home = new((await app.Run(new OpenUnit { Name = $"Home {Ids.Next()}", Kind = UnitKind.Shop })).Value.Value), visited = new((await app.Run(new OpenUnit { Name = $"Visited {Ids.Next()}", Kind = UnitKind.Shop })).Value.Value);
        var (owner, handler) = (Id<Person>.New(), Id<Person>.New());
        List<Customer> customers = [];
        while (customers.Count < 8) customers.Add(await app.Given(Customer.Register($"U{Ids.Next()}", CustomerKind.Individual, new() { Name = $"客户{customers.Count}" }, owner, home, At(Today.AddYears(-2)))));
        // Six customers of the one shop answer about what the other did for them, two about nothing in particular.
        for (var i = 0; i < 8; i++)
        {
            await books.Sale(customers[i], Today.AddDays(-40), 100m, "CNY");
            if (i < 3) await books.Sale(customers[i], Today.AddDays(-30), 100m, "CNY", product: tea);
            var day = Today.AddDays(-5);
            var invitation = i < 6 ? Invitation.After(new(SurveyOccasion.Complaint, 17 + i, customers[i].Id, visited, handler), survey, Keeper, At(day)) : Invitation.To(customers[i].Id, survey.Id, Keeper, At(day));
            await app.Given(Guanxi.Surveys.Answers.Answer.Of(invitation, all, Given.Of(all.Questions, new Dictionary<string, string?> { ["q1"] = i < 4 ? "5" : "2", ["q2"] = i % 2 == 0 ? "我们" : "别家" }, ["我们"]), "zh-CN", At(day), day));
        }
        // Twelve without a name about the other shop: ten of them are a whole group.
        await app.GivenAll(Enumerable.Range(0, 12).Select(i => AnonymousAnswer.Of(all, Given.Of(all.Questions, new Dictionary<string, string?> { ["q1"] = i < 5 ? "4" : "1" }, []), visited, "en", Today.AddDays(-20 + i))).ToList());
        var list = (await app.Run(new KeepList { Name = $"Kept {Ids.Next()}", Source = $"/customers?q={customers[0].Code}" })).Value;
        await Insight.Run(app, Today);
        SatisfactionFigures By(SatisfactionBy by) => new() { From = Today.AddDays(-89), To = Today, By = by };

        var shops = (await app.Run(By(SatisfactionBy.Unit))).Value.Groups;
        MeasureFound Praise(Id<Unit> unit) => shops.Single(g => g.Key == unit.ToString()).Satisfaction.Of(SatisfactionMeasure.Reputation);
        Praise(visited).ShouldSatisfyAllConditions(m => m.Observations.ShouldBe(16), m => m.Counted.ShouldBe(9));
        Praise(home).ShouldSatisfyAllConditions(m => m.Observations.ShouldBe(2), m => m.Value.ShouldBeNull("too few"));
        // What they buy counts at home.
        shops.Single(g => g.Key == home.ToString()).Buyers.ShouldBe(8);
        var people = (await app.Run(By(SatisfactionBy.Person))).Value.Groups;
        people.Single(g => g.Key == handler.ToString()).Satisfaction.Of(SatisfactionMeasure.Reputation).Observations.ShouldBe(6);
        people.Single(g => g.Key.Length == 0).Satisfaction.Of(SatisfactionMeasure.Reputation).Observations.ShouldBe(2);
        (await app.Run(By(SatisfactionBy.Owner))).Value.Groups.Single(g => g.Key == owner.ToString()).Satisfaction.Of(SatisfactionMeasure.Reputation).Observations.ShouldBe(8);
        (await app.Run(By(SatisfactionBy.List))).Value.Groups.Single(g => g.Key == list.ToString()).Buyers.ShouldBe(1);
        (await app.Run(By(SatisfactionBy.Stage))).Value.Groups.Sum(g => g.Buyers).ShouldBe((await app.Run(By(SatisfactionBy.Stage))).Value.All!.Of(SatisfactionMeasure.Return).Observations);

        foreach (var by in Enum.GetValues<SatisfactionBy>())
        {
            var view = (await app.Run(By(by))).Value;
            view.Groups.ShouldNotBeEmpty($"{by}");
            foreach (var group in view.Groups)
                foreach (var measure in Enum.GetValues<SatisfactionMeasure>())
                {
                    var (found, said) = (group.Satisfaction.Of(measure), $"{measure} of {by} {group.Name}");
                    var behind = await Behind(new() { From = group.From ?? view.From, To = group.To ?? view.To, By = by, Key = by == SatisfactionBy.Period ? "" : group.Key, Measure = measure });
                    var (sum, counted) = (behind.Rows.Sum(r => r.Observations) + behind.Nameless, behind.Rows.Sum(r => r.Counted) + behind.NamelessCounted);
                    (measure == SatisfactionMeasure.Amount ? Math.Min(sum, counted) : sum).ShouldBe(found.Observations, said);
                    if (found.Counted is { } hits) counted.ShouldBe(hits, said);
                    behind.Rows.Count.ShouldBe(behind.Customers, said);
                    behind.Rows.Select(r => r.Customer!.Id).Distinct().Count().ShouldBe(behind.Customers, said);
                }
        }
        (await app.Run(new SatisfactionBehind { By = SatisfactionBy.List, Key = Id<KeptList>.New().ToString() })).Refusal.ShouldBe("value.satisfaction.list_gone");
        // A key that is none is a group without anybody.
        (await Behind(new() { From = Today.AddDays(-89), To = Today, By = SatisfactionBy.Person, Key = "nobody" })).Customers.ShouldBe(0);
        // What single customers said or complained of needs its own right; what they bought does not.
        var figures = GuanxiApp.Someone(Scope.All, ValueRights.Read, CustomersRights.Read);
        foreach (var (measure, may) in new[] { (SatisfactionMeasure.Reputation, false), (SatisfactionMeasure.Mention, false), (SatisfactionMeasure.Complaints, false), (SatisfactionMeasure.Return, true), (SatisfactionMeasure.Amount, true) })
            (await app.Run(new SatisfactionBehind { From = Today.AddDays(-89), To = Today, Measure = measure }, figures)).Ok.ShouldBe(may, $"{measure}");
        (await app.Run(new SatisfactionBehind { From = Today.AddDays(-89), To = Today, By = SatisfactionBy.Unit, Key = visited.ToString() }, GuanxiApp.Someone(Scope.Own, ValueRights.Read, SurveysRights.Read))).Value.Customers.ShouldBe(0, "within one's own reach");

        async Task<(List<BehindRow> Rows, int Customers, int Nameless, int NamelessCounted)> Behind(SatisfactionBehind question)
        {
            List<BehindRow> rows = [];
            for (var page = 1; ; page++)
            {
                var found = (await app.Run(question with { Page = page })).Value;
                rows.AddRange(found.Rows);
                if (page >= found.Pages) return (rows, found.Customers, found.Nameless, found.NamelessCounted);
            }
        }
    }

    [Fact]
    public async Task No_two_periods_differ_by_one_answer_without_a_name_and_an_increment_counts_none_twice()
    {
        var (survey, all) = await GivenSurvey();
        var shop = new Id<Unit>((await app.Run(new OpenUnit { Name = $"Box {Ids.Next()}", Kind = UnitKind.Shop })).Value.Value);
        await app.GivenAll(Enumerable.Range(0, 27).Select(i => AnonymousAnswer.Of(all, Given.Of(all.Questions, new Dictionary<string, string?> { ["q1"] = "4" }, []), shop, "en", Today.AddDays(-60 + i))).ToList());
        await Insight.Run(app, Today);

        List<int> seen = [];
        for (var until = Today.AddDays(-62); until <= Today; until = until.AddDays(1)) seen.Add((await Rated(until)));
        seen.Distinct().ShouldBe([0, 10, 20]);

        // A customer's change makes the models of that customer anew: those of nobody stay as they are.
        var customer = await app.Given(Customer.Register($"I{Ids.Next()}", CustomerKind.Individual, new() { Name = "增量" }, null, null, At(Today)));
        await app.Given(Guanxi.Surveys.Answers.Answer.Of(Invitation.To(customer.Id, survey.Id, Keeper, At(Today)), all, Given.Of(all.Questions, new Dictionary<string, string?> { ["q1"] = "5" }, []), "en", At(Today), Today));
        await Insight.Run(app, Today);
        (await Rated(Today)).ShouldBe(20);

        async Task<int> Rated(DateOnly until) => (await app.Run(new SatisfactionFigures { From = Today.AddDays(-100), To = until, By = SatisfactionBy.Unit })).Value.Groups.SingleOrDefault(g => g.Key == shop.ToString())?.Satisfaction.Of(SatisfactionMeasure.Reputation).Observations ?? 0;
    }

    private async Task<(Survey Survey, SurveyEdition Edition)> GivenSurvey()
    {
        var survey = Survey.Draft("Asked", Keeper, At(Today.AddYears(-1)));
        var edition = SurveyEdition.First(survey.Id, [new() { Key = "q1", Kind = QuestionKind.Csat, English = "?" }, new() { Key = "q2", Kind = QuestionKind.Mention, English = "?" }], At(Today));
        await app.GivenAll<object>([survey, edition]);
        return (survey, edition);
    }

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new(4, 0)), TimeSpan.Zero);
}
