using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Evidence;
using Guanxi.Service.Complaints.Public;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Complaints.View;
using Guanxi.Tests.Contact.Attachments;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

/// <summary>Whatever is sent to the public form and link, it is answered in words and nothing is half-written.</summary>
[Trait("Row", "SVC-2")]
public sealed partial class PublicAbuseTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Photos_as_phones_take_them_are_taken_larger_ones_too_many_and_huge_forms_are_told_so_and_leave_nothing_behind()
    {
        using var stranger = new Visitor(await app.Http());
        using (var sent = await Send(stranger, "phone", ("1.jpg", Photo(12)), ("2.png", [.. FileGiven.Png, .. new byte[9 << 20]]), ("3.jpg", Photo(1)))) sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Use(db => db.Set<Photo>().OrderBy(p => p.Bytes).Select(p => p.Bytes).ToListAsync()))[^1].ShouldBe(Photo(12).Length);
        var before = await Kept();

        foreach (var (files, says) in new (int[] Megabytes, string Says)[] { ([16], "不能超过 15 MB"), ([1, 1, 1, 1], "最多上传 3 张"), ([1, 1, 1, 1, 1, 1, 1], "最多上传 3 张") })
        {
            using var refused = await Send(stranger, "保留这句话", [.. files.Select((m, i) => ($"{i}.jpg", Photo(m)))]);
            refused.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await Page(refused)).ShouldSatisfyAllConditions(p => p.ShouldContain(says), p => p.ShouldContain("保留这句话"), p => p.ShouldContain("data-refused"), p => p.ShouldNotContain("[service."));
        }
        // Says how long it is and sends nothing: who would read on first would wait for it.
        using (var claimed = new HttpRequestMessage(HttpMethod.Post, "/complain") { Content = new Claimed(PhotoStore.MostOfForm + 1L) })
        {
            claimed.Headers.ExpectContinue = true;
            using var huge = await stranger.Http.SendAsync(claimed, TestContext.Current.CancellationToken);
            huge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            (await Page(huge)).ShouldSatisfyAllConditions(p => p.ShouldContain("<h1"), p => p.ShouldContain("61 MB"), p => p.ShouldContain("href=\"/complain"), p => p.ShouldNotContain("[host."));
        }
        using (var program = await Send(stranger, "program", ("ok.png", FileGiven.Png), ("photo.jpg", FileGiven.Program))) (await Page(program)).ShouldContain("有文件不是照片");

        (await Kept()).ShouldBe(before);
    }

    [Fact]
    public async Task The_same_form_sent_again_leads_to_the_same_link_and_is_written_once()
    {
        using var stranger = new Visitor(await app.Http());
        var page = await stranger.Read("/complain");
        var fields = new Dictionary<string, string>
        {
            ["_handler"] = "complain", ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value, ["Form.Once"] = Once().Match(page).Groups[1].Value, ["Form.Words"] = "只写一次", ["Form.Phone"] = "13800138000",
        };

        var both = await Task.WhenAll(Post(fields), Post(fields));
        var again = await Post(fields);

        new[] { both[0], both[1], again }.Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        (await app.Use(db => db.Set<Incoming>().CountAsync(i => i.Words == "只写一次"))).ShouldBe(1);
        // Something else in the same form, gone back to, is not lost and not shown under the first one's link.
        var more = await Post(new(fields) { ["Form.Words"] = "还有一件事" });
        more.ShouldNotBeNull().ShouldNotBe(again);
        (await app.Use(db => db.Set<Incoming>().CountAsync(i => i.Words == "还有一件事"))).ShouldBe(1);
        // What we did not seal is no secret of ours: nobody chooses the link under which others write.
        var chosen = await Post(new(fields) { ["Form.Once"] = new string('A', 43), ["Form.Words"] = "selbst gewählt" });
        chosen.ShouldNotBeNull().ShouldNotContain(new string('A', 43));

        async Task<string?> Post(Dictionary<string, string> entries)
        {
            using var content = new FormUrlEncodedContent(entries);
            using var answer = await stranger.Http.PostAsync("/complain", content, TestContext.Current.CancellationToken);
            return answer.Headers.Location?.ToString();
        }
    }

    [Fact]
    public async Task Guessed_taken_back_and_forged_posts_get_one_and_the_same_answer_and_write_nothing()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var id = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "杯子是破的" })).Value;
        var old = (await app.Run(new MakeComplaintLink { CustomerId = customer.Id, ComplaintId = id })).Value;
        using var stranger = new Visitor(await app.Http());
        var token = Token().Match(await stranger.Read(old)).Groups[1].Value;
        var renewed = (await app.Run(new RevokeComplaintLinks { CustomerId = customer.Id, ComplaintId = id, Because = "x", Renew = true })).Value.Link!;
        var lines = await Lines();

        var answers = new HashSet<string>();
        foreach (var url in new[] { old, $"/complain/{SecretToken.New()}", $"/complain/{renewed.Split('/')[^1][..^1]}" })
        {
            using var answer = await Post(url, token);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, url);
            // The address of the form is the one that was asked for.
            answers.Add(MainPart().Match(await Page(answer)).Value.Replace(url, "", StringComparison.Ordinal));
        }
        answers.ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.ShouldContain("链接无法打开"), a => a.ShouldContain("guessed", customMessage: "what was typed is not lost"));
        using (var forged = await Post(renewed, "forged"))
        {
            forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await Page(forged)).ShouldSatisfyAllConditions(p => p.ShouldContain("<h1"), p => p.ShouldContain($"href=\"{renewed}\""));
        }
        (await Lines()).ShouldBe(lines);
        (await stranger.Read(renewed)).ShouldContain("杯子是破的");

        async Task<int> Lines() => (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = id })).Value.Log.Count;

        async Task<HttpResponseMessage> Post(string url, string mark)
        {
            using var content = new FormUrlEncodedContent([new("_handler", "add"), new("__RequestVerificationToken", mark), new("Words", "guessed")]);
            return await stranger.Http.PostAsync(url, content, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_script_in_the_name_of_a_file_is_shown_as_text_and_handed_out_as_none()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var id = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "look" })).Value;
        using var owner = await Visitor.SignedIn(app);
        var url = $"/customers/{customer.Id}/complaints/{id}";
        using (var sent = await owner.SubmitFiles(url, "evidence", new() { ["EvidenceStep"] = "Listen" }, ("&lt;script&gt;alert(1)'onload='x.png", FileGiven.Png))) sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var file = (await app.Run(new EvidenceList { CustomerId = customer.Id, ComplaintId = id })).Value.ShouldHaveSingleItem();
        (await owner.Read(url)).ShouldNotContain(file.Name, customMessage: "it is encoded");
        using var shown = await owner.Http.GetAsync($"/complaints/evidence/{file.Id}", TestContext.Current.CancellationToken);
        shown.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
    }

    private static byte[] Photo(int megabytes) => [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[megabytes << 20]];

    private Task<HttpResponseMessage> Send(Visitor stranger, string words, params (string, byte[])[] files) => stranger.SubmitFiles("/complain", "complain", new() { ["Form.Words"] = words, ["Form.Phone"] = "13800138000" }, files);

    private static Task<string> Page(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private async Task<(int, int, int)> Kept() => (await app.Use(db => db.Set<Incoming>().CountAsync()), await app.Use(db => db.Set<ComplaintLink>().CountAsync()), Directory.GetFiles(Path.Combine(app.Folder, "photos")).Length);

    /// <summary>A body of a length that never comes.</summary>
    private sealed class Claimed(long length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "edge") } };
            return true;
        }
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Form.Once\" value=\"([^\"]+)\"")]
    private static partial Regex Once();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex MainPart();
}
