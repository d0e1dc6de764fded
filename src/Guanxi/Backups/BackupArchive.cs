using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Guanxi.Data;

namespace Guanxi.Backups;

/// <summary>A backup while it is written: under a name of its own, which it changes once it is whole and was read again. Whoever dies before leaves no backup, and nothing that looks like one.</summary>
internal sealed class BackupArchive : IDisposable
{
    public const string Extension = ".backup";
    private const string Unfinished = ".part";

    private readonly string path;
    private readonly FileStream file;
    private readonly ZipArchive zip;
    private readonly List<Member> members = [];
    private bool done;

    private BackupArchive(string path)
    {
        this.path = path;
        file = Disk.Create(path + Unfinished);
        zip = new(file, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <param name="name">Without its extension.</param>
    public static BackupArchive Create(string folder, string name)
    {
        Disk.Folder(folder);
        SweepUp(folder);
        return new(Path.Combine(folder, name + Extension));
    }

    /// <summary>A file beside it for what must be on the disk for a while; the caller removes it, and whoever comes next where the caller dies.</summary>
    public string Beside(string extension) => path + Unfinished + extension;

    /// <summary>Adds a file.</summary>
    public async Task Add(string name, Func<Stream, Task> write)
    {
        await using var into = new HashedStream(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        await write(into);
        members.Add(new(name, into.Bytes, into.Sha256()));
    }

    /// <summary>Adds a file as it lies there. One that was taken away meanwhile is left out: what the database names at the moment of the backup was there then.</summary>
    public async Task AddFile(string name, string at, CancellationToken ct)
    {
        FileStream from;
        try { from = new(at, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: true); }
        catch (FileNotFoundException) { return; }
        await using (from) await Add(name, into => from.CopyToAsync(into, 1 << 16, ct));
    }

    /// <summary>Writes what is in it, brings it to the disk, reads it again, and gives it its name.</summary>
    /// <returns>The manifest with its members, and the path.</returns>
    public async Task<(Manifest Manifest, string Path, long Bytes)> Finish(Manifest manifest, CancellationToken ct)
    {
        manifest = manifest with { Members = members };
        var bytes = Encoding.UTF8.GetBytes(StoredJson.Write(manifest));
        await Plain(BackupFile.ManifestName, bytes, ct);
        await Plain(BackupFile.ManifestHash, Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes))), ct);
        zip.Dispose();
        file.Flush(flushToDisk: true);
        var length = file.Length;
        file.Position = 0;
        using (var written = BackupFile.Over(file, path)) await written.Verify(ct);
        file.Dispose();
        File.Move(path + Unfinished, path);
        done = true;
        Disk.Settle(Path.GetDirectoryName(path)!);
        return (manifest, path, length);
    }

    public void Dispose()
    {
        if (done) return;
        // On a full disk the zip can't even write its end.
        try { zip.Dispose(); }
        catch (Exception fault) when (fault is IOException or InvalidDataException or ObjectDisposedException) { /* it goes all the same */ }
        try { file.Dispose(); }
        catch (IOException) { /* what it still held does not fit */ }
        File.Delete(path + Unfinished);
    }

    private async Task Plain(string name, byte[] bytes, CancellationToken ct)
    {
        await using var into = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        await into.WriteAsync(bytes, ct);
    }

    /// <summary>What a process that died left half done. One that is still at it holds its file.</summary>
    private static void SweepUp(string folder)
    {
        foreach (var left in Directory.EnumerateFiles(folder, $"*{Extension}{Unfinished}*").Order(StringComparer.Ordinal).ToList())
            try
            {
                var main = left[..(left.IndexOf(Extension + Unfinished, StringComparison.Ordinal) + Extension.Length + Unfinished.Length)];
                if (File.Exists(main)) new FileStream(main, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                if (left != main) File.Delete(left);
            }
            catch (IOException) { /* somebody's */ }
        foreach (var left in Directory.EnumerateFiles(folder, $"*{Extension}{Unfinished}").ToList())
            try
            {
                using var held = new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                File.Delete(left);
            }
            catch (IOException) { /* somebody's */ }
    }
}
