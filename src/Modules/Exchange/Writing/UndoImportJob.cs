using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Records;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Writing;

/// <summary>Takes a whole import back. Once begun it goes on to the end, through restarts too: half an import helps nobody.</summary>
internal sealed class UndoImportJob(GuanxiDb db, WriteGate gate, IDatabase database, CustomerWriter customers, RecordWriting records, TimeProvider clock) : IJob
{
    public const string JobKind = "import-undo";
    public string Kind => JobKind;
    public string? CutOff => "exchange.job.undo_cut_off";

    public async Task<object?> Run(JobRun run, CancellationToken ct)
    {
        var importId = run.Job.ArgumentAs<Id<Import>>();
        var import = await db.Set<Import>().AsNoTracking().FirstAsync(i => i.Id == importId, ct);
        if (import.State != ImportState.Undoing) return null;
        // One that was cut off has no receipt; what it was about to write is known all the same.
        var receipt = import.IsOrders
            ? StoredJson.Write((StoredJson.Read<ImportReceipt>(import.Receipt) ?? new() { Written = StoredJson.Read<ImportFindings>(import.Findings)!, Seconds = 0 }) with
            { Undone = await Remove(run, stop => new ImportRemoval(db, gate, database, customers).Remove(import, run.Actor, Report, stop), ct) })
            : StoredJson.Write((StoredJson.Read<RecordReceipt>(import.Receipt) ?? new() { Written = StoredJson.Read<RecordFindings>(import.Findings)!, Seconds = 0 }) with
            { Undone = await Remove(run, stop => records.Remove(import, run.Actor, Report, stop), ct) });
        await db.Turn(gate, run.Actor, nameof(UndoImport), async () =>
        {
            (await db.Set<Import>().FirstAsync(i => i.Id == importId)).EndUndo(receipt, clock.GetUtcNow());
            db.Tell(new ImportUndone(importId.Value));
        }, CancellationToken.None);
        return null;

        void Report(long done, long total) => run.Report(done, total, "exchange.phase.taking_back");
    }

    private static async Task<T> Remove<T>(JobRun run, Func<CancellationToken, Task<T>> remove, CancellationToken ct)
    {
        try
        {
            return await remove(ct);
        }
        catch (OperationCanceledException) when (run.CancelAsked)
        {
            return await remove(CancellationToken.None);
        }
    }
}
