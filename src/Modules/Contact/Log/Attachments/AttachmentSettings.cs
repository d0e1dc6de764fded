using System.ComponentModel.DataAnnotations;
using Guanxi.Files;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>Which files may be attached to contacts, how large and how many.</summary>
internal sealed record AttachmentSettings
{
    /// <summary>Megabytes of one file.</summary>
    [Range(1, 100)] public int MostMegabytes { get; init; } = 20;

    /// <summary>Files of one contact.</summary>
    [Range(1, 50)] public int MostFiles { get; init; } = 10;
    public bool Pictures { get; init; } = true;
    public bool Pdf { get; init; } = true;
    public bool Office { get; init; } = true;
    public bool Text { get; init; } = true;
    public bool Audio { get; init; } = true;

    /// <summary>Nobody sees what is packed in them.</summary>
    public bool Archives { get; init; }

    internal long MostBytes => (long)MostMegabytes << 20;

    public bool Permits(FileGroup group) => group switch
    {
        FileGroup.Picture => Pictures,
        FileGroup.Pdf => Pdf,
        FileGroup.Office => Office,
        FileGroup.Text => Text,
        FileGroup.Audio => Audio,
        _ => Archives,
    };

    /// <summary>What may be attached, in words.</summary>
    public string Say(Texts texts) => string.Join(texts["contact.attachment.comma"], Enum.GetValues<FileGroup>().Where(Permits).Select(g => texts.Of("contact", g)));

    /// <summary>For the file chooser, which then offers nothing else.</summary>
    internal string Endings => string.Join(',', FileKinds.All.Where(k => Permits(k.Group)).SelectMany(k => k.Endings).Select(e => "." + e));
}
