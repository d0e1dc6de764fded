using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Limits;
using Guanxi.Service.Requests.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests.Desk;

/// <summary>Takes what is due first out of one's queues. Two who ask at the same moment get two.</summary>
[Needs(ServiceRights.Edit)]
public sealed record TakeNext : IUseCase<RequestTaken>
{
    internal sealed class Handler(GuanxiDb db, IDatabase database, TimeProvider clock) : IHandler<TakeNext, RequestTaken>
    {
        public async Task<RequestTaken> Handle(TakeNext request, Actor actor, CancellationToken ct)
        {
            while (true)
            {
                var next = await Next(actor, ct);
                // Who asked at the same moment may have it by now: then there is another.
                if (!await db.Hold(database, $"service_request r WHERE r.customer_id = {next.CustomerId.Value} AND r.id = {next.RequestId.Value} AND r.handler_id IS NULL AND r.state = '{nameof(RequestState.Open)}'", ct)) continue;
                var taken = await db.Set<ServiceRequest>().FirstAsync(r => r.CustomerId == next.CustomerId && r.Id == next.RequestId, ct);
                db.Add(taken.Assign(actor.Id, null, actor.Id, await db.ClockOf(taken, clock.GetUtcNow(), ct)));
                return next;
            }
        }

        private async Task<RequestTaken> Next(Actor actor, CancellationToken ct)
        {
            var next = await db.RequestsFor(actor).Where(r => r.State == RequestState.Open && r.HandlerId == null && db.Set<QueueMember>().Any(m => m.QueueId == r.QueueId && m.PersonId == actor.Id))
                .OrderBy(r => r.DueAt == null).ThenBy(r => r.DueAt).ThenBy(r => r.Id).Select(r => new { r.CustomerId, r.Id }).FirstOrDefaultAsync(ct);
            Refuse.If(next is null, "service.request.queues_empty");
            return new(next.CustomerId, next.Id);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/requests/take-next", (Asker asker, CancellationToken ct) => asker.Answer(new TakeNext(), ct)).Produces<RequestTaken>().WithSummary("Take what is due first out of one's queues");
}

/// <summary>Whose request was taken, and which.</summary>
public sealed record RequestTaken(Id<Customer> CustomerId, Id<ServiceRequest> RequestId);
