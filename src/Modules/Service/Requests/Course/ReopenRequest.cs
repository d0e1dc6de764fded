using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Opens a request again: it is not done after all.</summary>
[Needs(ServiceRights.Edit)]
public sealed record ReopenRequest : OnRequest, IUseCase<bool>
{
    [Required, StringLength(2000)] public string? Because { get; set; }


    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ReopenRequest, bool>
    {
        public async Task<bool> Handle(ReopenRequest request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            db.Add(toDo.Reopen(request.Because!, actor.Id, time, (await db.Setting<RequestSettings>(ct)).ReopenDays));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/reopen",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, ReopenRequest request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Open a request again");
}
