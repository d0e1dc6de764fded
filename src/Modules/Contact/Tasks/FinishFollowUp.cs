using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Contact.Tasks;

/// <summary>Ticks a task off, with what came of it.</summary>
[Needs(ContactRights.Edit)]
internal sealed record FinishFollowUp : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<FollowUp> TaskId { get; set; }
    [StringLength(2000)] public string? Result { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<FinishFollowUp, bool>
    {
        public async Task<bool> Handle(FinishFollowUp request, Actor actor, CancellationToken ct)
        {
            var task = Refuse.Missing(await db.Set<FollowUp>().FirstOrDefaultAsync(t => t.CustomerId == request.CustomerId && t.Id == request.TaskId, ct), "contact.task.not_found");
            task.Finish(request.Result, clock.GetUtcNow());
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/tasks/{taskId}/finish",
        (Id<Customer> customerId, Id<FollowUp> taskId, FinishFollowUp request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, TaskId = taskId }, ct)).Produces<bool>().WithSummary("Tick a task off, with what came of it");
}
