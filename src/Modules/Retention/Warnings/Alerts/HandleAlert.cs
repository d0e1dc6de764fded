using System.ComponentModel.DataAnnotations;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>Says what was done about a warning, and plans what is still to do. Until the signal is gone, or gets worse, it does not warn again.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record HandleAlert : IUseCase<Id<FollowUp>?>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<Alert> AlertId { get; set; }
    [Required, StringLength(2000)] public string? Note { get; set; }

    /// <summary>A task that comes of it; nothing where none does.</summary>
    [StringLength(200)] public string? Task { get; set; }

    /// <summary>Who does it: the warning's owner where not said, else oneself. Must be able to see the customer.</summary>
    public Id<Person>? TaskOwnerId { get; set; }

    /// <summary>Today where not said.</summary>
    public DateOnly? TaskDueOn { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, IActors actors, IReach<Customer> reach, Texts texts, TimeProvider clock) : IHandler<HandleAlert, Id<FollowUp>?>
    {
        public async Task<Id<FollowUp>?> Handle(HandleAlert request, Actor actor, CancellationToken ct)
        {
            var alert = await db.AlertOf(request.CustomerId, request.AlertId, ct);
            var now = clock.GetUtcNow();
            alert.Handle(request.Note!, actor.Id, now);
            if (string.IsNullOrWhiteSpace(request.Task)) return null;
            Refuse.If(!actor.May(ContactRights.Edit), "kernel.right.missing", texts.OfRight(ContactRights.Edit));
            var owner = await People.Check("TaskOwnerId", request.TaskOwnerId ?? alert.OwnerId ?? actor.Id, request.CustomerId, actor, actors, reach, ct);
            var task = FollowUp.Plan(request.CustomerId, request.Task, owner, request.TaskDueOn ?? (await db.Setting<FirmSettings>(ct)).DayOf(now), $"retention.alert.{alert.Id}", actor.Id, now);
            db.Add(task);
            return task.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/warnings/{alertId}/handle",
        (Id<Customer> customerId, Id<Alert> alertId, HandleAlert request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, AlertId = alertId }, ct)).Produces<Id<FollowUp>?>().WithSummary("Say what was done about a warning; answers the task that comes of it");
}
