using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Customers;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Editing;
using Guanxi.Surveys.Findings;
using Guanxi.Surveys.Questions;
using Guanxi.Surveys.Waves;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Surveys;

[Trait("Row", "SAT-1")]
public sealed partial class SurveyPagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_survey_is_written_opened_and_answered_by_its_pages()
    {
        using var owner = await Visitor.SignedIn(app);
        using var drafted = await owner.Submit("/surveys", "new-survey", new() { ["Form.Name"] = "购买后", ["Form.Pattern"] = nameof(SurveyPattern.Purchase) });
        drafted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var id = SurveyId().Match(drafted.Headers.Location!.ToString()).Groups[1].Value;
        var builder = await owner.Read($"/surveys/{id}/edit");
        builder.ShouldContain("Form.Questions[6].Chinese");
        var form = Fields().Matches(builder).Where(m => m.Groups[1].Value.StartsWith("Form.", StringComparison.Ordinal)).GroupBy(m => m.Groups[1].Value).ToDictionary(g => g.Key, g => WebUtility.HtmlDecode(g.First().Groups[2].Value));
        foreach (var text in (string[])["ChineseTitle", "EnglishTitle"]) form[$"Form.{text}"].ShouldNotBeEmpty();
        foreach (var (name, value) in Chosen(builder)) form[name] = value;
        form["Form.Questions[0].Required"] = "true";
        (form["Form.Questions[1].Chinese"], form["Form.Questions[1].English"]) = ("", "");
        using var saved = await owner.Submit($"/surveys/{id}/edit", "survey-edit", form);
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, Wrong().Match(await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value);
        using var opened = await owner.Submit($"/surveys/{id}", "open", []);
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var survey = (await app.Run(new SurveyList())).Value.Single(s => s.Name == "购买后");
        (await app.Run(new SurveyResults { SurveyId = survey.Id })).Value.Questions.Select(q => q.Key).ShouldBe(["q1", "q3", "q4", "q5"], "the one without a text is left out");
        var customer = await app.Given(SalesGiven.Customer(null, "<script>alert(1)</script>"));
        var path = (await app.Run(new InviteCustomer { SurveyId = survey.Id, CustomerId = customer.Id })).Value;
        using var stranger = new Visitor(await app.Http());
        using var looked = await stranger.Http.GetAsync(path, TestContext.Current.CancellationToken);
        looked.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var incomplete = await stranger.Submit(path, "survey", new() { ["q5"] = "写了一大段" });
        (await incomplete.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("写了一大段", customMessage: "what was typed is kept");
        var page = await stranger.Read(path);
        using var sent = await stranger.Submit(path, "survey", new() { ["edition"] = Edition().Match(page).Groups[1].Value, ["q1"] = "2", ["q4"] = "3", ["q5"] = "<img src=x onerror=alert(2)>", ["website"] = "" });
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await stranger.Read(path)).ShouldNotContain("name=\"q1\"");

        foreach (var shown in (string[])["/surveys/answers", $"/surveys/{id}", $"/customers/{customer.Id}"])
            (await owner.Read(shown)).ShouldSatisfyAllConditions(p => p.ShouldNotContain("<img src=x"), p => p.ShouldNotContain("<script>alert(1)"));
        (await owner.Read("/surveys/answers?view=bad")).ShouldSatisfyAllConditions(p => p.ShouldContain("onerror"), p => p.ShouldContain("/api/surveys/answers.xlsx?view=Bad"));
        using var file = await owner.Http.GetAsync("/api/surveys/answers.xlsx?view=Bad", TestContext.Current.CancellationToken);
        (file.StatusCode, file.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, Guanxi.Surveys.Answers.Files.AnswerSheet.MediaType));
        (await app.Use(db => db.Set<Answer>().CountAsync(a => a.CustomerId == customer.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_says_so_without_telling_why()
    {
        using var stranger = new Visitor(await app.Http());
        foreach (var path in (string[])["/survey/made-up", "/survey/open/17"])
        {
            using var answer = await stranger.Http.GetAsync(path, TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    private static IEnumerable<(string Name, string Value)> Chosen(string page) => Selects().Matches(page).Where(m => m.Groups[1].Value.StartsWith("Form.", StringComparison.Ordinal))
        .Select(m => (m.Groups[1].Value, SelectedOption().Match(m.Groups[2].Value) is { Success: true } chosen ? chosen.Groups[1].Value : ""));

    [GeneratedRegex("data-refused.*?</div>", RegexOptions.Singleline)]
    private static partial Regex Wrong();

    [GeneratedRegex(@"/surveys/(\d+)/edit")]
    private static partial Regex SurveyId();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*name=\"edition\"[^>]*value=\"(\\d+)\"")]
    private static partial Regex Edition();

    [GeneratedRegex("<input(?![^>]*checkbox)[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"")]
    private static partial Regex Fields();

    [GeneratedRegex("<select[^>]* name=\"([^\"]+)\"[^>]*>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("<option[^>]*value=\"([^\"]*)\"[^>]*selected")]
    private static partial Regex SelectedOption();
}
