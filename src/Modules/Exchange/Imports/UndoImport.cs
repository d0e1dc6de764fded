using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Writing;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>Takes a whole import back: its orders, and the customers and products that it made and nothing else points to. Also what it wrote before it was cut off.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record UndoImport : IUseCase<Id<Job>>, IConcerns<Import>
{
    public Id<Import> ImportId { get; init; }

    Id<Import> IConcerns<Import>.Subject => ImportId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock, Texts texts) : IHandler<UndoImport, Id<Job>>
    {
        private const int MostNamed = 5;

        public async Task<Id<Job>> Handle(UndoImport request, Actor actor, CancellationToken ct)
        {
            var import = await db.ImportToActOn(request.ImportId, ct);
            await db.RefuseWhileAnother(import.Id, ct);
            // A customer who lives on in another can't be taken out of it by an import.
            var merged = await db.MergedOfImport(import.Id.Value, ct);
            Refuse.If(merged.Count > 0, "exchange.import.merged_customers", string.Join(texts["customers.list.comma"], merged.Take(MostNamed)) + (merged.Count > MostNamed ? " …" : ""));
            var (now, cutOff) = (clock.GetUtcNow(), await db.HasEnded(import.JobId, ct));
            var job = Job.Queue(UndoImportJob.JobKind, import.Id, actor, now);
            if (import.State == ImportState.Undoing && cutOff) import.Resume(job);
            else import.BeginUndo(job, now, cutOff);
            db.Add(job);
            return job.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports/{importId}/undo", (Id<Import> importId, Asker asker, CancellationToken ct) => asker.Answer(new UndoImport { ImportId = importId }, ct))
            .Produces<Id<Job>>().WithSummary("Take a whole import back; the answer is the job to watch");
}
