using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Tasks;

/// <summary>Words a task anew, gives it to someone else or to another day.</summary>
[Needs(ContactRights.Edit)]
internal sealed record ChangeFollowUp : IUseCase<int>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<FollowUp> TaskId { get; set; }

    /// <summary>The version that was read.</summary>
    public int Version { get; set; }
    [Required, StringLength(200)] public string? Title { get; set; }

    /// <summary>Who does it. Must be able to see the customer.</summary>
    public Id<Person>? OwnerId { get; set; }
    [Required] public DateOnly? DueOn { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Assignees assignees) : IHandler<ChangeFollowUp, int>
    {
        public async Task<int> Handle(ChangeFollowUp request, Actor actor, CancellationToken ct)
        {
            var task = Refuse.Missing(await db.Set<FollowUp>().FirstOrDefaultAsync(t => t.CustomerId == request.CustomerId && t.Id == request.TaskId, ct), "contact.task.not_found");
            Refuse.If(task.Version != request.Version, "contact.task.changed_meanwhile");
            // Who has it keeps it, even where the customer went elsewhere meanwhile.
            var owner = request.OwnerId is { IsNone: false } wanted && wanted == task.OwnerId ? wanted : await assignees.Check(request.OwnerId, request.CustomerId, actor, ct);
            task.Move(request.Title!, owner, request.DueOn!.Value);
            return task.Version + (db.Entry(task).State == EntityState.Modified ? 1 : 0);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/customers/{customerId}/tasks/{taskId}",
        (Id<Customer> customerId, Id<FollowUp> taskId, ChangeFollowUp request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, TaskId = taskId }, ct)).Produces<int>().WithSummary("Change a task; answers its new version");
}
