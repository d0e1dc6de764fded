using System.Globalization;
using System.Security.Cryptography;
using Guanxi.Data;
using Guanxi.Nodes;

namespace Guanxi.Files;

/// <summary>Files of one kind, beside the database in the data folder, under names of our own. A file is written and on the disk before the row that names it; what no row names is swept.</summary>
/// <param name="folder">The kind, as the folder is called: <c>photos</c>.</param>
/// <param name="ending">Of each file's name, without the dot.</param>
public sealed class FileStore(DataPaths paths, string folder, string ending)
{
    private const int Piece = 1 << 16;

    /// <summary>Writes one down, a piece at a time: it is never in memory as a whole.</summary>
    /// <returns>Null where it is longer than it may be: then it is read no further, and nothing is kept.</returns>
    public async Task<StoredFile?> Keep(Stream content, long most, CancellationToken ct)
    {
        var name = $"{Ids.Next().ToString(CultureInfo.InvariantCulture)}.{ending}";
        try
        {
            if (await Write(name, content, most, ct) is { } stored) return stored;
            Remove(name);
            return null;
        }
        catch
        {
            Remove(name);
            throw;
        }
    }

    private async Task<StoredFile?> Write(string name, Stream content, long most, CancellationToken ct)
    {
        await using var file = new FileStream(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.None, Piece, useAsync: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, bytes) = (new byte[Piece], 0L);
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            if ((bytes += read) > most) return null;
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        // The row that names it may be on the disk before it is: after a power cut there would be a row without its file.
        file.Flush(flushToDisk: true);
        return new(name, bytes, Convert.ToHexString(hash.GetHashAndReset()));
    }

    /// <summary>Null where it lies on another node, or was lost.</summary>
    public FileStream? Open(string storedAs) => Has(storedAs) ? new(PathOf(storedAs), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Piece, useAsync: true) : null;

    public bool Has(string storedAs) => File.Exists(PathOf(storedAs));

    public void Remove(string storedAs) => File.Delete(PathOf(storedAs));

    /// <summary>Where it lies, for what reads files by their path.</summary>
    public string PathOf(string storedAs) => Path.Combine(paths.Files(folder), Path.GetFileName(storedAs));

    /// <summary>Names of the files that were written before a moment.</summary>
    public IEnumerable<string> OlderThan(DateTimeOffset moment) => Directory.EnumerateFiles(paths.Files(folder), $"*.{ending}").Where(f => File.GetLastWriteTimeUtc(f) < moment.UtcDateTime).Select(f => Path.GetFileName(f));

    /// <summary>The name of the node that received a file which is not here; null where it is here, was received here, or by a node that nobody knows any more.</summary>
    public async Task<string?> Elsewhere(GuanxiDb db, string storedAs, CancellationToken ct) =>
        Has(storedAs) || NodeOf(storedAs) == Ids.Node ? null : await db.NameOfNode(NodeOf(storedAs), ct);

    // The number of the node is in the id that the file is named by.
    private static int NodeOf(string storedAs) => long.TryParse(Path.GetFileNameWithoutExtension(storedAs), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Ids.NodeOf(id) : Ids.Node;
}

/// <summary>A file that is on the disk, on its way into a row.</summary>
/// <param name="Name">The one of our own under which it lies.</param>
/// <param name="Checksum">SHA-256, to see that it is unchanged.</param>
public sealed record StoredFile(string Name, long Bytes, string Checksum);
