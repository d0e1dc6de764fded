using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Answers.Files;
using Guanxi.Surveys.Questions;
using Guanxi.Surveys.Waves;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Surveys;

[Trait("Row", "SAT-1")]
public sealed class AnswerSheetTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly Id<Person> Keeper = Id<Person>.New();

    [Fact]
    public async Task The_file_holds_what_the_list_shows_to_the_same_reader_and_is_written_down()
    {
        var (survey, edition) = await Asked();
        var (mine, others) = (await app.Given(SalesGiven.Customer(Keeper)), await app.Given(SalesGiven.Customer()));
        await Answered(mine, edition, "2", "6", "=HYPERLINK(\"http://evil\")");
        await Answered(others, edition, "5", "10", "好");
        var me = GuanxiApp.Someone(Scope.Own, "customers.read", "surveys.read", "surveys.export") with { Id = Keeper };

        var sheets = Read((await app.Run(new AnswerFile { SurveyId = survey }, me)).Value);

        var (xml, rows) = sheets.ShouldHaveSingleItem();
        rows.Count.ShouldBe(2);
        rows[1][..2].ShouldBe([mine.Code, mine.Name]);
        rows[1][4..6].ShouldBe(["2", "6"]);
        rows[1][^1].ShouldContain("=HYPERLINK");
        xml.Descendants(Main + "f").ShouldBeEmpty("words of customers are no formulas");
        var all = (await app.Run(new AnswerFile { SurveyId = survey })).Value;
        all.Rows.ShouldBe(2);
        (await app.Run(new AnswerFile { SurveyId = survey, View = AnswerView.Bad })).Value.Rows.ShouldBe(1);
        (await app.Use(db => db.Set<AuditEntry>().AsNoTracking().SingleAsync(e => e.UseCase == nameof(AnswerFile) && e.ActorId == Keeper))).ShouldSatisfyAllConditions(e => e.Act.ShouldBe(AuditAct.Exported), e => e.Detail.ShouldBe("1"));
        (await app.Run(new AnswerFile { SurveyId = survey }, GuanxiApp.Someone(Scope.All, "customers.read", "surveys.read"))).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(new AnswerFile { CustomerId = others.Id }, me)).Refusal.ShouldBe("customers.customer.not_found");
    }

    [Fact]
    public async Task Anonymous_answers_come_along_from_the_least_number_on_and_nothing_in_them_leads_to_anybody()
    {
        var (survey, edition) = await Asked(anonymous: true);
        string[] marks = ["5", "1", "3", "4"];
        foreach (var (mark, index) in marks.Select((m, i) => (m, i))) await Nameless(edition, mark, $"Word {9 - index}");
        (await app.Run(new AnswerFile { SurveyId = survey })).Value.ShouldSatisfyAllConditions(f => f.Rows.ShouldBe(0), f => Read(f).ShouldHaveSingleItem("four are too few"));

        await Nameless(edition, "2", "Word 1");

        var file = (await app.Run(new AnswerFile { SurveyId = survey })).Value;
        file.Rows.ShouldBe(5);
        var sheets = Read(file);
        sheets.Count.ShouldBe(3);
        // In the order of their values, with neither customer, shop nor day, and words apart from marks.
        sheets[1].Rows[0].Length.ShouldBe(3);
        sheets[1].Rows.Skip(1).Select(r => r[0]).ShouldBe(["1", "2", "3", "4", "5"]);
        sheets[2].Rows.Skip(1).Select(r => r[1]).ShouldBe(["Word 1", "Word 6", "Word 7", "Word 8", "Word 9"]);
        // A part of them could be a group of one.
        foreach (var part in (AnswerFile[])[new() { SurveyId = survey, View = AnswerView.Bad }, new() { SurveyId = survey, Since = new(2020, 1, 1) }, new() { SurveyId = survey, Until = new(2099, 1, 1) }, new()])
            Read((await app.Run(part)).Value).Count.ShouldBe(1);
        // Those of no shop are the firm's: who sees a shop has none of them.
        Read((await app.Run(new AnswerFile { SurveyId = survey }, GuanxiApp.Someone(Scope.Own, "customers.read", "surveys.read", "surveys.export"))).Value).Count.ShouldBe(1);
    }

    [Fact]
    public async Task More_anonymous_answers_than_a_file_holds_are_refused_and_none_is_left_out_unsaid()
    {
        var (survey, edition) = await Asked(anonymous: true);
        var given = Given(edition, "4", null, "");
        foreach (var some in Enumerable.Range(0, AnswerFile.Handler.MostRows + 4).Chunk(2_000)) await app.GivenAll(some.Select(_ => AnonymousAnswer.Of(edition, given, null, "en", new(2026, 3, 1))).ToList());
        (await app.Run(new AnswerFile { SurveyId = survey })).Value.Rows.ShouldBe(AnswerFile.Handler.MostRows, "the four after the last full group wait");

        await Nameless(edition, "1", "");

        (await app.Run(new AnswerFile { SurveyId = survey })).Refusal.ShouldBe("surveys.file.too_many_nameless");
        (await app.Run(new AnswerFile { SurveyId = survey, Since = new(2026, 3, 1) })).Value.Rows.ShouldBe(0);
    }

    [Fact]
    public async Task What_a_cell_cannot_hold_is_cut_with_a_mark_and_not_within_a_character()
    {
        var questions = Enumerable.Range(1, 20).Select(n => new Question { Key = $"q{n}", Kind = QuestionKind.Open, English = $"Question {n}?" }).ToList();
        var survey = Survey.Draft("Long", Keeper, DateTimeOffset.UnixEpoch);
        var edition = SurveyEdition.First(survey.Id, questions, DateTimeOffset.UnixEpoch);
        await app.GivenAll<object>([survey, edition]);
        var customer = await app.Given(SalesGiven.Customer());
        var now = TimeProvider.System.GetUtcNow();
        var given = Guanxi.Surveys.Given.Of(edition.Questions, questions.ToDictionary(q => q.Key, _ => (string?)new string('茶', Guanxi.Surveys.Given.MostLetters)), []);
        await app.Given(Answer.Of(Invitation.To(customer.Id, survey.Id, Keeper, now), edition, given, "en", now, DateOnly.FromDateTime(now.UtcDateTime)));

        var words = Read((await app.Run(new AnswerFile { SurveyId = survey.Id })).Value)[0].Rows[1][^1];

        words.Length.ShouldBe(AnswerSheet.MostLetters);
        words.ShouldSatisfyAllConditions(w => w.ShouldStartWith("Question 1?"), w => w.ShouldMatch(@"茶( … \[cut off|……【已截断)"));
        AnswerSheet.Fitting(new string('x', AnswerSheet.MostLetters), "!").ShouldBe(new string('x', AnswerSheet.MostLetters), "it fits");
        // An emoji is two units: neither half stands alone.
        var cut = AnswerSheet.Fitting(string.Concat(Enumerable.Repeat("🍵", 20_000)), "!!");
        cut.ShouldSatisfyAllConditions(c => c.Length.ShouldBeLessThanOrEqualTo(AnswerSheet.MostLetters), c => c.ShouldEndWith("🍵!!"));
    }

    private async Task<(Id<Survey> Survey, SurveyEdition Edition)> Asked(bool anonymous = false)
    {
        var survey = Survey.Draft("Asked", Keeper, DateTimeOffset.UnixEpoch);
        survey.Set(new() { Anonymous = anonymous });
        var edition = SurveyEdition.First(survey.Id, [new() { Key = "csat", Kind = QuestionKind.Csat, English = "?" }, new() { Key = "nps", Kind = QuestionKind.Nps, English = "?" }, new() { Key = "open", Kind = QuestionKind.Open, English = "Why?" }], DateTimeOffset.UnixEpoch);
        await app.GivenAll<object>([survey, edition]);
        return (survey.Id, edition);
    }

    private Task Answered(Customer customer, SurveyEdition edition, string csat, string nps, string open)
    {
        var now = TimeProvider.System.GetUtcNow();
        return app.Given(Answer.Of(Invitation.To(customer.Id, edition.SurveyId, Keeper, now), edition, Given(edition, csat, nps, open), "en", now, DateOnly.FromDateTime(now.UtcDateTime)));
    }

    private Task Nameless(SurveyEdition edition, string csat, string open) => app.Given(AnonymousAnswer.Of(edition, Given(edition, csat, null, open), null, "en", new(2026, 3, 1)));

    private static Given Given(SurveyEdition edition, string csat, string? nps, string open) => Guanxi.Surveys.Given.Of(edition.Questions, new Dictionary<string, string?> { ["csat"] = csat, ["nps"] = nps, ["open"] = open }, []);

    internal static List<(XDocument Xml, List<string[]> Rows)> Read(AnswerSheet file)
    {
        using var archive = new ZipArchive(new MemoryStream(file.Content));
        List<string> shared = archive.GetEntry("xl/sharedStrings.xml") is { } strings ? [.. Load(strings).Descendants(Main + "si").Select(s => s.Value)] : [];
        return [.. archive.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).OrderBy(e => e.FullName, StringComparer.Ordinal).Select(e => Load(e)).ToList().ConvertAll(sheet =>
            (sheet, sheet.Descendants(Main + "row").Select(r => r.Elements(Main + "c").Select(c => c.Attribute("t")?.Value == "s" ? shared[int.Parse(c.Value, CultureInfo.InvariantCulture)] : c.Value).ToArray()).ToList()))];

        static XDocument Load(ZipArchiveEntry entry)
        {
            using var content = entry.Open();
            return XDocument.Load(content);
        }
    }
}
