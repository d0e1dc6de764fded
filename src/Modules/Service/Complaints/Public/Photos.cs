using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Service.Complaints.Public.Inbox;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public;

/// <summary>A photo that came with a complaint. The picture itself lies in the data folder.</summary>
public sealed class Photo : Entity<Photo>
{
    public Id<Incoming> IncomingId { get; private init; }

    /// <summary>The name under which it is kept; never the sender's.</summary>
    public string StoredAs { get; private init; } = "";
    public string MediaType { get; private init; } = "";
    public long Bytes { get; private init; }

    /// <summary>SHA-256, to see that it is unchanged.</summary>
    public string Checksum { get; private init; } = "";

    internal static Photo Of(Id<Incoming> incoming, StoredFile file, string mediaType) =>
        new() { IncomingId = incoming, StoredAs = file.Name, MediaType = mediaType, Bytes = file.Bytes, Checksum = file.Checksum };
}

internal sealed class PhotoTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Photo>(photo =>
    {
        photo.ToTable("service_photo");
        photo.HasKey(p => p.Id);
        photo.Property(p => p.StoredAs).HasMaxLength(60);
        photo.Property(p => p.MediaType).HasMaxLength(30);
        photo.Property(p => p.Checksum).HasMaxLength(64);
        photo.HasIndex(p => p.IncomingId);
        photo.HasOne<Incoming>().WithMany().HasForeignKey(p => p.IncomingId).OnDelete(DeleteBehavior.Restrict);
    });
}

/// <summary>A photo as it was sent.</summary>
/// <param name="Open">Opens it; can be sought in.</param>
internal sealed record SentPhoto(Func<Stream> Open, long Bytes)
{
    public SentPhoto(byte[] content) : this(() => new MemoryStream(content, writable: false), content.Length) { }

    /// <summary>Those of a form. Before the page sees them the framework has put those of more than 64 kB on the disk. One more than may be, so that the refusal can say so.</summary>
    public static IReadOnlyList<SentPhoto> Of(HttpRequest request) => [.. request.Form.Files.Where(f => f.Length > 0).Take(PhotoStore.Most + 1).Select(f => new SentPhoto(f.OpenReadStream, f.Length))];
}

/// <summary>Where photos lie, and which are taken: by what they are, not by what they are called.</summary>
internal sealed class PhotoStore(DataPaths paths)
{
    /// <summary>As phones take them, without anybody making them smaller first.</summary>
    public const int MostBytes = 15 << 20;
    public const int Most = 3;

    /// <summary>Of a whole form: as many photos as may be, one more, and what is written. Beyond it nothing is read at all.</summary>
    public const int MostOfForm = (Most + 1) * MostBytes + (1 << 20);

    private static readonly FileKind[] Taken = [.. FileKinds.All.Where(k => k.MediaType is "image/jpeg" or "image/png" or "image/webp")];

    public FileStore Files { get; } = new(paths, "photos", "photo");

    /// <summary>Writes one down before the row that names it.</summary>
    public async Task<Photo> Keep(Id<Incoming> incoming, SentPhoto photo, CancellationToken ct)
    {
        var (stored, kind) = await Judge(photo, Files, ct);
        return Photo.Of(incoming, stored, kind.MediaType);
    }

    /// <summary>Looks at the first bytes, and keeps what is a photo.</summary>
    public static async Task<(StoredFile Stored, FileKind Kind)> Judge(SentPhoto photo, FileStore files, CancellationToken ct)
    {
        Refuse.Field("Photos", photo.Bytes > MostBytes, "service.public.photo_too_large", MostBytes >> 20);
        await using var content = photo.Open();
        var head = new byte[16];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        var kind = Array.Find(Taken, k => k.Begins(head.AsSpan(0, read)));
        Refuse.Field("Photos", kind is null, "service.public.not_a_photo");
        content.Position = 0;
        var stored = await files.Keep(content, MostBytes, ct);
        Refuse.Field("Photos", stored is null, "service.public.photo_too_large", MostBytes >> 20);
        return (stored, kind);
    }
}
