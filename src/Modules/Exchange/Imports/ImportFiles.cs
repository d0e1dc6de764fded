using Guanxi.Data;
using Guanxi.Exchange.Reading;
using Guanxi.Jobs;
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

            return (name, file.Length);
        }
        catch
        {
            Remove(name);
            throw;
        }
    }

    public SourceFile Open(string storedAs)
    {
        Refuse.If(!File.Exists(PathOf(storedAs)), "exchange.file.gone");
        return SourceFile.At(PathOf(storedAs));
    }

    public void Remove(string storedAs) => File.Delete(PathOf(storedAs));

    public bool Has(string storedAs) => File.Exists(PathOf(storedAs));

    /// <summary>Whether an import's job finds its file on this node: where it was received, and wherever the folder is shared. Where it was received the job is done in any case, and says if the file is gone.</summary>
    public async Task<bool> IsHere(GuanxiDb db, Job job, CancellationToken ct)
    {
        if (Ids.NodeOf(job.Id.Value) == Ids.Node) return true;
        var id = job.ArgumentAs<Id<Import>>();
        return await db.Set<Import>().AsNoTracking().Where(i => i.Id == id).Select(i => i.StoredAs).FirstOrDefaultAsync(ct) is { } storedAs && Has(storedAs);
    }

    private string PathOf(string storedAs) => Path.Combine(paths.Files("imports"), Path.GetFileName(storedAs));
}
