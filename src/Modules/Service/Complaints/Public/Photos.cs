using System.Security.Cryptography;
using Guanxi.Data;
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

    public static Photo Of(Id<Incoming> incoming, string storedAs, string mediaType, byte[] content) =>
        new() { IncomingId = incoming, StoredAs = storedAs, MediaType = mediaType, Bytes = content.Length, Checksum = Convert.ToHexString(SHA256.HashData(content)) };
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

    /// <summary>Writes one down before the row that names it.</summary>
    public async Task<Photo> Keep(Id<Incoming> incoming, SentPhoto photo, CancellationToken ct)
    {
        Refuse.Field("Photos", photo.Content.Length > MostBytes, "service.public.photo_too_large", MostBytes >> 20);
        var media = MediaTypeOf(photo.Content);
        Refuse.Field("Photos", media is null, "service.public.not_a_photo");
        var name = $"{Id<Photo>.New()}.photo";
        try
        {
            await using var file = new FileStream(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
            await file.WriteAsync(photo.Content, ct);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            Remove(name);
            throw;
        }
        return Photo.Of(incoming, name, media, photo.Content);
    }

    /// <summary>Null where it lies on another node, or was lost.</summary>
    public Stream? Open(string storedAs) => File.Exists(PathOf(storedAs)) ? File.OpenRead(PathOf(storedAs)) : null;

    /// <summary>Names of the files that were written before a moment.</summary>
    public IEnumerable<string> OlderThan(DateTimeOffset moment) => Directory.EnumerateFiles(paths.Files("photos"), "*.photo").Where(f => File.GetLastWriteTimeUtc(f) < moment.UtcDateTime).Select(f => Path.GetFileName(f));

    public void Remove(string storedAs) => File.Delete(PathOf(storedAs));

    /// <summary>By its first bytes; null for anything but a JPEG, PNG or WebP picture.</summary>
    public static string? MediaTypeOf(ReadOnlySpan<byte> content) =>
        content.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..12].SequenceEqual("WEBP"u8) ? "image/webp" : null;

    private string PathOf(string storedAs) => Path.Combine(paths.Files("photos"), Path.GetFileName(storedAs));
}
