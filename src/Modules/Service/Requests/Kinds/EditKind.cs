using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Limits;
using Guanxi.Service.Requests.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Kinds;

/// <summary>Adds a kind of request, changes one, or takes one out of the choice. Limits that run already keep their end until the request is changed.</summary>
[Needs(ServiceRights.Plan)]
public sealed record EditKind : IUseCase<Id<RequestKind>>
{
    /// <summary>None for a new one.</summary>
    public Id<RequestKind>? KindId { get; set; }
    [Required, StringLength(120)] public string? Name { get; set; }
    public Id<ServiceQueue> QueueId { get; set; }
    [EnumDataType(typeof(RequestPriority))] public RequestPriority Priority { get; set; } = RequestPriority.Normal;

    /// <summary>Working hours of a normal one, to the first answer.</summary>
    [Range(0.25, 2_000)] public double RespondHours { get; set; } = 4;

    /// <summary>Working hours of a normal one, to the solution.</summary>
    [Range(0.25, 2_000)] public double SolveHours { get; set; } = 24;
    public bool Offered { get; set; } = true;

    internal sealed class Handler(GuanxiDb db) : IHandler<EditKind, Id<RequestKind>>
    {
        public async Task<Id<RequestKind>> Handle(EditKind request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(QueueId), request.QueueId.IsNone, "service.queue.not_found");
            var queue = await db.QueueToLieIn(request.QueueId, ct);
            var kind = request.KindId is { IsNone: false } own ? await db.KindOf(own, ct) : null;
            if (kind is null) db.Add(kind = RequestKind.Of(request.Name!, queue.Id, request.Priority, request.RespondHours, request.SolveHours));
            else kind.Change(request.Name!, queue.Id, request.Priority, request.RespondHours, request.SolveHours, request.Offered);
            var (name, id) = (kind.Name, kind.Id);
            Refuse.Field(nameof(Name), await db.Set<RequestKind>().AnyAsync(k => k.Name == name && k.Id != id, ct), "service.kind.name_taken");
            return kind.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/requests/kinds", (EditKind request, Asker asker, CancellationToken ct) => asker.Created(request with { KindId = null }, _ => "/api/requests/kinds", ct))
            .Produces<Id<RequestKind>>(StatusCodes.Status201Created).WithName("addKind").WithSummary("Add a kind of request");
        api.MapPut("/requests/kinds/{kindId}", (Id<RequestKind> kindId, EditKind request, Asker asker, CancellationToken ct) => asker.Answer(request with { KindId = kindId }, ct)).Produces<Id<RequestKind>>().WithSummary("Change a kind of request, or take it out of the choice");
    }
}
