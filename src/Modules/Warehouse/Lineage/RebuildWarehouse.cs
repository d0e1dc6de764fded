using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Guanxi.Data;

namespace Guanxi.Warehouse;

/// <summary>Throws the analytical database away and makes it anew in the background. The same figures come out.</summary>
[Needs(WarehouseRights.Edit)]
public sealed record RebuildWarehouse : IUseCase<Id<Job>>
{
    internal const string Kind = "warehouse";

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RebuildWarehouse, Id<Job>>
    {
        public Task<Id<Job>> Handle(RebuildWarehouse request, Actor actor, CancellationToken ct)
        {
            var job = Job.Queue(Kind, "", actor, clock.GetUtcNow());
            db.Add(job);
            return Task.FromResult(job.Id);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/warehouse/rebuild", (Asker asker, CancellationToken ct) =>
        asker.Created(new RebuildWarehouse(), id => $"/api/jobs/{id}", ct)).Produces<Id<Job>>(StatusCodes.Status201Created).WithSummary("Make the warehouse anew");
}

/// <inheritdoc cref="RebuildWarehouse"/>
internal sealed class RebuildJob(DataWarehouse warehouse) : IJob
{
    public string Kind => RebuildWarehouse.Kind;
    public string? Lease => DataWarehouse.Lease;

    public async Task<object?> Run(JobRun run, CancellationToken ct) => await warehouse.Rebuild((_, rows) => run.Report(rows, 0, "warehouse.phase.rebuild"), ct);
}
