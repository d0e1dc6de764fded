using System.Diagnostics;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Writing;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Records;

/// <summary>Writes the records of a file in small turns, and takes them out again. What is written is known by its numbers, so that after a kill only the rest follows.</summary>
internal sealed class RecordWriting(GuanxiDb db, WriteGate gate, RecordImports imports, RecordChecker checker, ImportFiles files)
{
    // A record has some rows below it.
    private const int RowsOfRecord = Batches.Rows / RecordKinds.AtOnce;

    /// <summary>In one turn, where nobody waits for it.</summary>
    private const int MostRows = 1_250;

    /// <param name="clock">Asked once a turn.</param>
    public async Task Write(Import import, JobRun run, TimeProvider clock, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var file = await checker.Check(import.Kind, files.Open(import.StoredAs), StoredJson.Read<FileSurvey>(import.Survey)!, StoredJson.Read<ImportAnswers>(import.Answers)!, import.Id, run.Actor,
                (done, total) => run.Report(done, total, "exchange.phase.reading"), ct);
            file.Findings.RefuseUnlessLoadable();
            await Change(import, run.Actor, i => i.StartWriting("{}", StoredJson.Write(file.Findings)), ct);
            try
            {
                var overtaken = await Rows(file, import, run, clock, ct);
                await Finish(import, file.Findings, overtaken, watch.Elapsed, run.Actor, clock, ct);
                return;
            }
            catch (PlanOutdatedException)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    public async Task<RecordsRemoved> Remove(Import import, Actor actor, Action<long, long> progress, CancellationToken ct)
    {
        var kind = imports.Of(import.Kind);
        var (total, gone, kept, last) = (await kind.Left(import.Id.Value, ct), 0L, 0L, 0L);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var taken = default(TakenBack);
            await db.Turn(gate, actor, nameof(UndoImport), async () => taken = await kind.TakeBack(import.Id.Value, last, ct), ct);
            if (taken.Last == 0) return new(gone, kept);
            (gone, kept, last) = (gone + taken.Gone, kept + taken.Kept, taken.Last);
            progress(gone + kept, total);
        }
    }

    /// <returns>How many came in by another way since the check.</returns>
    private async Task<int> Rows(CheckedRecords file, Import import, JobRun run, TimeProvider clock, CancellationToken ct)
    {
        var (done, overtaken, total) = ((long)file.Written, 0, (long)file.Written + file.Rows.Count);
        var pace = new BatchPace(gate, MostRows);
        for (var next = 0; next < file.Rows.Count;)
        {
            ct.ThrowIfCancellationRequested();
            RecordRow[] chunk = [.. file.Rows.Skip(next).Take(pace.Rows / RowsOfRecord)];
            next += chunk.Length;
            var (there, began) = (0, Stopwatch.GetTimestamp());
            await db.Turn(gate, run.Actor, nameof(WriteImport), async () =>
            {
                var now = clock.GetUtcNow();
                await MakeSureThatCustomersAreThere(chunk, ct);
                var known = await file.Sheet.Kind.There([.. chunk.Select(row => row.Number)], file.Sheet.Subject, ct);
                RecordRow[] rows = [.. chunk.Where(row => !known.ContainsKey(row.Number))];
                there = chunk.Length - rows.Length;
                if (rows.Length > 0) await file.Sheet.Kind.Write(new() { Rows = rows, ImportId = import.Id.Value, Subject = file.Sheet.Subject, By = run.Actor.Id, Now = now }, ct);
                var reached = done + chunk.Length;
                await db.Set<Import>().Where(i => i.Id == import.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.Checkpoint, reached), ct);
            }, ct);
            pace.Took(Stopwatch.GetElapsedTime(began));
            (done, overtaken) = (done + chunk.Length, overtaken + there);
            run.Report(done, total, "exchange.phase.writing_records");
        }

        return overtaken;
    }

    // Two customers became one since the check: whose a row is now, another look finds.
    private async Task MakeSureThatCustomersAreThere(RecordRow[] rows, CancellationToken ct)
    {
        var customers = rows.Select(row => row.CustomerId).OfType<Id<Customer>>().Distinct().ToList();
        if (await db.CustomerOwners().CountAsync(customer => customers.Contains(customer.Id), ct) < customers.Count) throw new PlanOutdatedException();
    }

    private async Task Finish(Import import, RecordFindings found, int overtaken, TimeSpan took, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var written = found with { Summary = found.Summary with { NewRows = found.Summary.NewRows - overtaken, SkippedRows = found.Summary.SkippedRows + overtaken } };
        var receipt = new RecordReceipt { Written = written, Seconds = took.TotalSeconds };
        await db.Turn(gate, actor, nameof(WriteImport), async () =>
        {
            (await db.Set<Import>().FirstAsync(i => i.Id == import.Id, ct)).EndWrite(StoredJson.Write(receipt), clock.GetUtcNow());
            db.Tell(new RecordsImported(import.Id.Value, import.Kind));
        }, ct);
    }

    private Task Change(Import import, Actor actor, Action<Import> change, CancellationToken ct) =>
        db.Turn(gate, actor, nameof(WriteImport), async () => change(await db.Set<Import>().FirstAsync(i => i.Id == import.Id, ct)), ct);
}
