using Guanxi.Data;
using Guanxi.Files;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>Where attachments lie.</summary>
internal sealed class AttachmentStore(DataPaths paths)
{
    public FileStore Files { get; } = new(paths, "attachments", "file");

    public NamedFiles Named => new(Files, db => db.Set<Attachment>().Select(a => a.StoredAs));

    /// <summary>Takes away what was received and did not become anybody's. Not after a fault: whether rows name them then, the sweep finds out.</summary>
    public void Discard(IEnumerable<ReceivedFile> files)
    {
        foreach (var file in files) Files.Remove(file.Stored.Name);
    }
}

/// <summary>A file as it is being sent.</summary>
/// <param name="Name">What the sender's program calls it.</param>
internal sealed record SentFile(string? Name, Stream Content);

/// <summary>A file that was kept and judged, on its way to becoming an attachment.</summary>
/// <param name="Name">The sender's, cleaned.</param>
internal sealed record ReceivedFile(string Name, FileKind Kind, StoredFile Stored);
