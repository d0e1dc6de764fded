using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Knowledge;
using Guanxi.Service.Requests.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Notes that the firm has done its part. The request is closed when the customer says so, or says nothing more.</summary>
[Needs(ServiceRights.Edit)]
public sealed record SolveRequest : OnRequest, IUseCase<bool>
{
    /// <summary>What was done.</summary>
    [Required, StringLength(2000)] public string? Solution { get; set; }

    /// <summary>The article that helped.</summary>
    public Id<Article>? ArticleId { get; set; }


    internal sealed class Handler(GuanxiDb db, RequestTasks tasks, TimeProvider clock) : IHandler<SolveRequest, bool>
    {
        public async Task<bool> Handle(SolveRequest request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            var article = await db.Helped(request.ArticleId, ct);
            db.Add(toDo.Solve(request.Solution!, article, actor.Id, time, (await db.Setting<RequestSettings>(ct)).QuietDays));
            await tasks.Finish(toDo, request.Solution, time.Now, ct);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/solve",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, SolveRequest request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Note that a request is solved");
}
