using System.Diagnostics;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Guanxi.Jobs;
using Guanxi.Sales;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Writing;

/// <summary>Writes an import, from the start or from its checkpoint; anew where its orders came in by another way meanwhile. Cancelled or failed, it takes back what it wrote; stopped
/// with the program, it goes on at the next start.</summary>
internal sealed class WriteImportJob(GuanxiDb db, WriteGate gate, IDatabase database, CustomerWriter customers, ImportFiles files, RecordWriting records, TimeProvider clock) : IJob
{
    public const string JobKind = "import-write";
    public string Kind => JobKind;
    public string? CutOff => "exchange.job.write_cut_off";

    public Task<bool> IsPossibleHere(Job job, CancellationToken ct) => files.IsHere(db, job, ct);

    public async Task<object?> Run(JobRun run, CancellationToken ct)
    {
        var importId = run.Job.ArgumentAs<Id<Import>>();
        try
        {
            return await Write(run, importId, ct);
        }
        catch (OperationCanceledException) when (!run.CancelAsked)
        {
            throw;
        }
        catch (Exception ended)
        {
            await TakeBack(run, importId, failed: ended is not OperationCanceledException);
            throw;
        }
    }

    public Task GiveUp(JobRun run, CancellationToken ct) => TakeBack(run, run.Job.ArgumentAs<Id<Import>>(), failed: !run.CancelAsked);

    private async Task<object?> Write(JobRun run, Id<Import> importId, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var import = await db.Set<Import>().AsNoTracking().FirstAsync(i => i.Id == importId, ct);
        if (import.State != ImportState.Writing) return null;
        if (!import.IsOrders)
        {
            if (import.Checkpoint < 0) import = await BeginAnew(import, run, ct);
            await records.Write(import, run, clock, ct);
            return null;
        }

        var writer = new ImportWriter(db, gate, database, customers, clock);
        while (true)
        {
            if (import.Checkpoint < 0) import = await BeginAnew(import, run, ct);
            var file = await Check(import, run, ct);
            if (await IsOvertaken(import, file, ct))
            {
                import = await BeginAnew(import, run, ct);
                continue;
            }

            var start = StoredJson.Read<WriteStart>(import.Start) ?? await Begin(file, import, run.Actor, ct);
            var plan = new WritePlan(file, importId, start.FirstId, start.At, run.Actor, await Zone(ct));
            try
            {
                await writer.Write(plan, importId, import.Checkpoint, run.Actor, (done, total) => run.Report(done, total, "exchange.phase.writing"), ct);
                return await Finish(import, plan.Counted(file.Findings) with { SetsBaseCurrency = start.SetsBaseCurrency }, start, watch.Elapsed, run.Actor, ct);
            }
            catch (PlanOutdatedException)
            {
                db.ChangeTracker.Clear();
                import = await db.Set<Import>().AsNoTracking().FirstAsync(i => i.Id == importId, ct);
            }
        }
    }

    private async Task<CheckedFile> Check(Import import, JobRun run, CancellationToken ct)
    {
        var there = StoredJson.Read<WriteStart>(import.Start)?.There.ToHashSet(StringComparer.Ordinal);
        return await new ImportChecker(db).Check(files.Open(import.StoredAs), StoredJson.Read<FileSurvey>(import.Survey)!, StoredJson.Read<ImportAnswers>(import.Answers)!,
            import.Id, there, (done, total) => run.Report(done, total, "exchange.phase.reading"), ct);
    }

    /// <summary>Since it was cut off, some of its orders came in by another way: going on would write them twice.</summary>
    private async Task<bool> IsOvertaken(Import import, CheckedFile file, CancellationToken ct) =>
        import.Start is not null && (await new OrderNumbers(db).There(file.File.Orders, import.Id, ct)).Count > 0;

    private async Task<Import> BeginAnew(Import import, JobRun run, CancellationToken ct)
    {
        await Remove(import, run, ct);
        await Change(import.Id, run.Actor, i => i.BeginAnew());
        return await db.Set<Import>().AsNoTracking().FirstAsync(i => i.Id == import.Id, ct);
    }

    /// <summary>Settles what must hold to the last row, also after a restart.</summary>
    private async Task<WriteStart> Begin(CheckedFile file, Import import, Actor actor, CancellationToken ct)
    {
        file.Findings.RefuseUnlessLoadable();
        var answers = StoredJson.Read<ImportAnswers>(import.Answers)!;
        var (firm, zone) = (await db.Setting<FirmSettings>(ct), await Zone(ct));
        var rates = new List<ExchangeRate>();
        foreach (var orders in file.File.Orders.GroupBy(order => order.Currency))
            if (answers.Rates.TryGetValue(orders.Key, out var worth) && orders.Key != file.Findings.BaseCurrency)
                rates.Add(ExchangeRate.Of(orders.Key, orders.Min(order => BusinessDay.Of(order.At, zone)), worth));
        foreach (var rate in rates.ToList())
            if (await db.Set<ExchangeRate>().AnyAsync(other => other.Currency == rate.Currency && other.ValidFrom <= rate.ValidFrom, ct)) rates.Remove(rate);
        var start = new WriteStart
        {
            FirstId = Ids.Reserve(WritePlan.Ids(file)).First,
            There = [.. file.There],
            SetsBaseCurrency = firm.BaseCurrency.Length == 0,
            Rates = [.. rates.Select(rate => rate.Id)],
            At = clock.GetUtcNow(),
        };
        await db.Turn(gate, actor, nameof(WriteImport), async () =>
        {
            (await db.Set<Import>().FirstAsync(i => i.Id == import.Id, ct)).StartWriting(StoredJson.Write(start), StoredJson.Write(file.Findings));
            if (start.SetsBaseCurrency) await db.Change(firm with { BaseCurrency = file.Findings.BaseCurrency }, ct);
            db.AddRange(rates);
        }, ct);
        return start;
    }

    private async Task<object?> Finish(Import import, ImportFindings written, WriteStart start, TimeSpan took, Actor actor, CancellationToken ct)
    {
        var receipt = new ImportReceipt { Written = written, Seconds = took.TotalSeconds };
        await db.Turn(gate, actor, nameof(WriteImport), async () =>
        {
            (await db.Set<Import>().FirstAsync(i => i.Id == import.Id, ct)).EndWrite(StoredJson.Write(receipt), clock.GetUtcNow());
            db.Tell(new OrdersImported(import.Id.Value, start.FirstId));
        }, ct);
        return null;
    }

    private async Task TakeBack(JobRun run, Id<Import> importId, bool failed)
    {
        var import = await db.Set<Import>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == importId);
        if (import?.State != ImportState.Writing) return;
        await Remove(import, run, CancellationToken.None);
        await Change(importId, run.Actor, i => i.TakenBack(failed));
    }

    private async Task Remove(Import import, JobRun run, CancellationToken ct)
    {
        // A process that dies in the middle of this must not find a checkpoint to go on from.
        await Change(import.Id, run.Actor, i => i.TakeBack());
        if (import.IsOrders) await new ImportRemoval(db, gate, database, customers).Remove(import, run.Actor, Report, ct);
        else await records.Remove(import, run.Actor, Report, ct);

        void Report(long done, long total) => run.Report(done, total, "exchange.phase.taking_back");
    }

    private Task Change(Id<Import> id, Actor actor, Action<Import> change) =>
        db.Turn(gate, actor, nameof(WriteImport), async () => change(await db.Set<Import>().FirstAsync(i => i.Id == id)), CancellationToken.None);

    private async Task<TimeZoneInfo> Zone(CancellationToken ct) => TimeZoneInfo.FindSystemTimeZoneById((await db.Setting<FirmSettings>(ct)).TimeZone);
}
