using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Closes a request that nobody wants any more.</summary>
[Needs(ServiceRights.Edit)]
public sealed record CancelRequest : OnRequest, IUseCase<bool>
{
    [Required, StringLength(2000)] public string? Because { get; set; }


    internal sealed class Handler(GuanxiDb db, RequestTasks tasks, TimeProvider clock) : IHandler<CancelRequest, bool>
    {
        public async Task<bool> Handle(CancelRequest request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            db.Add(toDo.Cancel(request.Because!, actor.Id, time));
            await tasks.Finish(toDo, request.Because, time.Now, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/cancel",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, CancelRequest request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Close a request that nobody wants any more");
}
