using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Imports;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Writing;

/// <summary>Takes a whole import back. Once begun it goes on to the end, through restarts too: half an import helps nobody.</summary>
internal sealed class UndoImportJob(GuanxiDb db, WriteGate gate, IDatabase database, CustomerWriter customers, TimeProvider clock) : IJob
{
    public const string JobKind = "import-undo";
    public string Kind => JobKind;
    public string? CutOff => "exchange.job.undo_cut_off";

    public async Task<object?> Run(JobRun run, CancellationToken ct)
    {
        var importId = run.Job.ArgumentAs<Id<Import>>();
        var import = await db.Set<Import>().AsNoTracking().FirstAsync(i => i.Id == importId, ct);
        if (import.State != ImportState.Undoing) return null;
        var removed = await Remove(import, run, ct);
        // One that was cut off has no receipt; what it was about to write is known all the same.
        var written = StoredJson.Read<ImportReceipt>(import.Receipt) ?? new() { Written = StoredJson.Read<ImportFindings>(import.Findings)!, Seconds = 0 };
        var receipt = written with { Undone = removed };
        await db.Turn(gate, run.Actor, nameof(UndoImport), async () =>
        {
            (await db.Set<Import>().FirstAsync(i => i.Id == importId)).EndUndo(StoredJson.Write(receipt), clock.GetUtcNow());
            db.Tell(new ImportUndone(importId.Value));
        }, CancellationToken.None);
        return null;
    }

    private async Task<Removed> Remove(Import import, JobRun run, CancellationToken ct)
    {
        var removal = new ImportRemoval(db, gate, database, customers);
        try
        {
            return await removal.Remove(import, run.Actor, Report, ct);
        }
        catch (OperationCanceledException) when (run.CancelAsked)
        {
            return await removal.Remove(import, run.Actor, Report, CancellationToken.None);
        }

        void Report(long done, long total) => run.Report(done, total, "exchange.phase.taking_back");
    }
}
