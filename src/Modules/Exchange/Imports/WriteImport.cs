using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Guanxi.Exchange.Writing;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>Loads a checked import in the background: all orders without errors. It can be cancelled, and taken back for 30 days.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record WriteImport : IUseCase<Id<Job>>, IConcerns<Import>
{
    public Id<Import> ImportId { get; init; }

    /// <summary>Checks and loads in one go; all rows are still checked before any is written.</summary>
    public bool WithoutWaiting { get; init; }

    Id<Import> IConcerns<Import>.Subject => ImportId;

    internal sealed class Handler(GuanxiDb db, RecordImports imports, TimeProvider clock) : IHandler<WriteImport, Id<Job>>
    {
        public async Task<Id<Job>> Handle(WriteImport request, Actor actor, CancellationToken ct)
        {
            var import = await db.ImportToActOn(request.ImportId, ct);
            await db.RefuseWhileAnother(import.Id, ct);
            var job = Job.Queue(WriteImportJob.JobKind, import.Id, actor, clock.GetUtcNow());
            if (import.State == ImportState.Writing && await db.HasEnded(import.JobId, ct)) import.Resume(job);
            else
            {
                imports.Admit(actor, import.Kind);
                if (import.Findings is null) await imports.Readable(import.Kind, StoredJson.Read<FileSurvey>(import.Survey)!, StoredJson.Read<ImportAnswers>(import.Answers)!, actor, ct);
                else if (import.IsOrders) StoredJson.Read<ImportFindings>(import.Findings)!.RefuseUnlessLoadable();
                else StoredJson.Read<RecordFindings>(import.Findings)!.RefuseUnlessLoadable();
                import.BeginWrite(job, request.WithoutWaiting);
            }

            db.Add(job);
            return job.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports/{importId}/write", (Id<Import> importId, bool? withoutWaiting, Asker asker, CancellationToken ct) =>
            asker.Answer(new WriteImport { ImportId = importId, WithoutWaiting = withoutWaiting ?? false }, ct))
            .Produces<Id<Job>>().WithSummary("Load a checked import; the answer is the job to watch");
}
