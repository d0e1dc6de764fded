using Guanxi.Data;
using Guanxi.Exchange.Checking;
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

    Id<Import> IConcerns<Import>.Subject => ImportId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<WriteImport, Id<Job>>
    {
        public async Task<Id<Job>> Handle(WriteImport request, Actor actor, CancellationToken ct)
        {
            var import = await db.Set<Import>().FirstAsync(i => i.Id == request.ImportId, ct);
            var job = Job.Queue(WriteImportJob.JobKind, import.Id, actor, clock.GetUtcNow());
            if (import.State == ImportState.Writing && await db.HasEnded(import.JobId, ct)) import.Resume(job);
            else
            {
                if (StoredJson.Read<ImportFindings>(import.Findings) is { } findings)
                {
                    Refuse.If(findings.Summary.Orders + findings.Summary.ReturnOrders == 0, "exchange.import.nothing_to_load");
                    Refuse.If(findings.MissingRates.Count > 0, "exchange.rate.missing", string.Join(", ", findings.MissingRates.Select(rate => rate.Currency)), findings.BaseCurrency);
                }

                import.BeginWrite(job);
            }

            db.Add(job);
            return job.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports/{importId}/write", (Id<Import> importId, Asker asker, CancellationToken ct) => asker.Answer(new WriteImport { ImportId = importId }, ct))
            .Produces<Id<Job>>().WithSummary("Load a checked import; the answer is the job to watch");
}
