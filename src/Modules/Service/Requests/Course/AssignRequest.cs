using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Gives a request to somebody, or back to its queue.</summary>
[Needs(ServiceRights.Edit)]
public sealed record AssignRequest : OnRequest, IUseCase<bool>
{
    /// <summary>Must be able to see the customer; none puts it back into its queue.</summary>
    public Id<Person>? HandlerId { get; set; }
    [StringLength(2000)] public string? Note { get; set; }


    internal sealed class Handler(GuanxiDb db, IActors actors, IReach<Customer> reach, TimeProvider clock) : IHandler<AssignRequest, bool>
    {
        public async Task<bool> Handle(AssignRequest request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            var handler = request.HandlerId is { IsNone: false } wanted ? wanted : (Id<Person>?)null;
            if (handler is { } id && id != actor.Id)
            {
                var other = await actors.Find(id, ct);
                Refuse.Field(nameof(HandlerId), other is null || !other.May(ServiceRights.Edit), "service.complaint.handler_may_not");
                Refuse.Field(nameof(HandlerId), !await reach.Reaches(other, request.CustomerId, ct), "service.complaint.handler_cannot_see", other.Name);
            }
            db.Add(toDo.Assign(handler, request.Note, actor.Id, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/assign",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, AssignRequest request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Give a request to somebody");
}
