using System.Text.Json;
using Guanxi.Customers;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Answers.Files;
using Guanxi.Surveys.Editing;
using Guanxi.Surveys.Findings;
using Guanxi.Surveys.Public;
using Guanxi.Surveys.Questions;
using Guanxi.Surveys.Waves;
using Guanxi.Tests.Sales;

namespace Guanxi.Tests.Surveys;

/// <summary>Somebody who may see all results looks before and after each answer, and puts side by side what they saw.</summary>
[Trait("Row", "SAT-1")]
public sealed class WatcherTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private const int Group = 5;

    [Fact]
    public async Task Whoever_looks_before_and_after_each_anonymous_answer_learns_nothing_of_any_single_one()
    {
        var survey = (await app.Run(new DraftSurvey { Name = "Watched", Pattern = SurveyPattern.Purchase })).Value;
        var shown = (await app.Run(new SurveyResults { SurveyId = survey })).Value;
        _ = (await app.Run(new EditSurvey
        {
            SurveyId = survey, Name = shown.Survey.Name, ChineseTitle = shown.Survey.ChineseTitle, EnglishTitle = shown.Survey.EnglishTitle, Anonymous = true, OpenToAll = true, SamplePercent = 100, ValidDays = 30, Questions = [.. shown.Questions],
        })).Value;
        _ = (await app.Run(new OpenSurvey { SurveyId = survey })).Value;
        List<string> secrets = [];
        while (secrets.Count < 13) secrets.Add((await app.Run(new InviteCustomer { SurveyId = survey, CustomerId = (await app.Given(SalesGiven.Customer())).Id })).Value.Split('/')[^1]);
        // That somebody answered at all may be seen.
        await Answer(secrets[0], "1", "Word 0");
        var before = await Look();

        for (var n = 2; n <= 13; n++)
        {
            await Answer(secrets[n - 1], n % 2 == 0 ? "5" : "1", $"Word {n}");
            var after = await Look();
            if (n % Group > 0) after.ShouldBe(before, $"nothing moves with answer {n}");
            else
            {
                after.ShouldNotBe(before);
                var results = (await app.Run(new SurveyResults { SurveyId = survey })).Value;
                results.ShouldSatisfyAllConditions(r => r.Answered.ShouldBe(n), r => r.Used.ShouldBe(n), r => r.Group.ShouldBe(Group));
            }
            before = after;
        }

        // All that can be looked at: results, the list of surveys, links that wait, and the file.
        async Task<string> Look()
        {
            var results = (await app.Run(new SurveyResults { SurveyId = survey })).Value;
            var row = (await app.Run(new SurveyList())).Value.Single(s => s.Id == survey);
            var file = (await app.Run(new AnswerFile { SurveyId = survey })).Value;
            var waiting = (await app.Run(new InvitationList { SurveyId = survey })).Value;
            return JsonSerializer.Serialize(new { results, row, waiting, Sheets = AnswerSheetTests.Read(file).Select(s => s.Rows) });
        }

        async Task Answer(string secret, string csat, string words)
        {
            var seen = (await app.Run(new SurveyByLink { Secret = secret }, Actor.Nobody)).Value;
            (await app.Run(new AnswerSurvey { Secret = secret, EditionId = seen.EditionId, Answers = new Dictionary<string, string?> { ["q1"] = csat, ["q2"] = "1", ["q5"] = words } }, Actor.Nobody)).Ok.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_question_that_was_added_later_is_not_told_of_one_answer_in_a_full_group()
    {
        var survey = Survey.Draft("Grown", Id<Person>.New(), DateTimeOffset.UnixEpoch);
        survey.Set(new() { Anonymous = true });
        List<Question> asked = [new() { Key = "q1", Kind = QuestionKind.Csat, English = "?" }];
        var first = SurveyEdition.First(survey.Id, asked, DateTimeOffset.UnixEpoch);
        var second = first.Next([.. asked, new() { Key = "q2", Kind = QuestionKind.Open, English = "And?" }], DateTimeOffset.UnixEpoch);
        await app.GivenAll<object>([survey, first, second]);
        for (var i = 0; i < Group; i++)
        {
            var edition = i == 2 ? second : first;
            await app.Given(AnonymousAnswer.Of(edition, Guanxi.Surveys.Given.Of(edition.Questions, new Dictionary<string, string?> { ["q1"] = "3", ["q2"] = "Only I say this" }, []), null, "en", new(2026, 3, 1)));
        }

        var results = (await app.Run(new SurveyResults { SurveyId = survey.Id })).Value.Results;

        results.Select(r => (r.Key, r.Answers, r.Words.Count)).ShouldBe([("q1", Group, 0), ("q2", 0, 0)]);
    }

    [Fact]
    public async Task Groups_are_multiples_of_five_so_that_no_two_sizes_differ_by_one_answer()
    {
        (await app.Run(new ChangeSurveySettings { LeastAnonymous = 7 })).Fields.ShouldContainKey("LeastAnonymous");
        (await app.Run(new ChangeSurveySettings { LeastAnonymous = 3 })).Ok.ShouldBeFalse();
        (await app.Run(new ChangeSurveySettings { LeastAnonymous = 10 })).Ok.ShouldBeTrue();
        _ = (await app.Run(new ChangeSurveySettings())).Value;
    }

    [Fact]
    public async Task Of_many_the_newest_whole_groups_are_read()
    {
        var survey = Survey.Draft("Many", Id<Person>.New(), DateTimeOffset.UnixEpoch);
        var edition = SurveyEdition.First(survey.Id, [new() { Key = "q1", Kind = QuestionKind.Csat, English = "?" }], DateTimeOffset.UnixEpoch);
        await app.GivenAll<object>([survey, edition]);
        List<AnonymousAnswer> given = [];
        for (var i = 0; i < 23; i++) given.Add(await app.Given(AnonymousAnswer.Of(edition, Guanxi.Surveys.Given.Of(edition.Questions, new Dictionary<string, string?> { ["q1"] = "3" }, []), null, "en", new(2026, 3, 1))));
        given = [.. given.OrderBy(a => a.Id)];

        await app.Use(async db =>
        {
            var (read, count) = await db.AnonymousAnswersFor(Actor.System).Where(a => a.SurveyId == survey.Id).ReadWhole(5, 12, default);
            count.ShouldBe(23);
            read.Select(a => a.Id).ShouldBe(given.Skip(10).Take(10).Reverse().Select(a => a.Id), "not the three after the last full group, and of the others the newest ten");
        });
    }
}
