using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Limits;
using Guanxi.Service.Requests.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Puts a request into another queue, or calls it another kind. Its limits follow, counted from when it came in.</summary>
[Needs(ServiceRights.Edit)]
public sealed record MoveRequest : OnRequest, IUseCase<bool>
{
    public Id<RequestKind> KindId { get; set; }

    /// <summary>The kind's own where not said.</summary>
    public Id<ServiceQueue>? QueueId { get; set; }
    [StringLength(2000)] public string? Note { get; set; }


    internal sealed class Handler(GuanxiDb db, QueueGiving giving, TimeProvider clock) : IHandler<MoveRequest, bool>
    {
        public async Task<bool> Handle(MoveRequest request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            var kind = await db.KindOf(request.KindId, ct);
            var queue = await db.QueueToLieIn(request.QueueId is { IsNone: false } other ? other : kind.QueueId, ct);
            var unit = queue.UnitId ?? await db.UnitOf(toDo.CustomerId, ct);
            time = await db.ClockOf(kind, unit, toDo.Priority, time.Now, ct);
            var before = toDo.QueueId;
            db.Add(toDo.Move(kind.Id, queue.Id, unit, request.Note, actor.Id, time));
            if (queue.Id != before && await giving.ToWhom(queue, toDo.CustomerId, ct) is { } person) db.Add(toDo.Assign(person, null, null, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/move",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, MoveRequest request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Put a request into another queue or kind");
}
