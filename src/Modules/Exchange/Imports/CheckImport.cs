using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>Checks all rows of an import in the background. Nothing is written.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record CheckImport : IUseCase<Id<Job>>, IConcerns<Import>
{
    public Id<Import> ImportId { get; init; }

    Id<Import> IConcerns<Import>.Subject => ImportId;

    internal sealed class Handler(GuanxiDb db, RecordImports imports, TimeProvider clock) : IHandler<CheckImport, Id<Job>>
    {
        public async Task<Id<Job>> Handle(CheckImport request, Actor actor, CancellationToken ct)
        {
            var import = await db.ImportToActOn(request.ImportId, ct);
            var (survey, answers) = (StoredJson.Read<FileSurvey>(import.Survey)!, StoredJson.Read<ImportAnswers>(import.Answers)!);
            // What isn't decided is asked now, not after the work.
            await imports.Readable(import.Kind, survey, answers, actor, ct);
            var job = Job.Queue(CheckImportJob.JobKind, import.Id, actor, clock.GetUtcNow());
            if (import.State == ImportState.Checking && await db.HasEnded(import.JobId, ct)) import.Resume(job);
            else import.BeginCheck(job);
            db.Add(job);
            return job.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports/{importId}/check", (Id<Import> importId, Asker asker, CancellationToken ct) => asker.Answer(new CheckImport { ImportId = importId }, ct))
            .Produces<Id<Job>>().WithSummary("Check all rows; the answer is the job to watch");
}
