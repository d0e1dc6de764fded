using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Course;

/// <summary>Adds to a request what was found, done or said on the way.</summary>
[Needs(ServiceRights.Edit)]
public sealed record NoteOnRequest : OnRequest, IUseCase<bool>
{
    [Required, StringLength(2000)] public string? Words { get; set; }


    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<NoteOnRequest, bool>
    {
        public async Task<bool> Handle(NoteOnRequest request, Actor actor, CancellationToken ct)
        {
            var (toDo, time) = await db.ToActOn(request, clock.GetUtcNow(), ct);
            db.Add(toDo.Note(request.Words!, actor.Id, time));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/requests/{requestId}/notes",
        (Id<Customer> customerId, Id<ServiceRequest> requestId, NoteOnRequest request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, RequestId = requestId }, ct)).Produces<bool>().WithSummary("Add a note to a request");
}
