using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Guanxi.Contact.Consent.Public;
using Guanxi.Customers;
using Guanxi.Http;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Editing;
using Guanxi.Surveys.Waves;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Surveys;

/// <summary>The public pages of surveys, suggestions and preferences under somebody who means no good, over real HTTP.</summary>
[Trait("Row", "ENG-4")]
public sealed partial class PublicAbuseTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_that_is_too_large_is_told_so_and_nothing_is_kept()
    {
        var (survey, path) = await Invited();
        var preferences = await Preferences();
        using var stranger = new Visitor(await app.Http());
        foreach (var url in (string[])[path, "/preferences", preferences])
        {
            using var huge = new StringContent("q5=" + new string('x', (1 << 20) + 1), Encoding.UTF8, "application/x-www-form-urlencoded");
            using var post = new HttpRequestMessage(HttpMethod.Post, url) { Content = huge };
            // Whoever asks before sending is told before sending.
            post.Headers.ExpectContinue = true;
            using var answer = await stranger.Http.SendAsync(post, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge, url);
            (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("<h1", customMessage: "a page, in words");
        }
        (await app.Use(db => db.Set<Answer>().CountAsync(a => a.SurveyId == survey))).ShouldBe(0);
        // Long, but not too long for the line: the field says how much it takes, and what was typed stays.
        using var longer = await stranger.Submit(path, "survey", new() { ["q1"] = "5", ["q5"] = new string('长', Given.MostLetters + 1) });
        longer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await longer.Content.ReadAsStringAsync(Ct)).ShouldContain("field-error");
        (await app.Use(db => db.Set<Answer>().CountAsync(a => a.SurveyId == survey))).ShouldBe(0);
    }

    [Fact]
    public async Task A_used_ticket_sent_again_a_guessed_one_and_another_surveys_questions_change_nothing()
    {
        var (survey, path) = await Invited();
        var (other, _) = await Invited();
        using var stranger = new Visitor(await app.Http());
        var edition = Edition().Match(await stranger.Read(path)).Groups[1].Value;
        var (token, body) = await Filled(stranger, path, edition);
        (await Post(stranger, path, body)).ShouldBe(HttpStatusCode.Redirect);

        // The same bytes again, and again with other marks.
        (await Post(stranger, path, body)).ShouldBe(HttpStatusCode.OK);
        (await Post(stranger, path, [.. body.Where(b => b.Key != "q1"), KeyValuePair.Create("q1", "1")])).ShouldBe(HttpStatusCode.OK);
        (await app.Use(db => db.Set<Answer>().Where(a => a.SurveyId == survey).Select(a => a.Given.Csat).ToListAsync())).ShouldBe([5]);
        // Guesses near a real ticket, empty ones, and what belongs to databases and file systems.
        var secret = path.Split('/')[^1];
        foreach (var guess in (string[])[secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'), secret.ToLowerInvariant() + "x", secret[..10], "%27%20OR%201=1--", "..%2F..%2Fetc", new string('A', 500)])
        {
            using var answer = await stranger.Http.GetAsync($"/survey/{guess}", Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, guess);
            (await Post(stranger, $"/survey/{guess}", body)).ShouldBe(HttpStatusCode.NotFound, guess);
        }
        // Questions of another survey sent to a ticket.
        var (_, fresh) = await Invited();
        var foreign = await app.Use(db => db.Set<SurveyEdition>().Where(e => e.SurveyId == other).Select(e => e.Id).FirstAsync());
        var (_, mixed) = await Filled(stranger, fresh, foreign.ToString());
        (await Post(stranger, fresh, mixed)).ShouldBe(HttpStatusCode.OK);
        // Without its mark against forgery a form is turned away.
        (await Post(stranger, fresh, [.. mixed.Where(m => m.Value != token && m.Key != "__RequestVerificationToken")])).ShouldBe(HttpStatusCode.BadRequest);
        (await app.Use(db => db.Set<Answer>().CountAsync())).ShouldBe(await app.Use(db => db.Set<Answer>().CountAsync(a => a.SurveyId == survey)));
    }

    [Fact]
    public async Task Scripts_in_what_strangers_write_are_shown_as_text_wherever_somebody_reads_it()
    {
        const string Script = "<script>alert('茶')</script>\"><img src=x onerror=alert(1)>";
        var (survey, path) = await Invited();
        using var owner = await Visitor.SignedIn(app);
        using var stranger = new Visitor(await app.Http());
        var edition = Edition().Match(await stranger.Read(path)).Groups[1].Value;
        using var answered = await stranger.Submit(path, "survey", new() { ["edition"] = edition, ["q1"] = "1", ["q2"] = "1", ["q5"] = Script });
        answered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var suggested = await stranger.Submit("/complain", "complain", new() { ["Form.Suggestion"] = "true", ["Form.Words"] = Script, ["Form.Name"] = Script, ["Form.Email"] = "a@b.cn" });
        suggested.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var asked = await stranger.Submit("/preferences", "ask", new() { ["Form.Wish"] = "Copy", ["Form.Words"] = Script, ["Form.Name"] = Script, ["Form.Email"] = "a@b.cn" });
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        foreach (var page in (string[])[$"/surveys/{survey}", "/surveys/answers", "/complaints/incoming", "/privacy", "/today"])
            (await owner.Read(page)).ShouldSatisfyAllConditions(p => p.ShouldNotContain("<script>alert"), p => p.ShouldNotContain("<img src=x"));
        (await owner.Read("/surveys/answers")).ShouldContain("&lt;script&gt;alert");
        (await app.Use(db => db.Set<Incoming>().CountAsync(i => i.Words.Contains("onerror")))).ShouldBe(1, "kept as it was written");
    }

    [Fact]
    public async Task A_guessed_or_used_up_preference_link_opens_nothing_and_changes_nothing()
    {
        var link = await Preferences();
        using var stranger = new Visitor(await app.Http());
        (await stranger.Read(link)).ShouldContain("StopAll");
        var secret = link.Split('/')[^1];
        foreach (var guess in (string[])[secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'), secret[..20], "x", new string('A', 300)])
        {
            using var answer = await stranger.Http.GetAsync($"/preferences/{guess}", Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, guess);
            (await answer.Content.ReadAsStringAsync(Ct)).ShouldNotContain("StopAll");
        }
    }

    private async Task<(Id<Survey> Survey, string Path)> Invited()
    {
        var survey = (await app.Run(new DraftSurvey { Name = "Abused", Pattern = SurveyPattern.Purchase })).Value;
        _ = (await app.Run(new OpenSurvey { SurveyId = survey })).Value;
        return (survey, (await app.Run(new InviteCustomer { SurveyId = survey, CustomerId = (await app.Given(SalesGiven.Customer())).Id })).Value);
    }

    private async Task<string> Preferences() => (await app.Run(new MakePreferenceLink { CustomerId = (await app.Given(SalesGiven.Customer())).Id })).Value;

    private static async Task<(string Token, List<KeyValuePair<string, string>> Body)> Filled(Visitor visitor, string path, string edition)
    {
        var token = Token().Match(await visitor.Read(path)).Groups[1].Value;
        return (token, [new("_handler", "survey"), new("__RequestVerificationToken", token), new("edition", edition), new("q1", "5"), new("website", "")]);
    }

    private static async Task<HttpStatusCode> Post(Visitor visitor, string path, IEnumerable<KeyValuePair<string, string>> body)
    {
        using var content = new FormUrlEncodedContent(body);
        using var answer = await visitor.Http.PostAsync(path, content, Ct);
        return answer.StatusCode;
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*name=\"edition\"[^>]*value=\"(\\d+)\"")]
    private static partial Regex Edition();

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>On servers of their own: whoever is turned away is turned away for ten minutes.</summary>
[Trait("Row", "ENG-4")]
public sealed class SurveyFloodTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_flood_of_answers_is_turned_away_on_a_page_that_says_when_to_come_back()
    {
        var survey = (await app.Run(new DraftSurvey { Name = "Open", Pattern = SurveyPattern.Effort })).Value;
        var shown = (await app.Run(new Guanxi.Surveys.Findings.SurveyResults { SurveyId = survey })).Value;
        _ = (await app.Run(new EditSurvey { SurveyId = survey, Name = "Open", EnglishTitle = "Open", OpenToAll = true, Anonymous = true, Questions = [.. shown.Questions] })).Value;
        _ = (await app.Run(new OpenSurvey { SurveyId = survey })).Value;
        using var owner = await Visitor.SignedIn(app);
        using var stranger = new Visitor(await app.Http());
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < PublicLimits.MostSent + 3; i++)
        {
            using var sent = await stranger.Submit($"/survey/open/{survey}", "survey", new() { ["q1"] = "5", ["edition"] = shown.EditionId.ToString() });
            answers.Add(sent.StatusCode);
            if (sent.StatusCode != HttpStatusCode.TooManyRequests) continue;
            sent.Headers.RetryAfter!.Delta.ShouldBe(PublicLimits.Window);
            (sent.Content.Headers.ContentType!.MediaType, (await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("<h1", StringComparison.Ordinal)).ShouldBe(("text/html", true));
        }
        answers.Count(a => a == HttpStatusCode.Redirect).ShouldBe(PublicLimits.MostSent);
        answers.Count(a => a == HttpStatusCode.TooManyRequests).ShouldBe(3);
        (await app.Use(db => db.Set<AnonymousAnswer>().CountAsync(a => a.SurveyId == survey))).ShouldBe(PublicLimits.MostSent);
        await owner.Read("/surveys");
    }
}

/// <inheritdoc cref="SurveyFloodTests"/>
[Trait("Row", "ENG-4")]
public sealed class PreferenceFloodTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Guessing_links_by_the_hundred_is_turned_away_and_tells_nothing_on_the_way()
    {
        using var stranger = new Visitor(await app.Http());
        var answers = new Dictionary<HttpStatusCode, int>();
        for (var i = 0; i < PublicLimits.MostLooks + 5; i++)
        {
            using var looked = await stranger.Http.GetAsync(i % 2 == 0 ? $"/preferences/guess-{i:x8}" : $"/survey/guess-{i:x8}", TestContext.Current.CancellationToken);
            answers[looked.StatusCode] = answers.GetValueOrDefault(looked.StatusCode) + 1;
        }
        answers.ShouldBe(new Dictionary<HttpStatusCode, int> { [HttpStatusCode.NotFound] = PublicLimits.MostLooks, [HttpStatusCode.TooManyRequests] = 5 }, ignoreOrder: true);
    }
}
