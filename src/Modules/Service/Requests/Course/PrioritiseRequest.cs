using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Makes a request more or less pressing. Its limits follow, counted from when it came in.</summary>
[Needs(ServiceRights.Edit)]
public sealed record PrioritiseRequest : OnRequest, IUseCase<bool>
{
    [EnumDataType(typeof(RequestPriority))] public RequestPriority Priority { get; set; } = RequestPriority.Normal;
    [Required, StringLength(2000)] public string? Because { get; set; }


    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<PrioritiseRequest, bool>
    {
        public async Task<bool> Handle(PrioritiseRequest request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            time = await db.ClockOf(await db.KindOf(toDo.KindId, ct), toDo.UnitId, request.Priority, time.Now, ct);
            db.Add(toDo.Prioritise(request.Priority, request.Because!, actor.Id, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/prioritise",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, PrioritiseRequest request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Make a request more or less pressing");
}
