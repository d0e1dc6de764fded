using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>Dismisses a warning that needs no reaction, with the reason. Until the signal is gone, or gets worse, it does not warn again.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record DismissAlert : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<Alert> AlertId { get; set; }

    /// <summary>Why nothing is to be done.</summary>
    [Required, StringLength(2000)] public string? Note { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<DismissAlert, bool>
    {
        public async Task<bool> Handle(DismissAlert request, Actor actor, CancellationToken ct)
        {
            (await db.AlertOf(request.CustomerId, request.AlertId, ct)).Dismiss(request.Note!, actor.Id, clock.GetUtcNow());
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/warnings/{alertId}/dismiss",
        (Id<Customer> customerId, Id<Alert> alertId, DismissAlert request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, AlertId = alertId }, ct)).Produces<bool>().WithSummary("Dismiss a warning with the reason");
}
