using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Stops the clock of a request while the firm waits for the customer or for others.</summary>
[Needs(ServiceRights.Edit)]
public sealed record PauseRequest : OnRequest, IUseCase<bool>
{
    /// <summary>For whom or what.</summary>
    [Required, StringLength(2000)] public string? Because { get; set; }


    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<PauseRequest, bool>
    {
        public async Task<bool> Handle(PauseRequest request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            db.Add(toDo.Pause(request.Because!, actor.Id, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/pause",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, PauseRequest request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Stop the clock of a request");
}
