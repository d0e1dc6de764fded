using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Questions;
using Guanxi.Tests.Exchange.Imports;
using QuestionKind = Guanxi.Surveys.Questions.QuestionKind;

namespace Guanxi.Tests.Exchange.Records;

[Trait("Row", "PLT-2")]
public sealed class AnswerFileTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private const string Header = "答卷编号,客户编号,作答时间,您满意吗,会推荐吗,哪里不好,想说的话\n";

    [Fact]
    public async Task Answers_come_by_scale_and_label_and_a_bad_one_of_then_brings_nothing()
    {
        await app.LoadCustomers("A", 1);
        var edition = await Opened();
        var tasks = (await app.All<FollowUp>()).Count;

        var id = await app.LoadRecords(Header + "1,A-0,2024-03-05,非常不满意,3,包装,茶叶碎了\n2,,2024-03-06,5,10,,\n3,A-0,2024-03-06,6,10,,\n4,A-0,2024-03-06,5,11,,\n5,A-0,2024-03-06,5,10,天气,\n6,A-0,2024-03-06,,10,,\n", RecordKinds.Answers, new() { Subject = edition.ToString() });

        var answer = (await app.All<Answer>()).Single(a => a.ImportId == id.Value);
        (answer.Given.Csat, answer.Given.Nps, answer.Given.IsBad, answer.AnsweredOn, answer.Brought).ShouldBe((1, 3, true, new DateOnly(2024, 3, 5), BadAnswerAct.Nothing));
        answer.Given.Read().ShouldContainKeyAndValue("q3", "2");
        (await app.All<AnonymousAnswer>()).Single(a => a.ImportId == id.Value).Given.Csat.ShouldBe(5);
        (await app.All<FollowUp>()).Count.ShouldBe(tasks);
        var written = (await app.Details(id)).Records!.Receipt!.Written;
        written.FirstErrors.Select(e => (e.Line, e.Code)).ShouldBe([(4, RowErrorCodes.ChoiceUnknown), (5, RowErrorCodes.NumberNotAllowed), (6, RowErrorCodes.ChoiceUnknown), (7, RowErrorCodes.ValueMissing)]);
        (written.Summary.NewRows, written.Summary.AnonymousRows, written.Summary.AddsUp).ShouldBe((2, 1, true));

        await app.Undo(id);
        (await app.All<Answer>()).ShouldNotContain(a => a.ImportId == id.Value);
        (await app.All<AnonymousAnswer>()).ShouldNotContain(a => a.ImportId == id.Value);
    }

    [Theory]
    [InlineData(BadAnswerAct.Task), InlineData(BadAnswerAct.Complaint), InlineData(BadAnswerAct.Nothing)]
    [Trait("Row", "SAT-4")]
    public async Task A_bad_answer_of_today_brings_what_one_given_today_brings_and_one_of_yesterday_never_does(BadAnswerAct act)
    {
        var prefix = $"D{act}";
        await app.LoadCustomers(prefix, 3);
        var edition = await Opened(act: act);
        var today = await app.Use(async db => (await db.Setting<FirmSettings>(default)).DayOf(TimeProvider.System.GetUtcNow()));

        var id = await app.LoadRecords(Header + $"1,{prefix}-0,{today:yyyy-MM-dd},1,3,,坏了\n2,{prefix}-1,{today.AddDays(-1):yyyy-MM-dd},1,3,,坏了\n3,{prefix}-2,{today:yyyy-MM-dd},5,10,,\n4,,{today:yyyy-MM-dd},1,0,,\n", RecordKinds.Answers, new() { Subject = edition.ToString() });

        var answers = (await app.All<Answer>()).Where(a => a.ImportId == id.Value).ToList();
        answers.Count.ShouldBe(3);
        foreach (var (answer, expected) in answers.Select(a => (a, a.AnsweredOn == today && a.Given.IsBad ? act : BadAnswerAct.Nothing))) answer.Brought.ShouldBe(expected, $"{answer.AnsweredOn}");
        var customers = answers.Select(a => a.CustomerId).ToHashSet();
        var bad = answers.Single(a => a.AnsweredOn == today && a.Given.IsBad);
        var tasks = (await app.All<FollowUp>()).Where(t => customers.Contains(t.CustomerId) && t.Cause!.StartsWith("surveys.bad.", StringComparison.Ordinal)).ToList();
        var complaints = (await app.All<Guanxi.Service.Complaints.Complaint>()).Where(c => customers.Contains(c.CustomerId)).ToList();
        tasks.Count.ShouldBe(act == BadAnswerAct.Task ? 1 : 0);
        complaints.Count.ShouldBe(act == BadAnswerAct.Complaint ? 1 : 0);
        if (act == BadAnswerAct.Task) tasks[0].ShouldSatisfyAllConditions(t => t.CustomerId.ShouldBe(bad.CustomerId), t => t.DueOn.ShouldBe(today), t => t.Id.Value.ShouldBe(bad.BroughtId!.Value));
        if (act == BadAnswerAct.Complaint) complaints[0].ShouldSatisfyAllConditions(c => c.CustomerId.ShouldBe(bad.CustomerId), c => c.Summary.ShouldContain("坏了"), c => c.Id.Value.ShouldBe(bad.BroughtId!.Value));

        // Somebody may be on the phone already.
        await app.Undo(id);
        (await app.All<Answer>()).Where(a => a.ImportId == id.Value).Select(a => a.Id).ShouldBe(act == BadAnswerAct.Nothing ? [] : [bad.Id]);
    }

    [Fact]
    public async Task Of_an_anonymous_survey_no_answer_names_anybody()
    {
        await app.LoadCustomers("N", 1);
        var edition = await Opened(anonymous: true);

        var findings = (await app.CheckRecords(Header + "1,N-0,2024-03-05,5,3,,\n2,,2024-03-06,5,10,,\n", RecordKinds.Answers, new() { Subject = edition.ToString() })).Findings!;

        findings.FirstErrors.Select(e => (e.Line, e.Code)).ShouldBe([(2, "surveys.load.anonymous")]);
        findings.Summary.NewRows.ShouldBe(1);
    }

    [Fact]
    public async Task Which_survey_it_is_must_be_said_where_the_header_does_not()
    {
        await Opened();
        await Opened();
        var received = (await app.Run(new ReceiveImportFile { Content = new MemoryStream("when,q\n2024-03-05,5\n"u8.ToArray()), FileName = "a.csv" })).Value;
        var id = (await app.Run(new StartImport { File = received, Kind = RecordKinds.Answers })).Value;

        (await app.Run(new CheckImport { ImportId = id })).Refusal.ShouldBeOneOf("exchange.subject.missing", "exchange.columns.field_missing");
        (await app.Run(new AnswerImport { ImportId = id, Subject = "17" })).Refusal.ShouldBe("exchange.subject.unknown");
    }

    [Fact]
    public async Task Five_thousand_answers_are_loaded_and_taken_back()
    {
        await app.LoadCustomers("T", 50);
        var edition = await Opened();
        string[] tables = ["surveys_answer", "surveys_anonymous_answer"];
        var before = await app.Everything(tables);

        var id = await app.LoadRecords(Header + string.Concat(Enumerable.Range(0, 5_000).Select(n => $",{(n % 5 == 0 ? "" : $"T-{n % 50}")},2024-03-{1 + n % 28:00},{1 + n % 5},{n % 11},,\n")), RecordKinds.Answers, new() { Subject = edition.ToString() });
        var again = (await app.CheckRecords(Header + string.Concat(Enumerable.Range(0, 5_000).Select(n => $",{(n % 5 == 0 ? "" : $"T-{n % 50}")},2024-03-{1 + n % 28:00},{1 + n % 5},{n % 11},,\n")), RecordKinds.Answers, new() { Subject = edition.ToString() })).Findings!;

        (await app.Details(id)).Records!.Receipt!.Written.Summary.ShouldSatisfyAllConditions(s => s.NewRows.ShouldBe(5_000), s => s.AnonymousRows.ShouldBe(1_000), s => s.AddsUp.ShouldBeTrue());
        (again.Summary.NewRows, again.Summary.SkippedRows).ShouldBe((0, 5_000));

        await app.Undo(id);
        (await app.Everything(tables)).ShouldBe(before);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_sample_file_of_each_kind_is_understood_as_it_is(string language)
    {
        await Guanxi.Tests.Service.Requests.RequestGiven.Desk(app);
        if (!(await app.All<Customer>()).Exists(c => c.Code == "C1001")) await app.Load("order,customer,name,date,amount\nS1,C1001,Lin,2024-01-01,1\nS2,C1002,Zhang,2024-01-01,1\n", new AnswerImport { Currency = "CNY" });
        await Opened();
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
        foreach (var kind in RecordKinds.All)
        {
            var subject = kind == RecordKinds.Answers ? (await app.Run(new ImportKinds())).Value.Single(k => k.Kind == kind).Subjects[0].Key : null;
            var sample = (await app.Run(new SampleFile { Kind = kind, Subject = subject })).Value;
            var received = (await app.Run(new ReceiveImportFile { Content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(sample.Text)), FileName = sample.Name })).Value;
            var id = (await app.Run(new StartImport { File = received })).Value;
            if (subject is not null) _ = (await app.Run(new AnswerImport { ImportId = id, Subject = subject })).Value;
            await app.Check(id);
            var view = await app.Details(id);
            view.Kind.ShouldBe(kind, sample.Text);
            view.Records!.Fields.Select(f => f.Key).Except(view.Answers.Fields.Keys).ShouldBeEmpty(kind);
            view.Records.Findings!.ShouldSatisfyAllConditions(f => f.Summary.NewRows.ShouldBe(2, $"{sample.Text}{string.Join(' ', f.FirstErrors)}"));
        }
    }

    private async Task<Id<SurveyEdition>> Opened(bool anonymous = false, BadAnswerAct act = BadAnswerAct.Task)
    {
        var survey = Survey.Draft($"Asked {Ids.Next()}", Actor.System.Id, DateTimeOffset.UnixEpoch);
        survey.Write(new(survey.Name, "问卷", "Survey", null, null));
        survey.Set(new() { Anonymous = anonymous, BadAnswer = act });
        survey.Open(DateTimeOffset.UnixEpoch);
        var edition = SurveyEdition.First(survey.Id,
        [
            new() { Key = "q1", Kind = QuestionKind.Csat, Chinese = "您满意吗", English = "Are you satisfied", Required = true }, new() { Key = "q2", Kind = QuestionKind.Nps, Chinese = "会推荐吗", English = "Would you recommend us" },
            new() { Key = "q3", Kind = QuestionKind.Choice, Chinese = "哪里不好", English = "What was wrong", ChineseChoices = "味道\n包装", EnglishChoices = "Taste\nPackage" }, new() { Key = "q4", Kind = QuestionKind.Open, Chinese = "想说的话", English = "Own words" },
        ], DateTimeOffset.UnixEpoch);
        await app.GivenAll<object>([survey, edition]);
        return edition.Id;
    }
}
