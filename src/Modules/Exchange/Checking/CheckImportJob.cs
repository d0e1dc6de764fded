using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Checking;

/// <summary>Checks all rows of a file before anything is written.</summary>
internal sealed class CheckImportJob(GuanxiDb db, WriteGate gate, ImportFiles files, RecordChecker records) : IJob
{
    public const string JobKind = "import-check";
    public string Kind => JobKind;

    public Task<bool> IsPossibleHere(Job job, CancellationToken ct) => files.IsHere(db, job, ct);

    public async Task<object?> Run(JobRun run, CancellationToken ct)
    {
        var importId = run.Job.ArgumentAs<Id<Import>>();
        var import = await db.Set<Import>().AsNoTracking().FirstAsync(i => i.Id == importId, ct);
        if (import.State != ImportState.Checking) return null;
        try
        {
            var (source, survey, answers) = (files.Open(import.StoredAs), StoredJson.Read<FileSurvey>(import.Survey)!, StoredJson.Read<ImportAnswers>(import.Answers)!);
            await End(importId, import.IsOrders
                ? StoredJson.Write((await new ImportChecker(db).Check(source, survey, answers, importId, null, Report, ct)).Findings)
                : StoredJson.Write((await records.Check(import.Kind, source, survey, answers, importId, run.Actor, Report, ct)).Findings), run.Actor, ct);
            return null;
        }
        catch (OperationCanceledException) when (!run.CancelAsked)
        {
            throw;
        }
        catch
        {
            await End(importId, null, run.Actor, CancellationToken.None);
            throw;
        }

        void Report(long done, long total) => run.Report(done, total, "exchange.phase.checking");
    }

    public Task GiveUp(JobRun run, CancellationToken ct) => End(run.Job.ArgumentAs<Id<Import>>(), null, run.Actor, ct);

    private Task End(Id<Import> importId, string? findings, Actor actor, CancellationToken ct) =>
        db.Turn(gate, actor, nameof(CheckImport), async () => (await db.Set<Import>().FirstAsync(i => i.Id == importId, ct)).EndCheck(findings), ct);
}
