using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>Hands a warning to someone else, who must be able to see the customer.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record HandOverAlert : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<Alert> AlertId { get; set; }

    /// <summary>Oneself where not said.</summary>
    public Id<Person>? OwnerId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, IActors actors, IReach<Customer> reach) : IHandler<HandOverAlert, bool>
    {
        public async Task<bool> Handle(HandOverAlert request, Actor actor, CancellationToken ct)
        {
            var alert = await db.AlertOf(request.CustomerId, request.AlertId, ct);
            alert.HandTo(await People.Check("OwnerId", request.OwnerId ?? actor.Id, request.CustomerId, actor, actors, reach, ct));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/warnings/{alertId}/hand-over",
        (Id<Customer> customerId, Id<Alert> alertId, HandOverAlert request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, AlertId = alertId }, ct)).Produces<bool>().WithSummary("Hand a warning to someone else");
}
