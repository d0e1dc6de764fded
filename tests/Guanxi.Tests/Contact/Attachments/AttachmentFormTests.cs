using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guanxi.Contact.Log;
using Guanxi.Contact.Log.Attachments;
using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Contact.Attachments;

/// <summary>Files as forms without scripts and programs send them, over real HTTP.</summary>
[Trait("Row", "ENG-1")]
public sealed class AttachmentFormTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, string> Typed = new() { ["Entry.Channel"] = "Email", ["Entry.Direction"] = "ToCustomer", ["Entry.Purpose"] = "谈春茶价格", ["Entry.Result"] = "客户要样品", ["Entry.NextStep"] = "寄样品" };

    [Fact]
    public async Task A_contact_is_logged_with_several_files_from_its_page_and_from_the_customers()
    {
        var customer = await app.Given(SalesGiven.Customer());
        using var owner = await Visitor.SignedIn(app);

        foreach (var page in new[] { $"/customers/{customer.Id}/contacts/new", $"/customers/{customer.Id}" })
        {
            using var sent = await owner.SubmitFiles(page, "contact", Typed, ("报价单.pdf", FileGiven.Pdf()), ("photo.png", FileGiven.Png));
            sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, page);
        }

        var rows = (await app.Run(new ContactList { CustomerId = customer.Id })).Value.Rows;
        rows.Select(r => r.Attachments).ShouldBe([2, 2]);
        (await app.Attachments(customer.Id, rows[0].Id)).Select(f => f.Name).ShouldBe(["报价单.pdf", "photo.png"]);
        (await owner.Read($"/customers/{customer.Id}")).ShouldContain($"/customers/{customer.Id}/contacts/{rows[0].Id}");
        (await owner.Read($"/customers/{customer.Id}/contacts/{rows[0].Id}")).ShouldSatisfyAllConditions(p => p.ShouldContain("报价单.pdf"), p => p.ShouldContain("谈春茶价格"));
    }

    [Fact]
    public async Task What_was_typed_stays_where_a_file_is_refused_and_the_file_is_named()
    {
        var customer = await app.Given(SalesGiven.Customer());
        using var owner = await Visitor.SignedIn(app);

        foreach (var page in new[] { $"/customers/{customer.Id}/contacts/new", $"/customers/{customer.Id}" })
        {
            using var answer = await owner.SubmitFiles(page, "contact", Typed, ("好的.pdf", FileGiven.Pdf()), ("发票.pdf", FileGiven.Program));

            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await answer.Content.ReadAsStringAsync(Ct)).ShouldSatisfyAllConditions(p => p.ShouldContain("value=\"谈春茶价格\""), p => p.ShouldContain("客户要样品"), p => p.ShouldContain("value=\"寄样品\""), p => p.ShouldContain("发票.pdf"), p => p.ShouldContain("field-error"));
        }
        (await app.Run(new ContactList { CustomerId = customer.Id })).Value.Rows.ShouldBeEmpty();
        // What the files were well enough for, the rest of the form may not be.
        var before = app.FilesKept().Count;
        using var wrong = await owner.SubmitFiles($"/customers/{customer.Id}/contacts/new", "contact", new(Typed) { ["Entry.Minutes"] = "5000" }, ("好的.pdf", FileGiven.Pdf()));
        wrong.StatusCode.ShouldBe(HttpStatusCode.OK);
        app.FilesKept().Count.ShouldBe(before, "what was received and is nobody's is taken away again");
    }

    [Fact]
    public async Task Where_no_file_is_chosen_the_form_is_as_it_was()
    {
        var customer = await app.Given(SalesGiven.Customer());
        using var owner = await Visitor.SignedIn(app);

        using var sent = await owner.SubmitFiles($"/customers/{customer.Id}/contacts/new", "contact", Typed);
        var entry = (await app.Run(new ContactList { CustomerId = customer.Id })).Value.Rows.ShouldHaveSingleItem().Id;
        using var none = await owner.SubmitFiles($"/customers/{customer.Id}/contacts/{entry}", "attach", []);

        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        none.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await none.Content.ReadAsStringAsync(Ct)).ShouldContain("field-error");
    }

    [Fact]
    public async Task Files_are_added_to_a_contact_and_taken_away_on_its_page()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var entry = await app.Contact(customer.Id, null);
        var page = $"/customers/{customer.Id}/contacts/{entry}";
        using var owner = await Visitor.SignedIn(app);

        using var added = await owner.SubmitFiles(page, "attach", [], ("a.pdf", FileGiven.Pdf()), ("b.pdf", FileGiven.Pdf()));
        var files = await app.Attachments(customer.Id, entry);
        using var removed = await owner.Submit(page, $"remove-{files[0].Id}", []);

        added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        removed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Attachments(customer.Id, entry)).ShouldHaveSingleItem().Name.ShouldBe("b.pdf");
    }

    [Fact]
    public async Task No_form_and_no_body_says_where_files_lie()
    {
        var (customer, other) = (await app.Given(SalesGiven.Customer()), await app.Given(SalesGiven.Customer()));
        _ = await app.Contact(other.Id, null, ("secret.pdf", FileGiven.Pdf()));
        var stored = await app.Use(db => db.Set<Attachment>().Where(a => a.CustomerId == other.Id).Select(a => a.StoredAs).SingleAsync(Ct));
        using var owner = await Visitor.SignedIn(app);

        using var form = await owner.Submit($"/customers/{customer.Id}/contacts/new", "contact", new(Typed) { ["Entry.Files[0].Name"] = "x.pdf", ["Entry.Files[0].Stored.Name"] = stored });
        using var body = await owner.Http.PostAsJsonAsync($"/api/customers/{customer.Id}/contacts", new { purpose = "x", files = new[] { new { name = "x.pdf", stored = new { name = stored } } } }, StoredJson.Options, Ct);

        (await app.Run(new ContactList { CustomerId = customer.Id })).Value.Rows.Select(r => r.Attachments).ShouldBe([0, 0]);
    }

    [Fact]
    public async Task A_program_sends_lists_fetches_and_takes_away_files()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var entry = await app.Contact(customer.Id, null);
        using var owner = await Visitor.SignedIn(app);
        var url = $"/api/customers/{customer.Id}/contacts/{entry}/attachments";

        using var made = await Send(owner, url, ("合同.pdf", FileGiven.Pdf("Contract")), ("b.png", FileGiven.Png));
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        made.Headers.Location!.ToString().ShouldBe(url);
        var rows = (await owner.Api<List<JsonElement>>(url))!;
        rows.Select(r => r.GetProperty("name").GetString()).ShouldBe(["合同.pdf", "b.png"]);
        rows[0].GetProperty("kind").GetString().ShouldBe("pdf");
        var id = rows[0].GetProperty("id").GetString();
        (await owner.Http.GetByteArrayAsync($"/api/contacts/attachments/{id}", Ct)).ShouldBe(FileGiven.Pdf("Contract"));
        (await owner.Api<JsonElement>($"/api/customers/{customer.Id}/contacts")).GetProperty("rows")[0].GetProperty("attachments").GetInt32().ShouldBe(2);
        using var gone = await owner.Http.DeleteAsync($"{url}/{id}", Ct);
        gone.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Attachments(customer.Id, entry)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_is_refused_leaves_nothing_behind_and_says_what_is_wrong()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var entry = await app.Contact(customer.Id, null);
        using var owner = await Visitor.SignedIn(app);
        var url = $"/api/customers/{customer.Id}/contacts/{entry}/attachments";
        var before = app.FilesKept().Count;
        try
        {
            await app.Limit(s => s.MostMegabytes = 1);
            using var large = await Send(owner, url, ("good.pdf", FileGiven.Pdf()), ("large.pdf", [.. FileGiven.Pdf(), .. new byte[2 << 20]]));
            await Says(large, "contact.attachment.too_large");
        }
        finally { await app.Limit(_ => { }); }
        using var none = await Send(owner, url);
        await Says(none, "contact.attachment.none_chosen");
        using var cut = new StringContent("--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 and then");
        cut.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "edge") } };
        using var cutOff = await owner.Http.PostAsync(url, cut, Ct);
        await Says(cutOff, "contact.attachment.unreadable");
        app.FilesKept().Count.ShouldBe(before);

        using var json = await owner.Http.PostAsJsonAsync(url, new { }, Ct);
        json.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);

        static async Task Says(HttpResponseMessage answer, string code)
        {
            (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain($"\"{code}\"");
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
    }

    [Fact]
    public async Task A_form_with_more_than_a_request_may_bring_is_told_so_before_it_is_read()
    {
        var customer = await app.Given(SalesGiven.Customer());
        using var owner = await Visitor.SignedIn(app);
        // Says how long it is and sends nothing: who would read on first would wait for it.
        using var claimed = new HttpRequestMessage(HttpMethod.Post, $"/customers/{customer.Id}/contacts/new") { Content = new Claimed(Uploads.MostBytes + 1L) };
        claimed.Headers.ExpectContinue = true;

        using var answer = await owner.Http.SendAsync(claimed, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("256 MB");
    }

    [Fact]
    public async Task What_may_be_attached_is_set_on_a_page_of_settings_by_who_manages_contacts()
    {
        using var owner = await Visitor.SignedIn(app);
        using var seller = await Visitor.SignedIn(app, "sales");
        try
        {
            using var saved = await owner.Submit("/settings/attachments", "attachment-settings", new() { ["Form.MostMegabytes"] = "5", ["Form.MostFiles"] = "2", ["Form.Pdf"] = "true" });
            saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            (await app.Run(new AttachmentSettingsNow())).Value.ShouldBe(new AttachmentSettings { MostMegabytes = 5, MostFiles = 2, Pictures = false, Office = false, Text = false, Audio = false });
            using var wrong = await owner.Submit("/settings/attachments", "attachment-settings", new() { ["Form.MostMegabytes"] = "500", ["Form.MostFiles"] = "many" });
            (await wrong.Content.ReadAsStringAsync(Ct)).ShouldSatisfyAllConditions(p => p.ShouldContain("value=\"500\""), p => p.ShouldContain("value=\"many\""), p => p.ShouldContain("field-error"));
            (await seller.Read("/settings/attachments")).ShouldNotContain("Form.MostFiles");
            (await seller.Http.PutAsJsonAsync("/api/contacts/attachments/settings", new { mostFiles = 50 }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        finally { await app.Limit(_ => { }); }
    }

    private static Task<HttpResponseMessage> Send(Visitor visitor, string url, params (string Name, byte[] Content)[] files)
    {
        var content = new MultipartFormDataContent { { new StringContent("a field beside the files"), "note" } };
        foreach (var (name, bytes) in files) content.Add(new ByteArrayContent(bytes), "files", name);
        return visitor.Http.PostAsync(url, content, Ct);
    }

    private sealed class Claimed(long length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.Delay(Timeout.Infinite, Ct);

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "edge") } };
            return true;
        }
    }
}
