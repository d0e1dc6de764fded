using System.IO.Compression;
using System.Text;
using Guanxi.Contact;
using Guanxi.Contact.Log;
using Guanxi.Contact.Log.Attachments;
using Guanxi.Customers;

namespace Guanxi.Tests.Contact.Attachments;

/// <summary>Files that tests attach.</summary>
internal static class FileGiven
{
    public static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    public static readonly byte[] Program = [0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF, 0, 0];
    public static readonly byte[] Page = "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray();
    public static readonly byte[] Drawing = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray();

    public static byte[] Pdf(string text = "Quotation") => Encoding.UTF8.GetBytes($"%PDF-1.7\n{text}\n%%EOF\n");

    /// <summary>A packed file with these parts.</summary>
    public static byte[] Packed(params string[] parts)
    {
        using var content = new MemoryStream();
        using (var packed = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var part in parts)
            {
                using var of = packed.CreateEntry(part).Open();
                of.Write("<x/>"u8);
            }
        return content.ToArray();
    }

    /// <summary>An old Office file, as far as it is looked at: its mark, and a directory with these names.</summary>
    public static byte[] Old(params string[] names) => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1000], .. names.SelectMany(n => Encoding.Unicode.GetBytes(n.PadRight(32, '\0'))), .. new byte[1000]];

    public static async IAsyncEnumerable<SentFile> Sent(params (string Name, byte[] Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            await Task.Yield();
            yield return new(name, new MemoryStream(content));
        }
    }

    public static async Task<Outcome<IReadOnlyList<ReceivedFile>>> Receive(this GuanxiApp app, Id<Customer> customer, Actor? actor, params (string Name, byte[] Content)[] files) =>
        await app.Run(new ReceiveFiles { CustomerId = customer, Files = Sent(files) }, actor);

    /// <summary>A contact with these files.</summary>
    public static async Task<Id<ContactEntry>> Contact(this GuanxiApp app, Id<Customer> customer, Actor? actor, params (string Name, byte[] Content)[] files) =>
        (await app.Run(new LogContact { CustomerId = customer, Channel = ContactChannel.Email, Purpose = "Offer", Files = (await app.Receive(customer, actor, files)).Value }, actor)).Value;

    /// <summary>As somebody adds files later: kept, then named.</summary>
    public static async Task<Outcome<IReadOnlyList<AttachmentRow>>> Attach(this GuanxiApp app, Id<Customer> customer, Id<ContactEntry> entry, Actor? actor, params (string Name, byte[] Content)[] files)
    {
        var received = await app.Run(new ReceiveFiles { CustomerId = customer, EntryId = entry, Files = Sent(files) }, actor);
        return received.Ok ? await app.Run(new AttachFiles { CustomerId = customer, EntryId = entry, Files = received.Value }, actor) : Outcome<IReadOnlyList<AttachmentRow>>.Refused(received.Refusal, received.Args, received.Fields);
    }

    public static async Task<IReadOnlyList<AttachmentRow>> Attachments(this GuanxiApp app, Id<Customer> customer, Id<ContactEntry> entry, Actor? actor = null) =>
        (await app.Run(new AttachmentList { CustomerId = customer, EntryId = entry }, actor)).Value;

    /// <summary>Names of the files that lie in the data folder.</summary>
    public static IReadOnlyList<string> FilesKept(this GuanxiApp app) => Directory.Exists(Folder(app)) ? Directory.GetFiles(Folder(app)) : [];

    public static string Folder(GuanxiApp app) => Path.Combine(app.Folder, "attachments");

    public static Task Limit(this GuanxiApp app, Action<ChangeAttachmentSettings> change)
    {
        var settings = ChangeAttachmentSettings.Of(new());
        change(settings);
        return app.Run(settings);
    }
}
