using Guanxi.Files;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>How kinds of files look.</summary>
internal static class FileWords
{
    public static string IconOf(FileGroup kind) => kind switch
    {
        FileGroup.Picture => "photo",
        FileGroup.Pdf => "file-type-pdf",
        FileGroup.Office => "file-description",
        FileGroup.Text => "file-text",
        FileGroup.Audio => "microphone",
        _ => "file-zip",
    };
}
