using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Guanxi.Contact.Log.Attachments;
using Guanxi.Customers;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Contact.Attachments;

/// <summary>Files as browsers and programs fetch them, over real HTTP.</summary>
[Trait("Row", "ENG-1")]
public sealed class AttachmentDownloadTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly byte[] Recording = [.. "RIFF\0\0\0\0WAVEfmt "u8, .. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];

    [Fact]
    public async Task A_file_is_fetched_whole_with_its_name_in_any_script_for_saving()
    {
        var (url, checksum) = await Url("录音 三月.wav", Recording);
        using var owner = await Visitor.SignedIn(app);

        using var answer = await owner.Http.GetAsync(url, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(Recording);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("audio/wav");
        answer.Content.Headers.ContentDisposition!.ShouldSatisfyAllConditions(d => d.DispositionType.ShouldBe("attachment"), d => d.FileNameStar.ShouldBe("录音 三月.wav"));
        answer.Content.Headers.GetValues("Content-Disposition").Single().ShouldContain("filename*=UTF-8''%E5%BD%95%E9%9F%B3");
        answer.Headers.AcceptRanges.ShouldContain("bytes");
        answer.Headers.ETag!.Tag.ShouldBe($"\"{checksum}\"");
        answer.Headers.CacheControl!.Private.ShouldBeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
    }

    [Fact]
    public async Task A_part_is_fetched_and_a_download_that_was_cut_off_goes_on_where_it_stopped()
    {
        var (url, checksum) = await Url("call.wav", Recording);
        using var owner = await Visitor.SignedIn(app);

        await Part(new(0, 99), Recording[..100]);
        await Part(new(null, 10), Recording[^10..]);
        await Part(new(150_000, null), Recording[150_000..], new RangeConditionHeaderValue(new EntityTagHeaderValue($"\"{checksum}\"")));

        // Another file by now: the whole of it.
        using var other = await Ask(new(150_000, null), new RangeConditionHeaderValue(new EntityTagHeaderValue("\"0000\"")));
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(Recording);

        using var beyond = await Ask(new(Recording.Length, null));
        beyond.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        beyond.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes */{Recording.Length}");

        using var known = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { IfNoneMatch = { new($"\"{checksum}\"") } } };
        using var same = await owner.Http.SendAsync(known, Ct);
        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);

        using var asked = new HttpRequestMessage(HttpMethod.Head, url);
        using var head = await owner.Http.SendAsync(asked, Ct);
        head.Content.Headers.ContentLength.ShouldBe(Recording.Length);

        async Task Part(RangeItemHeaderValue range, byte[] expected, RangeConditionHeaderValue? condition = null)
        {
            using var answer = await Ask(range, condition);
            answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent, range.ToString());
            (await answer.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(expected);
            answer.Content.Headers.ContentRange!.Length.ShouldBe(Recording.Length);
        }

        async Task<HttpResponseMessage> Ask(RangeItemHeaderValue range, RangeConditionHeaderValue? condition = null)
        {
            var (header, request) = (new RangeHeaderValue(), new HttpRequestMessage(HttpMethod.Get, url));
            header.Ranges.Add(range);
            (request.Headers.Range, request.Headers.IfRange) = (header, condition);
            // As browsers do, who also take it packed.
            request.Headers.AcceptEncoding.Add(new("gzip"));
            return await owner.Http.SendAsync(request, Ct);
        }
    }

    [Theory]
    [InlineData("a.png", "inline", "sandbox")]
    [InlineData("a.pdf", "inline", "default-src 'none'")]
    [InlineData("a.txt", "attachment", "sandbox")]
    [InlineData("a.docx", "attachment", "sandbox")]
    public async Task Pictures_and_pdf_are_shown_shut_in_and_all_else_is_saved(string name, string how, string policy)
    {
        byte[] content = name switch { "a.png" => FileGiven.Png, "a.pdf" => FileGiven.Pdf(), "a.docx" => FileGiven.Packed("word/document.xml"), _ => [.. Enumerable.Repeat((byte)'a', 5_000)] };
        var (url, _) = await Url(name, content);
        using var owner = await Visitor.SignedIn(app);
        owner.Http.DefaultRequestHeaders.AcceptEncoding.Add(new("gzip"));

        using var answer = await owner.Http.GetAsync(url, Ct);

        (await answer.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(content, "it is not packed on its way: a part of it would be another");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe(how);
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.ShouldContain(policy), p => p.ShouldContain("default-src 'none'"));
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task Whose_customer_it_is_not_gets_nothing_and_a_stranger_signs_in_first()
    {
        var (url, _) = await Url("secret.pdf", FileGiven.Pdf("Secret"), Id<Person>.New());
        using var seller = await Visitor.SignedIn(app, "sales");
        using var stranger = new Visitor(await app.Http());

        foreach (var way in new[] { url, $"/api{url}", $"{url}/trouble" })
        {
            using var other = await seller.Http.GetAsync(way, Ct);
            other.StatusCode.ShouldBe(HttpStatusCode.NotFound, way);
            (await other.Content.ReadAsStringAsync(Ct)).ShouldNotContain("secret.pdf");
            using var nobody = await stranger.Http.GetAsync(way, Ct);
            nobody.StatusCode.ShouldBe(way.StartsWith("/api", StringComparison.Ordinal) ? HttpStatusCode.Unauthorized : HttpStatusCode.Redirect, way);
        }
    }

    [Fact]
    public async Task What_was_changed_on_the_disk_is_said_to_people_on_a_page_and_to_programs_as_a_problem()
    {
        var (url, _) = await Url("offer.pdf", FileGiven.Pdf("1,000"));
        var stored = await app.Use(db => db.Set<Attachment>().OrderByDescending(a => a.AddedAt).Select(a => a.StoredAs).FirstAsync(Ct));
        await File.WriteAllBytesAsync(Path.Combine(FileGiven.Folder(app), stored), FileGiven.Pdf("9,000"), Ct);
        using var owner = await Visitor.SignedIn(app);
        owner.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        using var page = await owner.Http.GetAsync(url, Ct);
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var said = await owner.Http.GetAsync(page.Headers.Location, Ct);
        said.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await said.Content.ReadAsStringAsync(Ct)).ShouldSatisfyAllConditions(p => p.ShouldContain("offer.pdf"), p => p.ShouldContain("was changed"));
        using var problem = await owner.Http.GetAsync($"/api{url}", Ct);
        problem.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await problem.Content.ReadAsStringAsync(Ct)).ShouldContain("contact.attachment.changed");
    }

    private async Task<(string Url, string Checksum)> Url(string name, byte[] content, Id<Person>? owner = null)
    {
        var customer = await app.Given(SalesGiven.Customer(owner));
        var entry = await app.Contact(customer.Id, null, (name, content));
        var file = (await app.Attachments(customer.Id, entry))[0];
        return ($"/contacts/attachments/{file.Id}", file.Checksum);
    }
}
