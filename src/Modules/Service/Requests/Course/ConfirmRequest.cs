using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Closes a solved request: the customer says that it is done.</summary>
[Needs(ServiceRights.Edit)]
public sealed record ConfirmRequest : OnRequest, IUseCase<bool>
{
    /// <summary>1 very dissatisfied … 5 very satisfied; null where not asked.</summary>
    [Range(1, 5)] public int? Satisfaction { get; set; }

    /// <summary>In the customer's words.</summary>
    [StringLength(2000)] public string? Words { get; set; }


    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ConfirmRequest, bool>
    {
        public async Task<bool> Handle(ConfirmRequest request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            db.Add(toDo.Confirm(request.Satisfaction, request.Words, actor.Id, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/confirm",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, ConfirmRequest request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Close a solved request");
}
