using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guanxi.Data;

namespace Guanxi.Backups;

/// <summary>A backup that is there: what it says of itself, whether that is true, and what is in it.</summary>
internal sealed class BackupFile : IDisposable
{
    public const string ManifestName = "manifest.json";
    public const string ManifestHash = "manifest.sha256";

    private readonly ZipArchive zip;
    private readonly string path;

    private BackupFile(ZipArchive zip, string path, Manifest manifest) => (this.zip, this.path, Manifest) = (zip, path, manifest);

    public Manifest Manifest { get; }

    /// <exception cref="RefusedException">There is none, it is none, or it was damaged.</exception>
    public static BackupFile Open(string path)
    {
        Refuse.If(!File.Exists(path), "host.backup.not_found", path);
        FileStream file;
        try { file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { throw new RefusedException("host.backup.unreadable", path); }
        return Over(file, path, leaveOpen: false);
    }

    /// <summary>Reads one that is still open, too.</summary>
    public static BackupFile Over(Stream file, string path, bool leaveOpen = true)
    {
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen);
            try
            {
                var (text, hash) = (Bytes(zip, ManifestName), Encoding.UTF8.GetString(Bytes(zip, ManifestHash)));
                if (hash != Convert.ToHexStringLower(SHA256.HashData(text))) throw new InvalidDataException();
                var manifest = StoredJson.Read<Manifest>(Encoding.UTF8.GetString(text)) ?? throw new InvalidDataException();
                Refuse.If(manifest.Format > Manifest.Current, "host.backup.newer", manifest.Version);
                return new(zip, path, manifest);
            }
            catch
            {
                zip.Dispose();
                throw;
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or EndOfStreamException or IOException)
        {
            throw new RefusedException("host.backup.unreadable", path);
        }
    }

    /// <summary>Reads all of it and compares it with what it says.</summary>
    /// <exception cref="RefusedException">Something in it is damaged, missing, or too much.</exception>
    public async Task Verify(CancellationToken ct)
    {
        var there = zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.Ordinal);
        if (there.Count != zip.Entries.Count || !there.SetEquals([.. Manifest.Members.Select(m => m.Name), ManifestName, ManifestHash])) throw Damaged(path);
        foreach (var member in Manifest.Members) await Copy(member, Stream.Null, ct);
    }

    /// <summary>Writes one file of it elsewhere, and compares as it goes.</summary>
    public async Task Extract(Member member, string to, CancellationToken ct)
    {
        Disk.Folder(Path.GetDirectoryName(to)!);
        await using var file = Disk.Create(to);
        await Copy(member, file, ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Sends one file of it somewhere, and compares as it goes.</summary>
    public async Task Copy(Member member, Stream to, CancellationToken ct)
    {
        try
        {
            await using var from = new HashedStream((zip.GetEntry(member.Name) ?? throw Damaged(member.Name)).Open());
            var buffer = new byte[1 << 16];
            for (int read; (read = await Read(from, buffer)) > 0;) await to.WriteAsync(buffer.AsMemory(0, read), ct);
            if (from.Bytes != member.Bytes || from.Sha256() != member.Sha256) throw Damaged(member.Name);
        }
        catch (InvalidDataException)
        {
            throw Damaged(member.Name);
        }

        // What writing throws is the disk's, what reading throws is the archive's.
        async Task<int> Read(Stream from, byte[] buffer)
        {
            try { return await from.ReadAsync(buffer, ct); }
            catch (IOException) { throw Damaged(member.Name); }
        }
    }

    public void Dispose() => zip.Dispose();

    private static RefusedException Damaged(string what) => new("host.backup.damaged", what);

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var from = (zip.GetEntry(name) ?? throw new InvalidDataException()).Open();
        using var memory = new MemoryStream();
        from.CopyTo(memory);
        return memory.ToArray();
    }
}
