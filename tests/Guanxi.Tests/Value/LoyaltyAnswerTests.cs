using Guanxi.Customers;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Questions;
using Guanxi.Surveys.Waves;
using Guanxi.Value;
using Guanxi.Value.States;

namespace Guanxi.Tests.Value;

[Trait("Row", "LOY-1")]
public sealed class LoyaltyAnswerTests : IAsyncLifetime
{
    private static readonly Id<Person> Asker = Id<Person>.New();
    private readonly LoyaltyFirm firm = new();
    private Survey survey = null!;
    private SurveyEdition edition = null!;

    public async ValueTask InitializeAsync()
    {
        await firm.InitializeAsync();
        survey = Survey.Draft("Asked", Asker, At(900));
        edition = SurveyEdition.First(survey.Id,
            [new() { Key = "csat", Kind = QuestionKind.Csat, English = "?" }, new() { Key = "nps", Kind = QuestionKind.Nps, English = "?" }, new() { Key = "named", Kind = QuestionKind.Mention, English = "?" }, new() { Key = "open", Kind = QuestionKind.Open, English = "?" }], At(900));
        await firm.App.GivenAll<object>([survey, edition]);
    }

    public ValueTask DisposeAsync() => firm.DisposeAsync();

    [Fact]
    public async Task Where_nobody_spoke_with_customers_their_newest_answers_tell_attachment_and_what_they_think_of_competitors()
    {
        // Of nobody in this group a contact is recorded. Ten answer: half love the firm and half do not; one answered too long ago, one without a name.
        var silent = firm.Customers["unknown"];
        for (var i = 0; i < 10; i++)
        {
            var loves = i % 2 == 0;
            await Answer(silent[i], 400, loves ? "1" : "5", loves ? "0" : "10", loves ? "别家" : "我们");
            await Answer(silent[i], 30, loves ? "5" : "1", loves ? "10" : "0", loves ? "我们" : "别家");
            // Newer, but it neither rates nor names.
            await Answer(silent[i], 3, null, null, null);
        }
        // Enough others to compare with.
        foreach (var customer in (Id<Customer>[])[.. firm.Customers["none"], .. firm.Customers["inertia"]]) await Answer(customer, 30, "3", "5", "别家\n我们");
        await Answer(silent[10], 740, "5", "10", "我们");
        await firm.App.Given(AnonymousAnswer.Of(edition, Read("5", "10", "我们"), null, "zh-CN", LoyaltyFirm.Today.AddDays(-2)));

        await firm.Ran();

        var (loyal, angry) = (await Of(silent[0]), await Of(silent[1]));
        loyal.ShouldSatisfyAllConditions(l => l.Csat.ShouldBe(5), l => l.Nps.ShouldBe(10), l => l.Contacts.ShouldBe(0));
        angry.ShouldSatisfyAllConditions(l => l.Csat.ShouldBe(1), l => l.Nps.ShouldBe(0));
        loyal.Attachment.ShouldNotBeNull().ShouldBeGreaterThan(angry.Attachment.ShouldNotBeNull());
        Competitors(loyal).ShouldNotBeNull().ShouldBeGreaterThan(Competitors(angry).ShouldNotBeNull());
        loyal.Type.ShouldNotBe("unknown");
        foreach (var other in (Id<Customer>[])[silent[10], silent[11]])
            (await Of(other)).ShouldSatisfyAllConditions(l => l.Type.ShouldBe("unknown"), l => l.Attachment.ShouldBeNull(), l => l.Csat.ShouldBeNull(), l => l.Mention.ShouldBeNull(), l => Competitors(l).ShouldBeNull());
    }

    private static int? Competitors(LoyaltyCard card) => card.Measures.Single(m => m.Code == "competitors").Percentile;

    private Given Read(string? csat, string? nps, string? named) => Given.Of(edition.Questions, new Dictionary<string, string?> { ["csat"] = csat, ["nps"] = nps, ["named"] = named, ["open"] = "茶" }, ["我们"]);

    // Without a name, as asked by an edition of the last question alone.
    private Task Answer(Id<Customer> customer, int daysAgo, string? csat, string? nps, string? named) => firm.App.Given(Guanxi.Surveys.Answers.Answer.Of(Invitation.To(customer, survey.Id, Asker, At(daysAgo)), edition,
        named is null ? Given.Of([edition.Questions[3]], new Dictionary<string, string?> { ["open"] = "茶" }, []) : Read(csat, nps, named), "zh-CN", At(daysAgo), LoyaltyFirm.Today.AddDays(-daysAgo)));

    private async Task<LoyaltyCard> Of(Id<Customer> customer) => (await firm.App.Run(new CustomerRelationship { CustomerId = customer })).Value.Loyalty.ShouldNotBeNull();

    private static DateTimeOffset At(int daysAgo) => new(LoyaltyFirm.Today.AddDays(-daysAgo).ToDateTime(new(4, 0)), TimeSpan.Zero);
}
