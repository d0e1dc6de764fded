using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Service.Complaints.Public.Inbox;
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

/// <summary>A photo as it was sent, in memory.</summary>
/// <param name="Content">At most <see cref="PhotoStore.MostBytes"/>.</param>
internal sealed record SentPhoto(byte[] Content);

/// <summary>Where photos lie, and which are taken: by what they are, not by what they are called.</summary>
internal sealed class PhotoStore(DataPaths paths)
{
    public const int MostBytes = 5 << 20;
    public const int Most = 3;

    private static readonly FileKind[] Taken = [.. FileKinds.All.Where(k => k.MediaType is "image/jpeg" or "image/png" or "image/webp")];

    public FileStore Files { get; } = new(paths, "photos", "photo");

    /// <summary>Writes one down before the row that names it.</summary>
    public async Task<Photo> Keep(Id<Incoming> incoming, SentPhoto photo, CancellationToken ct)
    {
        Refuse.Field("Photos", photo.Content.Length > MostBytes, "service.public.photo_too_large", MostBytes >> 20);
        var kind = Array.Find(Taken, k => k.Begins(photo.Content));
        Refuse.Field("Photos", kind is null, "service.public.not_a_photo");
        return Photo.Of(incoming, (await Files.Keep(new MemoryStream(photo.Content), MostBytes, ct))!, kind.MediaType);
    }
}
