using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Lets the clock of a request run on.</summary>
[Needs(ServiceRights.Edit)]
public sealed record ResumeRequest : OnRequest, IUseCase<bool>
{
    [StringLength(2000)] public string? Note { get; set; }


    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ResumeRequest, bool>
    {
        public async Task<bool> Handle(ResumeRequest request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            db.Add(toDo.Resume(request.Note, actor.Id, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/resume",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, ResumeRequest request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Let the clock of a request run on");
}
