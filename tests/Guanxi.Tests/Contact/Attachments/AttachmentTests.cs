using Guanxi.Contact;
using Guanxi.Contact.Log;
using Guanxi.Contact.Log.Attachments;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Customers.Merging;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Contact.Attachments;

[Trait("Row", "ENG-1")]
public sealed class AttachmentTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contact_is_logged_with_files_and_gets_more_and_loses_one()
    {
        var me = SalesGiven.Seller();
        var customer = await app.Given(SalesGiven.Customer(me.Id));

        var entry = await app.Contact(customer.Id, me, (@"C:\offers\报价单.pdf", FileGiven.Pdf()), ("photo.png", FileGiven.Png));
        (await app.Attach(customer.Id, entry, me, ("notes.txt", "谈得不错"u8.ToArray()))).Value.ShouldHaveSingleItem().Name.ShouldBe("notes.txt");

        var files = await app.Attachments(customer.Id, entry, me);
        files.Select(f => (f.Name, f.Kind, f.Bytes)).ShouldBe([("报价单.pdf", FileGroup.Pdf, FileGiven.Pdf().Length), ("photo.png", FileGroup.Picture, FileGiven.Png.Length), ("notes.txt", FileGroup.Text, 12L)]);
        (await app.Run(new ContactList { CustomerId = customer.Id }, me)).Value.Rows.ShouldHaveSingleItem().Attachments.ShouldBe(3);
        (await app.Run(new CustomerTimeline { CustomerId = customer.Id }, me)).Value.Entries.Single(e => e.Kind == "contact.entry").ShouldSatisfyAllConditions(e => e.Attachments.ShouldBe(3), e => e.Url.ShouldBe($"/customers/{customer.Id}/contacts/{entry}"));

        var stored = await StoredAs(files[0].Id);
        (await app.Run(new RemoveAttachment { CustomerId = customer.Id, EntryId = entry, AttachmentId = files[0].Id }, me)).Ok.ShouldBeTrue();
        File.Exists(Path.Combine(FileGiven.Folder(app), stored)).ShouldBeTrue("the file goes after its row");
        await app.DeliverOutbox();
        File.Exists(Path.Combine(FileGiven.Folder(app), stored)).ShouldBeFalse();
        (await app.Run(new ContactOf { CustomerId = customer.Id, EntryId = entry }, me)).Value.ShouldSatisfyAllConditions(c => c.Contact.Attachments.ShouldBe(2), c => c.Attachments.Select(a => a.Name).ShouldBe(["photo.png", "notes.txt"]));
    }

    [Fact]
    public async Task Files_lie_outside_the_database_under_names_of_our_own()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var entry = await app.Contact(customer.Id, null, ("..\\..\\evil.pdf", FileGiven.Pdf("Where is it?")));

        var stored = await StoredAs((await app.Attachments(customer.Id, entry))[0].Id);

        stored.ShouldMatch("^[0-9]+\\.file$");
        (await File.ReadAllBytesAsync(Path.Combine(FileGiven.Folder(app), stored), Ct)).ShouldBe(FileGiven.Pdf("Where is it?"));
    }

    [Fact]
    public async Task What_may_not_be_attached_is_refused_by_name_and_nothing_of_the_form_is_kept()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var before = app.FilesKept().Count;
        try
        {
            await app.Limit(s => s.MostMegabytes = 1);
            foreach (var (name, content, refusal) in new (string, byte[], string)[]
            {
                ("empty.pdf", [], "contact.attachment.empty"),
                ("large.pdf", [.. FileGiven.Pdf(), .. new byte[1 << 20]], "contact.attachment.too_large"),
                ("setup.exe", FileGiven.Program, "contact.attachment.not_permitted"),
                ("setup.pdf", FileGiven.Program, "contact.attachment.not_what_it_says"),
                ("page.html", FileGiven.Page, "contact.attachment.not_permitted"),
                ("page.pdf", FileGiven.Page, "contact.attachment.not_what_it_says"),
                ("page.txt", FileGiven.Page, "contact.attachment.not_what_it_says"),
                ("drawing.svg", FileGiven.Drawing, "contact.attachment.not_permitted"),
                ("drawing.png", FileGiven.Drawing, "contact.attachment.not_what_it_says"),
                ("packed.zip", FileGiven.Packed("x"), "contact.attachment.not_permitted"),
                ("README", FileGiven.Pdf(), "contact.attachment.not_permitted"),
            })
            {
                var received = await app.Receive(customer.Id, null, ("good.pdf", FileGiven.Pdf()), (name, content));
                received.Refusal.ShouldBe(refusal, name);
                received.Fields["Files"].ShouldHaveSingleItem().ShouldContain(name);
            }
            app.FilesKept().Count.ShouldBe(before, "the good ones before the bad one go, too");

            await app.Limit(s => (s.MostMegabytes, s.Archives, s.Pdf) = (1, true, false));
            (await app.Receive(customer.Id, null, ("packed.zip", FileGiven.Packed("x")))).Ok.ShouldBeTrue();
            (await app.Receive(customer.Id, null, ("good.pdf", FileGiven.Pdf()))).Refusal.ShouldBe("contact.attachment.not_permitted");
        }
        finally { await app.Limit(_ => { }); }
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_read_no_further_than_the_limit()
    {
        var store = app.Services.GetRequiredService<AttachmentStore>().Files;
        var before = app.FilesKept().Count;
        await using var endless = new Endless();

        (await store.Keep(endless, 3 << 20, Ct)).ShouldBeNull();

        endless.Sent.ShouldBeInRange(3 << 20, (3 << 20) + (1 << 16));
        endless.LargestPiece.ShouldBeLessThanOrEqualTo(1 << 16, "it is read piece by piece, never as a whole");
        app.FilesKept().Count.ShouldBe(before);
    }

    [Fact]
    public async Task One_contact_has_no_more_files_than_the_firm_sets_though_two_add_at_once()
    {
        var customer = await app.Given(SalesGiven.Customer());
        try
        {
            await app.Limit(s => s.MostFiles = 3);
            (await app.Receive(customer.Id, null, [.. Enumerable.Range(0, 4).Select(i => ($"{i}.pdf", FileGiven.Pdf()))])).Refusal.ShouldBe("contact.attachment.too_many");
            var entry = await app.Contact(customer.Id, null, ("1.pdf", FileGiven.Pdf()));
            (string, byte[])[] two = [("2.pdf", FileGiven.Pdf()), ("3.pdf", FileGiven.Pdf())];
            // Both were received while there was room for either.
            var received = await Task.WhenAll(app.Receive(customer.Id, null, two), app.Receive(customer.Id, null, two), app.Receive(customer.Id, null, two));

            var outcomes = await Task.WhenAll(received.Select(r => app.Run(new AttachFiles { CustomerId = customer.Id, EntryId = entry, Files = r.Value })));

            outcomes.Count(o => o.Ok).ShouldBe(1);
            outcomes.Where(o => !o.Ok).ShouldAllBe(o => o.Refusal == "contact.attachment.too_many" || o.Refusal == "kernel.record.changed_meanwhile");
            (await app.Attachments(customer.Id, entry)).Count.ShouldBe(3);
            (await app.Attach(customer.Id, entry, null, ("4.pdf", FileGiven.Pdf()))).Refusal.ShouldBe("contact.attachment.too_many");
        }
        finally { await app.Limit(_ => { }); }
    }

    [Fact]
    public async Task Only_who_added_a_file_or_manages_contacts_takes_it_away()
    {
        var (me, colleague) = (GuanxiApp.Someone(Scope.All, "contact.read", "contact.edit"), GuanxiApp.Someone(Scope.All, "contact.read", "contact.edit"));
        var customer = await app.Given(SalesGiven.Customer());
        var entry = await app.Contact(customer.Id, me, ("a.pdf", FileGiven.Pdf()), ("b.pdf", FileGiven.Pdf()));
        var files = await app.Attachments(customer.Id, entry, me);
        RemoveAttachment Remove(int i) => new() { CustomerId = customer.Id, EntryId = entry, AttachmentId = files[i].Id };

        files.ShouldAllBe(f => f.Removable);
        (await app.Attachments(customer.Id, entry, colleague)).ShouldAllBe(f => !f.Removable);
        (await app.Run(Remove(0), colleague)).Refusal.ShouldBe("contact.attachment.not_yours");
        (await app.Run(Remove(0), me)).Ok.ShouldBeTrue();
        (await app.Run(Remove(0), me)).Refusal.ShouldBe("contact.attachment.not_found");
        (await app.Run(Remove(1), GuanxiApp.Someone(Scope.All, "contact.edit", "contact.plan"))).Ok.ShouldBeTrue();
        (await app.Use(db => db.Set<AuditEntry>().CountAsync(a => a.CustomerId == customer.Id.Value && a.UseCase == nameof(RemoveAttachment), Ct))).ShouldBe(2);
    }

    [Fact]
    public async Task Files_of_another_ones_customer_are_not_found_whatever_is_asked()
    {
        var owner = SalesGiven.Seller();
        var customer = await app.Given(SalesGiven.Customer(owner.Id));
        var entry = await app.Contact(customer.Id, owner, ("a.pdf", FileGiven.Pdf()));
        var file = (await app.Attachments(customer.Id, entry, owner))[0].Id;
        var (mine, stranger) = (await app.Given(SalesGiven.Customer()), SalesGiven.Seller());

        (await app.Receive(customer.Id, stranger, ("b.pdf", FileGiven.Pdf()))).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new AttachmentList { CustomerId = customer.Id, EntryId = entry }, stranger)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new ContactOf { CustomerId = customer.Id, EntryId = entry }, stranger)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new OpenAttachment { AttachmentId = file }, stranger)).Refusal.ShouldBe("contact.attachment.not_found");
        (await app.Run(new RemoveAttachment { CustomerId = customer.Id, EntryId = entry, AttachmentId = file }, stranger)).Refusal.ShouldBe("customers.customer.not_found");
        // Nor by way of a customer within reach.
        (await app.Run(new RemoveAttachment { CustomerId = mine.Id, EntryId = entry, AttachmentId = file })).Refusal.ShouldBe("contact.attachment.not_found");
        (await app.Attach(mine.Id, entry, null, ("b.pdf", FileGiven.Pdf()))).Refusal.ShouldBe("contact.entry.not_found");
        (await app.Run(new OpenAttachment { AttachmentId = file }, GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task A_file_that_was_changed_or_lost_on_the_disk_is_not_handed_out_and_says_why()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var entry = await app.Contact(customer.Id, null, ("a.pdf", FileGiven.Pdf("1,000 yuan")), ("b.pdf", FileGiven.Pdf()));
        var files = await app.Attachments(customer.Id, entry);

        await File.WriteAllBytesAsync(await PathOf(files[0].Id), FileGiven.Pdf("9,000 yuan"), Ct);
        File.Delete(await PathOf(files[1].Id));

        (await app.Run(new OpenAttachment { AttachmentId = files[0].Id })).ShouldSatisfyAllConditions(o => o.Refusal.ShouldBe("contact.attachment.changed"), o => o.Args.ShouldBe(["a.pdf"]));
        (await app.Run(new OpenAttachment { AttachmentId = files[1].Id })).Refusal.ShouldBe("contact.attachment.lost");
    }

    [Fact]
    public async Task Files_that_no_row_names_are_swept_once_they_are_a_day_old()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var entry = await app.Contact(customer.Id, null, ("kept.pdf", FileGiven.Pdf()));
        var kept = await PathOf((await app.Attachments(customer.Id, entry))[0].Id);
        var (lost, young) = (Path.Combine(FileGiven.Folder(app), "1.file"), Path.Combine(FileGiven.Folder(app), "2.file"));
        foreach (var file in new[] { lost, young }) await File.WriteAllBytesAsync(file, FileGiven.Png, Ct);
        foreach (var file in new[] { lost, kept }) File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));

        await using var scope = app.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<FileSweep>().Run(Ct)).ShouldBe(1);

        new[] { lost, young, kept }.Select(File.Exists).ShouldBe([false, true, true]);
    }

    [Fact]
    public async Task A_merge_takes_the_files_along_and_its_undoing_brings_them_back()
    {
        var (survivor, other) = (await app.Registered("Shen"), await app.Registered("Shen Yi"));
        var entry = await app.Contact(other, null, ("a.pdf", FileGiven.Pdf()), ("b.png", FileGiven.Png));
        var files = await app.Attachments(other, entry);

        var merged = await app.Merge(survivor, other);
        merged.Refusal.ShouldBeNull();
        (await app.Attachments(survivor, entry)).Select(f => f.Id).ShouldBe(files.Select(f => f.Id));
        (await app.Attach(survivor, entry, null, ("c.pdf", FileGiven.Pdf()))).Ok.ShouldBeTrue();
        await using (var open = (await app.Run(new OpenAttachment { AttachmentId = files[0].Id })).Value) open.Attachment.CustomerId.ShouldBe(survivor);

        (await app.Part(merged.Value)).Refusal.ShouldBeNull();
        (await app.Attachments(other, entry)).Select(f => f.Name).ShouldBe(["a.pdf", "b.png", "c.pdf"]);
    }

    private Task<string> StoredAs(Id<Attachment> id) => app.Use(db => db.Set<Attachment>().Where(a => a.Id == id).Select(a => a.StoredAs).SingleAsync(Ct));

    private async Task<string> PathOf(Id<Attachment> id) => Path.Combine(FileGiven.Folder(app), await StoredAs(id));

    /// <summary>A sender who never stops.</summary>
    private sealed class Endless : Stream
    {
        public long Sent { get; private set; }
        public int LargestPiece { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Sent += buffer.Length;
            LargestPiece = Math.Max(LargestPiece, buffer.Length);
            return ValueTask.FromResult(buffer.Length);
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
