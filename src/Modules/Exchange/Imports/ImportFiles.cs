using Guanxi.Data;
using Guanxi.Exchange.Reading;
using Guanxi.Jobs;
using Guanxi.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>The files that people loaded, as they came, in the data folder.</summary>
internal sealed class ImportFiles(DataPaths paths)
{
    /// <summary>More than a gigabyte packed or plain is a job for several files.</summary>
    public const long MostBytes = 1L << 30;

    /// <returns>The name under which it is kept, and its length.</returns>
    public async Task<(string StoredAs, long Bytes)> Keep(Stream content, CancellationToken ct)
    {
        var name = $"{Id<Import>.New()}.import";
        try
        {
            await using var file = new FileStream(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
            var buffer = new byte[1 << 16];
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
            {
                Refuse.If(file.Length + read > MostBytes, "exchange.file.too_large");
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            // The row that names it may be on the disk before it is: after a power cut there would be a row without its file.
            file.Flush(flushToDisk: true);
            return (name, file.Length);
        }
        catch
        {
            Remove(name);
            throw;
        }
    }

    /// <exception cref="RefusedException">It is on another node, which the refusal names, or was thrown away.</exception>
    public async Task<SourceFile> Open(GuanxiDb db, string storedAs, CancellationToken ct)
    {
        if (await Elsewhere(db, storedAs, ct) is { } node) throw new RefusedException("exchange.file.elsewhere", node);
        return Open(storedAs);
    }

    /// <summary>The name of the node that received a file which is not here; null where it is here, or was that of a node that nobody knows any more.</summary>
    public async Task<string?> Elsewhere(GuanxiDb db, string storedAs, CancellationToken ct) =>
        Has(storedAs) || ReceivedBy(storedAs) == Ids.Node ? null : await db.NameOfNode(ReceivedBy(storedAs), ct);

    public SourceFile Open(string storedAs)
    {
        Refuse.If(!File.Exists(PathOf(storedAs)), "exchange.file.gone");
        return SourceFile.At(PathOf(storedAs));
    }

    public void Remove(string storedAs) => File.Delete(PathOf(storedAs));

    public bool Has(string storedAs) => File.Exists(PathOf(storedAs));

    /// <summary>Whether an import's job is to be done on this node: where the file was received, whichever node it was asked of, and wherever the folder is shared.
    /// Where it was received the job is done in any case, and says if the file is gone; that of a node that nobody knows any more says so anywhere.</summary>
    public async Task<bool> IsHere(GuanxiDb db, Job job, CancellationToken ct)
    {
        var id = job.ArgumentAs<Id<Import>>();
        return await Elsewhere(db, await db.Set<Import>().AsNoTracking().Where(i => i.Id == id).Select(i => i.StoredAs).FirstAsync(ct), ct) is null;
    }

    /// <summary>The number of the node is in the id that the file is named by.</summary>
    private static int ReceivedBy(string storedAs) => Id<Import>.TryParse(Path.GetFileNameWithoutExtension(storedAs), null, out var id) ? Ids.NodeOf(id.Value) : Ids.Node;

    private string PathOf(string storedAs) => Path.Combine(paths.Files("imports"), Path.GetFileName(storedAs));
}
