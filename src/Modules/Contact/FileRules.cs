using Guanxi.Contact.Log.Attachments;
using Guanxi.Data;
using Guanxi.Files;

namespace Guanxi.Contact;

/// <summary>Which files the firm keeps with its records, as it is set for contacts: modules above take the same.</summary>
public sealed record FileRules
{
    /// <summary>Megabytes of one file.</summary>
    public required int MostMegabytes { get; init; }

    /// <summary>Files of one record.</summary>
    public required int MostFiles { get; init; }
    public required IReadOnlyList<FileGroup> Groups { get; init; }

    public long MostBytes => (long)MostMegabytes << 20;

    /// <summary>What may be kept, in words.</summary>
    public string Say(Texts texts) => string.Join(texts["contact.attachment.comma"], Groups.Select(g => texts.Of("contact", g)));

    /// <summary>For the file chooser, which then offers nothing else.</summary>
    public string Endings => string.Join(',', FileKinds.All.Where(k => Groups.Contains(k.Group)).SelectMany(k => k.Endings).Select(e => "." + e));
}

public static class FilesKept
{
    public static async Task<FileRules> FileRules(this GuanxiDb db, CancellationToken ct)
    {
        var settings = await db.Setting<AttachmentSettings>(ct);
        return new() { MostMegabytes = settings.MostMegabytes, MostFiles = settings.MostFiles, Groups = [.. Enum.GetValues<FileGroup>().Where(settings.Permits)] };
    }
}
