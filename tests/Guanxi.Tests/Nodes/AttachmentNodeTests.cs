using Guanxi.Contact.Log.Attachments;
using Guanxi.Tests.Contact.Attachments;
using Guanxi.Tests.Kernel;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Nodes;

/// <summary>Files of contacts behind a load balancer: each click may come to another node than the one that received the file.</summary>
[Trait("Row", "ENG-1")]
public sealed class AttachmentNodeTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_file_that_lies_on_another_node_says_on_which()
    {
        OtherNode.Needed();
        using var south = await OtherNode.Of(app, "south");
        var customer = await app.Given(SalesGiven.Customer());
        var entry = await app.Contact(customer.Id, null, ("a.pdf", FileGiven.Pdf()));
        var file = (await app.Attachments(customer.Id, entry))[0].Id;
        // As if it had come to that node.
        var (before, name) = (await app.Use(db => db.Set<Attachment>().Select(a => a.StoredAs).SingleAsync()), $"{(file.Value & ~(0x3FFL << 12)) | ((long)south.Number << 12)}.file");
        await app.Use(db => db.Set<Attachment>().ExecuteUpdateAsync(a => a.SetProperty(x => x.StoredAs, name)));

        (await app.Run(new OpenAttachment { AttachmentId = file })).ShouldSatisfyAllConditions(o => o.Refusal.ShouldBe("contact.attachment.elsewhere"), o => o.Args.ShouldBe(["a.pdf", "south"]));

        // Where the folder is shared, any node finds it.
        File.Move(Path.Combine(FileGiven.Folder(app), before), Path.Combine(FileGiven.Folder(app), name));
        await using var open = (await app.Run(new OpenAttachment { AttachmentId = file })).Value;
        open.Content.Length.ShouldBe(FileGiven.Pdf().Length);
        // Nobody asks a node that was forgotten.
        File.Delete(Path.Combine(FileGiven.Folder(app), name));
        await OtherNode.Run(app, $"DELETE FROM kernel_node WHERE number = {south.Number}");
        (await app.Run(new OpenAttachment { AttachmentId = file })).Refusal.ShouldBe("contact.attachment.lost");
    }
}
