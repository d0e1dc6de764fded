using System.Net;
using System.Net.Http.Headers;
using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Evidence;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Complaints.View;
using Guanxi.Tests.Contact.Attachments;
using Guanxi.Tests.Customers.Merging;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

/// <summary>Files that show something stand with the step that they belong to.</summary>
[Trait("Row", "SVC-2")]
public sealed class EvidenceTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Files_are_added_to_each_step_by_the_page_and_stand_with_it()
    {
        var (customer, id) = await Given();
        using var owner = await Visitor.SignedIn(app);
        var url = $"/customers/{customer.Id}/complaints/{id}";

        await Sent("Listen", ("票据.pdf", FileGiven.Pdf()), ("photo.png", FileGiven.Png));
        _ = (await app.Run(new HearOut { CustomerId = customer.Id, ComplaintId = id }, GuanxiApp.Someone())).Value;
        await Sent("Judge", ("report.docx", FileGiven.Packed("word/document.xml")));
        // What belongs to the step before comes in later.
        await Sent("Listen", ("later.png", FileGiven.Png));

        (await List(customer, id)).Select(f => (f.Step, f.Name)).ShouldBe([(ComplaintStep.Listen, "票据.pdf"), (ComplaintStep.Listen, "photo.png"), (ComplaintStep.Listen, "later.png"), (ComplaintStep.Judge, "report.docx")]);
        (await owner.Read(url)).ShouldSatisfyAllConditions(p => p.ShouldContain("report.docx"), p => p.ShouldContain("/complaints/evidence/"));
        (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = id })).Value.Log.Where(l => l.Act == ComplaintAct.FilesAdded).Select(l => l.Words).ShouldBe(["票据.pdf · photo.png", "report.docx", "later.png"]);

        async Task Sent(string step, params (string, byte[])[] files)
        {
            using var answer = await owner.SubmitFiles(url, "evidence", new() { ["EvidenceStep"] = step }, files);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, step);
        }
    }

    [Fact]
    public async Task What_is_not_what_its_name_says_too_large_or_too_early_is_refused_by_name_and_nothing_is_kept()
    {
        var (customer, id) = await Given();
        using var owner = await Visitor.SignedIn(app);
        var url = $"/customers/{customer.Id}/complaints/{id}";
        var before = Kept();

        await Refused("Listen", "setup.png", FileGiven.Program);
        await Refused("Listen", "page.html", FileGiven.Page);
        await Refused("Listen", "empty.png", []);
        await Refused("Solve", "early.png", FileGiven.Png, named: false);
        using (var large = await owner.SubmitFiles(url, "evidence", new() { ["EvidenceStep"] = "Listen" }, ("first.png", FileGiven.Png), ("huge.png", [.. FileGiven.Png, .. new byte[21 << 20]])))
            (await large.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("huge.png");

        (await List(customer, id)).ShouldBeEmpty();
        Kept().ShouldBe(before);

        async Task Refused(string step, string name, byte[] content, bool named = true)
        {
            using var answer = await owner.SubmitFiles(url, "evidence", new() { ["EvidenceStep"] = step }, (name, content));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, name);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            page.ShouldSatisfyAllConditions(p => p.ShouldContain("field-error"), p => p.ShouldNotContain("[service."));
            if (named) page.ShouldContain(name);
        }

        int Kept() => Directory.GetFiles(Folder).Length;
    }

    [Fact]
    public async Task A_program_adds_lists_and_fetches_whole_and_in_part_and_nobody_gets_what_is_not_theirs()
    {
        var (customer, id) = await Given(Id<Person>.New());
        using var owner = await Visitor.SignedIn(app);
        using var seller = await Visitor.SignedIn(app, "sales");
        using var stranger = new Visitor(await app.Http());
        using (var body = new MultipartFormDataContent { { new ByteArrayContent(FileGiven.Pdf("0123456789")), "files", "slip.pdf" } })
        {
            using var added = await owner.Http.PostAsync($"/api/customers/{customer.Id}/complaints/{id}/evidence?step=listen", body, TestContext.Current.CancellationToken);
            added.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        var row = (await owner.Api<List<EvidenceRow>>($"/api/customers/{customer.Id}/complaints/{id}/evidence"))!.ShouldHaveSingleItem();

        foreach (var url in new[] { $"/complaints/evidence/{row.Id}", $"/api/complaints/evidence/{row.Id}" })
        {
            using var whole = await owner.Http.GetAsync(url, TestContext.Current.CancellationToken);
            (await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(FileGiven.Pdf("0123456789"));
            whole.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            using var ask = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(0, 3) } };
            using var part = await owner.Http.SendAsync(ask, TestContext.Current.CancellationToken);
            part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
            (await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe("%PDF"u8.ToArray());
            using var theirs = await seller.Http.GetAsync(url, TestContext.Current.CancellationToken);
            theirs.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            using var unknown = await stranger.Http.GetAsync(url, TestContext.Current.CancellationToken);
            unknown.StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task What_was_changed_or_lost_on_the_disk_is_said()
    {
        var (customer, id) = await Given();
        await app.Evidence(customer.Id, id, "slip.pdf", FileGiven.Pdf());
        var file = await app.Use(db => db.Set<EvidenceFile>().AsNoTracking().SingleAsync(f => f.ComplaintId == id));
        var path = Path.Combine(Folder, file.StoredAs);
        using var owner = await Visitor.SignedIn(app);

        await File.WriteAllBytesAsync(path, FileGiven.Pdf("Another"), TestContext.Current.CancellationToken);
        using var changed = await owner.Http.GetAsync($"/complaints/evidence/{file.Id}", TestContext.Current.CancellationToken);
        changed.Headers.Location!.ToString().ShouldEndWith("/trouble");
        using var trouble = await owner.Http.GetAsync($"/complaints/evidence/{file.Id}/trouble", TestContext.Current.CancellationToken);
        (await trouble.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("slip.pdf");
        (await app.Run(new OpenEvidence { EvidenceId = file.Id })).Refusal.ShouldBe("service.evidence.changed");
        File.Delete(path);
        (await app.Run(new OpenEvidence { EvidenceId = file.Id })).Refusal.ShouldBe("service.evidence.lost");
    }

    [Fact]
    public async Task A_merge_takes_the_files_along()
    {
        var (gone, id) = await Given();
        var stays = await app.Given(SalesGiven.Customer());
        await app.Evidence(gone.Id, id, "slip.pdf", FileGiven.Pdf());

        (await app.Merge(stays.Id, gone.Id)).Refusal.ShouldBeNull();

        (await List(stays, id)).ShouldHaveSingleItem().Name.ShouldBe("slip.pdf");
    }

    private string Folder => Directory.CreateDirectory(Path.Combine(app.Folder, "evidence")).FullName;

    private async Task<(Customer Customer, Id<Complaint> Complaint)> Given(Id<Person>? owner = null)
    {
        var customer = await app.Given(SalesGiven.Customer(owner));
        return (customer, (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "杯子是破的" })).Value);
    }

    private async Task<IReadOnlyList<EvidenceRow>> List(Customer customer, Id<Complaint> complaint) => (await app.Run(new EvidenceList { CustomerId = customer.Id, ComplaintId = complaint })).Value;
}
