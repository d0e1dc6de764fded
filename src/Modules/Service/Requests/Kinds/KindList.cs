using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Kinds;

/// <summary>What customers may ask for, and how soon it is answered and solved.</summary>
[Needs(ServiceRights.Read)]
internal sealed record KindList : IQuestion<IReadOnlyList<KindRow>>
{
    /// <summary>Also those that are no longer offered.</summary>
    public bool WithFormer { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<KindList, IReadOnlyList<KindRow>>
    {
        public async Task<IReadOnlyList<KindRow>> Handle(KindList request, Actor actor, CancellationToken ct) => await (
            from kind in db.Set<RequestKind>().AsNoTracking()
            join queue in db.Set<ServiceQueue>() on kind.QueueId equals queue.Id
            where kind.Offered || request.WithFormer
            orderby kind.Id
            select new KindRow { Id = kind.Id, Name = kind.Name, QueueId = kind.QueueId, Queue = queue.Name, Priority = kind.Priority, RespondHours = kind.RespondHours, SolveHours = kind.SolveHours, Offered = kind.Offered }).ToListAsync(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/requests/kinds", (bool? withFormer, Asker asker, CancellationToken ct) => asker.Answer(new KindList { WithFormer = withFormer ?? false }, ct))
        .Produces<IReadOnlyList<KindRow>>().WithSummary("What customers may ask for");
}

/// <summary>A kind of request.</summary>
internal sealed record KindRow
{
    public required Id<RequestKind> Id { get; init; }
    public required string Name { get; init; }
    public required Id<ServiceQueue> QueueId { get; init; }
    public required string Queue { get; init; }
    public required RequestPriority Priority { get; init; }

    /// <summary>Working hours of a normal one.</summary>
    public required double RespondHours { get; init; }
    public required double SolveHours { get; init; }
    public required bool Offered { get; init; }
}
