using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact;

/// <summary>Makes a task for a customer: what is to do, who does it, by when.</summary>
[Needs(ContactRights.Edit)]
public sealed record AddFollowUp : IUseCase<Id<FollowUp>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    [Required, StringLength(200)] public string? Title { get; set; }

    /// <summary>Who does it; oneself where not said. Must be able to see the customer.</summary>
    public Id<Person>? OwnerId { get; set; }

    /// <summary>Today where not said.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>What called for it, e.g. <c>value.at_risk</c>: an open task of the same cause for the same customer is not made twice.</summary>
    [StringLength(60)] public string? Cause { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Tasks.Assignees assignees, TimeProvider clock) : IHandler<AddFollowUp, Id<FollowUp>>
    {
        public async Task<Id<FollowUp>> Handle(AddFollowUp request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            var now = clock.GetUtcNow();
            var cause = string.IsNullOrWhiteSpace(request.Cause) ? null : request.Cause.Trim();
            if (cause is not null && await db.Set<FollowUp>().FirstOrDefaultAsync(t => t.CustomerId == request.CustomerId && t.Cause == cause && t.DoneAt == null, ct) is { } open) return open.Id;
            var owner = await assignees.Check(request.OwnerId, request.CustomerId, actor, ct);
            var task = FollowUp.Plan(request.CustomerId, request.Title!, owner, request.DueOn ?? Tasks.Today.Of(actor, now), cause, actor.Id, now);
            db.Add(task);
            return task.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/tasks",
        (Id<Customer> customerId, AddFollowUp request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId }, id => $"/api/customers/{customerId}/tasks/{id}", ct))
        .Produces<Id<FollowUp>>(StatusCodes.Status201Created).WithSummary("Make a task for a customer");
}
