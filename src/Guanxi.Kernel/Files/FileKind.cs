namespace Guanxi.Files;

/// <summary>What kinds of files are permitted by.</summary>
public enum FileGroup { Picture, Pdf, Office, Text, Audio, Archive }

/// <summary>A kind of file that the product knows.</summary>
/// <param name="Endings">Of names, without the dot, in small letters.</param>
/// <param name="MediaType">How it is handed out.</param>
/// <param name="Shown">Browsers show it safely by themselves.</param>
/// <param name="Begins">Whether the first bytes (at most <see cref="FileKinds.Head"/>) are those of such a file.</param>
/// <param name="Holds">Looks into the whole of a file whose beginning several kinds share; null where the beginning says enough.</param>
public sealed record FileKind(string[] Endings, FileGroup Group, string MediaType, bool Shown, FileBeginning Begins, Func<Stream, bool>? Holds = null);

public delegate bool FileBeginning(ReadOnlySpan<byte> head);

/// <summary>The kinds, told by a file's first bytes and by the ending of its name, which must agree. What the sender's program says of it counts for nothing.</summary>
public static class FileKinds
{
    /// <summary>So much of a file is looked at first.</summary>
    public const int Head = 1 << 16;

    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";

    public static IReadOnlyList<FileKind> All { get; } =
    [
        new(["jpg", "jpeg"], FileGroup.Picture, "image/jpeg", true, h => h.StartsWith<byte>([0xFF, 0xD8, 0xFF])),
        new(["png"], FileGroup.Picture, "image/png", true, h => h.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        new(["gif"], FileGroup.Picture, "image/gif", true, h => h.StartsWith("GIF87a"u8) || h.StartsWith("GIF89a"u8)),
        new(["webp"], FileGroup.Picture, "image/webp", true, h => h.Length > 12 && h.StartsWith("RIFF"u8) && h[8..12].SequenceEqual("WEBP"u8)),
        new(["heic", "heif"], FileGroup.Picture, "image/heic", false, h => IsMedia(h, "heic", "heix", "hevc", "mif1", "msf1")),
        new(["tif", "tiff"], FileGroup.Picture, "image/tiff", false, h => h.StartsWith("II*\0"u8) || h.StartsWith("MM\0*"u8)),
        new(["pdf"], FileGroup.Pdf, "application/pdf", true, h => h.StartsWith("%PDF-"u8)),
        new(["docx"], FileGroup.Office, OpenXml + "wordprocessingml.document", false, IsOfficeFile, s => OfficeFile.IsDocument(s, "word/document.xml")),
        new(["xlsx"], FileGroup.Office, OpenXml + "spreadsheetml.sheet", false, IsOfficeFile, s => OfficeFile.IsDocument(s, "xl/workbook.xml")),
        new(["pptx"], FileGroup.Office, OpenXml + "presentationml.presentation", false, IsOfficeFile, s => OfficeFile.IsDocument(s, "ppt/presentation.xml")),
        new(["doc"], FileGroup.Office, "application/msword", false, IsOldOfficeFile, s => OfficeFile.Names(s, "WordDocument")),
        new(["xls"], FileGroup.Office, "application/vnd.ms-excel", false, IsOldOfficeFile, s => OfficeFile.Names(s, "Workbook", "Book")),
        new(["ppt"], FileGroup.Office, "application/vnd.ms-powerpoint", false, IsOldOfficeFile, s => OfficeFile.Names(s, "PowerPoint Document")),
        // Not as text/plain: that is packed on its way, and a download that was cut off goes on with bytes that are not.
        new(["txt"], FileGroup.Text, "application/octet-stream", false, PlainText.Is),
        new(["csv"], FileGroup.Text, "text/csv", false, PlainText.Is),
        new(["mp3"], FileGroup.Audio, "audio/mpeg", false, h => h.StartsWith("ID3"u8) || (h.Length > 3 && h[0] == 0xFF && (h[1] & 0xE6) == 0xE2 && h[2] >> 4 != 0xF && (h[2] >> 2 & 3) != 3)),
        new(["m4a"], FileGroup.Audio, "audio/mp4", false, h => IsMedia(h, "M4A ", "M4B ", "mp41", "mp42", "isom", "iso2", "3gp4", "3gp5", "3gp6")),
        new(["aac"], FileGroup.Audio, "audio/aac", false, h => h.Length > 3 && h[0] == 0xFF && (h[1] & 0xF6) == 0xF0),
        new(["wav"], FileGroup.Audio, "audio/wav", false, h => h.Length > 12 && h.StartsWith("RIFF"u8) && h[8..12].SequenceEqual("WAVE"u8)),
        new(["amr"], FileGroup.Audio, "audio/amr", false, h => h.StartsWith("#!AMR"u8)),
        new(["ogg", "opus"], FileGroup.Audio, "audio/ogg", false, h => h.StartsWith("OggS"u8)),
        new(["zip"], FileGroup.Archive, "application/zip", false, h => IsPacked(h) || h.StartsWith("PK\x05\x06"u8)),
    ];

    /// <summary>By the ending of a name; null for one that the product doesn't know.</summary>
    public static FileKind? ByName(string name)
    {
        var ending = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        return ending.Length == 0 ? null : All.FirstOrDefault(k => k.Endings.Contains(ending));
    }

    /// <summary>Whether a file is what its name says; leaves the stream where it ended up.</summary>
    /// <param name="content">Can be sought in.</param>
    public static bool Is(this FileKind kind, Stream content)
    {
        var head = new byte[(int)Math.Min(Head, content.Length)];
        content.Position = 0;
        content.ReadExactly(head);
        if (!kind.Begins(head)) return false;
        content.Position = 0;
        return kind.Holds?.Invoke(content) ?? true;
    }

    private static bool IsPacked(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8);

    private static bool IsOldOfficeFile(ReadOnlySpan<byte> head) => head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    // With a password on it a new one lies within an old one.
    private static bool IsOfficeFile(ReadOnlySpan<byte> head) => IsPacked(head) || IsOldOfficeFile(head);

    private static bool IsMedia(ReadOnlySpan<byte> head, params ReadOnlySpan<string> brands)
    {
        if (head.Length < 12 || !head[4..8].SequenceEqual("ftyp"u8)) return false;
        return brands.Contains(System.Text.Encoding.ASCII.GetString(head[8..12]));
    }
}
