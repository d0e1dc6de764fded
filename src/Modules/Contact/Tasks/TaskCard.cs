using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Tasks;

/// <summary>One task.</summary>
[Needs(ContactRights.Read)]
internal sealed record TaskCard : IQuestion<TaskRow>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public Id<FollowUp> TaskId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db) : IHandler<TaskCard, TaskRow>
    {
        public async Task<TaskRow> Handle(TaskCard request, Actor actor, CancellationToken ct)
        {
            var task = Refuse.Missing(await db.Set<FollowUp>().AsNoTracking().FirstOrDefaultAsync(t => t.CustomerId == request.CustomerId && t.Id == request.TaskId, ct), "contact.task.not_found");
            var customer = Refuse.Missing(await db.CustomerNamesFor(actor).FirstOrDefaultAsync(c => c.Id == request.CustomerId, ct), "contact.task.not_found");
            return TaskRow.Of(task, customer, await db.PersonNames().Where(p => p.Id == task.OwnerId).Select(p => p.Name).FirstOrDefaultAsync(ct));
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/tasks/{taskId}",
        (Id<Customer> customerId, Id<FollowUp> taskId, Asker asker, CancellationToken ct) => asker.Answer(new TaskCard { CustomerId = customerId, TaskId = taskId }, ct))
        .Produces<TaskRow>().WithSummary("One task");
}
