using Guanxi.Data;
using Guanxi.Exchange.Reading;
using Guanxi.Files;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>The files that people loaded, as they came, in the data folder.</summary>
internal sealed class ImportFiles(DataPaths paths)
{
    /// <summary>More than a gigabyte packed or plain is a job for several files.</summary>
    public const long MostBytes = 1L << 30;

    private readonly FileStore store = new(paths, "imports", "import");

    public async Task<StoredFile> Keep(Stream content, CancellationToken ct) => Refuse.Missing(await store.Keep(content, MostBytes, ct), "exchange.file.too_large");

    /// <exception cref="RefusedException">It is on another node, which the refusal names, or was thrown away.</exception>
    public async Task<SourceFile> Open(GuanxiDb db, string storedAs, CancellationToken ct)
    {
        if (await Elsewhere(db, storedAs, ct) is { } node) throw new RefusedException("exchange.file.elsewhere", node);
        return Open(storedAs);
    }

    /// <inheritdoc cref="FileStore.Elsewhere"/>
    public Task<string?> Elsewhere(GuanxiDb db, string storedAs, CancellationToken ct) => store.Elsewhere(db, storedAs, ct);

    public SourceFile Open(string storedAs)
    {
        Refuse.If(!Has(storedAs), "exchange.file.gone");
        return SourceFile.At(store.PathOf(storedAs));
    }

    public void Remove(string storedAs) => store.Remove(storedAs);

    public bool Has(string storedAs) => store.Has(storedAs);

    /// <summary>Whether an import's job is to be done on this node: where the file was received, whichever node it was asked of, and wherever the folder is shared.
    /// Where it was received the job is done in any case, and says if the file is gone; that of a node that nobody knows any more says so anywhere.</summary>
    public async Task<bool> IsHere(GuanxiDb db, Job job, CancellationToken ct)
    {
        var id = job.ArgumentAs<Id<Import>>();
        return await Elsewhere(db, await db.Set<Import>().AsNoTracking().Where(i => i.Id == id).Select(i => i.StoredAs).FirstAsync(ct), ct) is null;
    }
}
