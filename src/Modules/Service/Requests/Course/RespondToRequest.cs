using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Notes the first answer that the customer has.</summary>
[Needs(ServiceRights.Edit)]
public sealed record RespondToRequest : OnRequest, IUseCase<bool>
{
    /// <summary>What the customer was told.</summary>
    [Required, StringLength(2000)] public string? Words { get; set; }


    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<RespondToRequest, bool>
    {
        public async Task<bool> Handle(RespondToRequest request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            db.Add(toDo.Respond(request.Words!, actor.Id, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/respond",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, RespondToRequest request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Note the first answer to a request");
}
